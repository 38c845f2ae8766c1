import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { resolveCrm, withNamespace } from "../../model/resolve-crm.ts";
import { closest } from "../closest.ts";
import { readCrmPath } from "../crm-path.ts";
import { moneyProperties, referralProperties, referralProperty } from "../referral-properties.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

type Row = Mapping["fields"][number];

/** The field map as a whole: nothing twice, money together, everything fed that a new referral needs. */
export function checkPairs(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const meant = { ...mapping, fields: mapping.fields.map(meantProperty) };
  return [
    ...duplicates(mapping, document, "crm"),
    ...duplicates(mapping, document, "referral"),
    ...taken(mapping, document),
    ...salesStage(mapping, document),
    ...money(meant, document),
    ...unfed(meant, document),
  ];
}

/** A misspelt property is a finding of its own; that it is missing besides would only say the same again. */
function meantProperty(row: Row): Row {
  if (referralProperty(row.referral) !== undefined) return row;
  const [meant] = closest(row.referral, Object.keys(referralProperties));
  return meant === undefined ? row : { ...row, referral: meant };
}

function duplicates(
  mapping: Mapping,
  document: YamlDocument,
  side: "crm" | "referral",
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return mapping.fields.flatMap((row, index) => {
    const what = side === "crm" ? fieldOf(mapping, row) : row.referral;
    // Salesforce knows its fields in any case.
    const key = side === "crm" ? what.toLowerCase() : what;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [mapCodes.finding("DUPLICATE", { what }, { where: document.place(["fields", index, side]) })];
  });
}

/** The stage map sends the sales stage as soon as one of its stages has one. */
function salesStage({ fields, stages }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const index = fields.findIndex(({ referral }) => referral === "salesStage");
  if (index < 0 || !stages.active?.some((stage) => stage.salesStage !== undefined)) return [];
  const where = document.place(["fields", index, "referral"]);
  return [mapCodes.finding("DUPLICATE", { what: "salesStage" }, { where })];
}

/** Fields that the flows write of themselves, and the stage, which the stage map moves. */
function taken(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const { opportunity, account } = resolveCrm(mapping);
  const own = [
    ...[...Object.values(opportunity), "StageName"].map((name) => `Opportunity.${name}`),
    `Account.${account.key}`,
  ].map((field) => field.toLowerCase());
  return mapping.fields.flatMap((row, index) => {
    const field = fieldOf(mapping, row);
    if (!own.includes(field.toLowerCase())) return [];
    return [mapCodes.finding("FIELD_TAKEN", { field }, { where: document.place(["fields", index, "crm"]) })];
  });
}

/** The field of a line with its whole name; of a variable, the one that it names by default. */
function fieldOf(mapping: Mapping, row: Row): string {
  const path = readCrmPath(row.crm);
  if (path === undefined) return row.crm;
  const { object, field } = path;
  const variable = Object.entries(mapping.environmentVariables).find(([key]) => key === field.name)?.[1];
  const name = field.kind === "variable" && variable !== undefined ? String(variable.default) : field.name;
  return `${object === "account" ? "Account" : "Opportunity"}.${withNamespace(mapping.crm.namespace ?? "", name)}`;
}

function money(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const index = (property: string) => mapping.fields.findIndex(({ referral }) => referral === property);
  const amountIndex = index(moneyProperties.amount);
  const amount = mapping.fields[amountIndex];
  const currency = mapping.fields[index(moneyProperties.currency)];
  const problem = moneyProblem(mapping, amount, currency);
  if (problem === undefined) return [];
  const where =
    amount === undefined ? document.place(["fields"], "key") : document.place(["fields", amountIndex]);
  return [mapCodes.finding("MONEY_SPLIT", { problem }, { where })];
}

function moneyProblem(
  mapping: Mapping,
  amount: Row | undefined,
  currency: Row | undefined,
): string | undefined {
  if (amount === undefined || amount.direction === "never") return "the deal value is not mapped";
  if (mapping.crm.currency?.mode === "single") return undefined;
  if (currency === undefined || currency.direction === "never") return "the currency is not mapped";
  if ((amount.direction ?? "both") !== (currency.direction ?? "both"))
    return "they have different directions";
  return (amount.policy ?? "crm") === (currency.policy ?? "crm") ? undefined : "they have different policies";
}

/** What Partner Center refuses a new referral without (create page; bulk operations page), by kind of deal. */
const required: readonly { readonly property: string; readonly deals: string }[] = [
  { property: "name", deals: "All" },
  { property: "customerProfile.name", deals: "All" },
  { property: "customerProfile.address.addressLine1", deals: "All" },
  { property: "customerProfile.address.city", deals: "All" },
  { property: "customerProfile.address.country", deals: "All" },
  { property: moneyProperties.amount, deals: "All" },
  { property: moneyProperties.currency, deals: "All" },
  { property: "details.closingDateTime", deals: "All" },
  { property: "inviteContext.assistanceRequestCode", deals: "Co-sell" },
];

const feeds = (direction: string | undefined): boolean =>
  direction === undefined || direction === "both" || direction === "toPartnerCenter";

function unfed(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const isSingle = mapping.crm.currency?.mode === "single";
  const needed = [
    ...required.filter(({ property }) => !isSingle || property !== moneyProperties.currency),
    ...(mapping.deals?.notesRequired === true ? [{ property: "details.notes", deals: "All" }] : []),
  ];
  const fields = needed.flatMap(({ property, deals }) => {
    const index = mapping.fields.findIndex((row) => row.referral === property);
    if (index >= 0 && feeds(mapping.fields[index]?.direction)) return [];
    const where =
      index < 0 ? document.place(["fields"], "key") : document.place(["fields", index, "direction"]);
    return [mapCodes.finding("REQUIRED_UNFED", { deals, property }, { where })];
  });
  const sets = (["solutions", "contacts", "team"] as const).flatMap((set) => {
    if (feeds(mapping[set]?.direction)) return [];
    const deals = set === "contacts" ? "Co-sell" : "All";
    const where = document.place([set, "direction"]);
    return [mapCodes.finding("REQUIRED_UNFED", { deals, property: set }, { where })];
  });
  return [...fields, ...demanded(mapping, document, needed), ...sets];
}

/** What a line demands of new deals in `requiredFor` must be sent by it. */
function demanded(
  { fields }: Mapping,
  document: YamlDocument,
  needed: readonly { readonly property: string }[],
): readonly Diagnostic[] {
  return fields.flatMap(({ referral: property, direction, requiredFor = [] }, index) => {
    const isSaid = needed.some((each) => each.property === property);
    // With one currency for all deals its line takes no part.
    if (requiredFor.length === 0 || feeds(direction) || isSaid || property === moneyProperties.currency)
      return [];
    const where = document.place(["fields", index, "requiredFor"]);
    return [mapCodes.finding("REQUIRED_UNFED", { deals: requiredFor.join(", "), property }, { where })];
  });
}
