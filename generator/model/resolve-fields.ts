import { assert } from "../diagnostics/failure.ts";
import { type CrmPath, readCrmPath } from "../spec/crm-path.ts";
import { moneyProperties, type ReferralProperty, referralProperties } from "../spec/referral-properties.ts";
import { salesforceFields } from "../spec/salesforce-fields.ts";
import type { Mapping } from "../spec/schema/mapping-schema.ts";
import type { FieldModel, FieldName, MoneyModel, VariableKey } from "./model.ts";
import { withNamespace } from "./resolve-crm.ts";

type FieldRow = Mapping["fields"][number];

/** The rows that take part in the sync. Money has a place of its own. */
export function resolveFields(mapping: Mapping): readonly FieldModel[] {
  return mapping.fields.flatMap((row, index) => {
    const { direction = "both" } = row;
    return direction === "never" || isMoney(row) ? [] : [resolveField(mapping, row, direction, index)];
  });
}

export function resolveMoney(mapping: Mapping): MoneyModel {
  const amountIndex = mapping.fields.findIndex(({ referral }) => referral === moneyProperties.amount);
  const amount = mapping.fields[amountIndex];
  const currency = mapping.fields.find(({ referral }) => referral === moneyProperties.currency);
  assert(
    amount !== undefined && amount.direction !== "never",
    "a mapping without a deal value has passed the check",
  );
  const isSingle = mapping.crm.currency?.mode === "single";
  return {
    amount: fieldName(mapping, amount),
    ...(currency === undefined || isSingle ? {} : { currency: fieldName(mapping, currency) }),
    direction: amount.direction ?? "both",
    policy: amount.policy ?? "crm",
    requiredFor: amount.requiredFor ?? [],
    origin: ["fields", amountIndex],
  };
}

const isMoney = ({ referral }: FieldRow): boolean =>
  referral === moneyProperties.amount || referral === moneyProperties.currency;

function resolveField(
  mapping: Mapping,
  row: FieldRow,
  direction: FieldModel["direction"],
  index: number,
): FieldModel {
  const property = referralProperties[row.referral];
  const path = readCrmPath(row.crm);
  assert(property !== undefined && path !== undefined, `the field ${row.label} has passed the check unknown`);
  const role = roles[row.referral];
  const values = row.values === undefined ? undefined : mapping.values?.[row.values];
  return {
    key: keyOf(row.referral),
    label: row.label,
    crm: { object: path.object, field: fieldName(mapping, row) },
    referral: row.referral,
    type: role === "closingDate" ? "date" : property.type,
    direction,
    policy: row.policy ?? "crm",
    phase: property.phase,
    ...(role === undefined ? {} : { role }),
    ...maxLengthOf(path, property),
    ...(property.patchPath === undefined ? {} : { patchPath: property.patchPath }),
    patchProven: property.patchUnproven !== true,
    ...(values === undefined ? {} : { values }),
    requiredFor: row.requiredFor ?? [],
    origin: ["fields", index],
  };
}

const roles: Readonly<Record<string, NonNullable<FieldModel["role"]>>> = {
  name: "name",
  "details.closingDateTime": "closingDate",
  "details.notes": "notes",
  "consent.consentToShareReferralWithMicrosoftSellers": "visibility",
  "inviteContext.assistanceRequestCode": "help",
  "customerProfile.address.country": "country",
};

/** `details.closingDateTime` → `detailsClosingDateTime`. */
function keyOf(referral: string): string {
  return referral.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function fieldName(mapping: Mapping, row: FieldRow): FieldName {
  const path = readCrmPath(row.crm);
  assert(path !== undefined, `the field ${row.label} has passed the check unreadable`);
  const { kind, name } = path.field;
  if (kind === "name") return { kind, name: withNamespace(mapping.crm.namespace ?? "", name) };
  return { kind, variable: name as VariableKey }; // The check knows only keys of variables.
}

/** How long a text of the field may be, as far as it is known of each side. */
export function maxLengthOf(path: CrmPath, property: ReferralProperty): Pick<FieldModel, "maxLength"> {
  const object = path.object === "account" ? "Account" : "Opportunity";
  const crm = path.field.kind === "name" ? salesforceFields[object][path.field.name]?.maxLength : undefined;
  const referral = property.maxLength;
  if (crm === undefined && referral === undefined) return {};
  return {
    maxLength: { ...(crm === undefined ? {} : { crm }), ...(referral === undefined ? {} : { referral }) },
  };
}
