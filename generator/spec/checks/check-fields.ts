import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type CrmPath, readCrmPath } from "../crm-path.ts";
import { suggest } from "../parse-mapping.ts";
import { type ReferralProperty, referralProperties } from "../referral-properties.ts";
import { type SalesforceField, salesforceFields } from "../salesforce-fields.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import { variableKeys } from "../schema/solution-section.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

type Row = Mapping["fields"][number];

/** Each line of the field map by itself: does the property exist, may it move that way, do the types fit? */
export function checkFields(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return mapping.fields.flatMap((row, index) => {
    const at = (key: keyof Row) => ({ where: document.place(["fields", index, key]) });
    const property = Object.hasOwn(referralProperties, row.referral)
      ? referralProperties[row.referral]
      : undefined;
    const path = readCrmPath(row.crm);
    return [
      ...(property === undefined
        ? [unknownProperty(row, document, index)]
        : checkDirection(row, property, at)),
      ...(path === undefined ? [mapCodes.finding("FIELD_PATH_INVALID", { path: row.crm }, at("crm"))] : []),
      ...(path === undefined ? [] : checkVariable(path, at("crm"))),
      ...(path === undefined || property === undefined ? [] : checkTypes(row, path, property, at("crm"))),
    ];
  });
}

function unknownProperty(row: Row, document: YamlDocument, index: number): Diagnostic {
  const where = document.place(["fields", index, "referral"]);
  const allowed = Object.keys(referralProperties);
  const nextActions = suggest(row.referral, allowed, where);
  return mapCodes.finding("PROPERTY_UNKNOWN", { property: row.referral }, { where, allowed, nextActions });
}

type At = (key: keyof Row) => { readonly where: ReturnType<YamlDocument["place"]> };

function checkDirection(row: Row, property: ReferralProperty, at: At): readonly Diagnostic[] {
  const { direction = "both", policy = "crm", referral } = row;
  if (direction === "never") return [];
  const sends = direction !== "toCrm";
  if (property.readOnly === true && sends) {
    const words = direction === "both" ? "both ways" : "to Partner Center";
    return [
      mapCodes.finding("PROPERTY_READ_ONLY", { property: referral, direction: words }, at("direction")),
    ];
  }
  if (policy !== "crm" || !sends) return [];
  if (property.phase === "creation") {
    return [mapCodes.finding("PROPERTY_FIXED", { property: referral, policy }, at("policy"))];
  }
  if (property.phase === "oneWay" || property.phase === "beforeSharing") {
    return [mapCodes.finding("PROPERTY_ONE_WAY", { property: referral, policy }, at("policy"))];
  }
  return [];
}

function checkVariable(path: CrmPath, at: ReturnType<At>): readonly Diagnostic[] {
  const { kind, name } = path.field;
  if (kind === "name" || variableKeys.some((key) => key === name)) return [];
  const allowed = [...variableKeys];
  const nextActions = suggest(
    `$${name}`,
    allowed.map((key) => `$${key}`),
    at.where,
  );
  return [
    mapCodes.finding(
      "VARIABLE_UNKNOWN",
      { variable: name },
      { ...at, allowed, nextActions: nextActions.map(withoutEdit) },
    ),
  ];
}

/** The edit would replace the object before the point too. */
const withoutEdit = <Action extends { readonly kind: string; readonly label: string }>({
  kind,
  label,
}: Action) => ({ kind: kind === "edit-file" ? kind : "edit-file", label }) as const;

function checkTypes(
  row: Row,
  path: CrmPath,
  property: ReferralProperty,
  at: ReturnType<At>,
): readonly Diagnostic[] {
  const field = knownField(path);
  if (field === undefined) return [];
  const takes = row.direction === undefined || row.direction === "both" || row.direction === "toCrm";
  if (field.readOnly === true && takes) return [mapCodes.finding("FIELD_READ_ONLY", { field: row.crm }, at)];
  if (typesAgree(field, property)) return [];
  const data = {
    field: row.crm,
    crmType: words[field.type],
    property: row.referral,
    referralType: words[property.type],
  };
  return [mapCodes.finding("TYPE_MISMATCH", data, at)];
}

/** Custom fields are not known here; the Salesforce org itself is asked about them at deployment. */
function knownField({ object, field }: CrmPath): SalesforceField | undefined {
  if (field.kind === "variable") return undefined;
  const fields = salesforceFields[object === "account" ? "Account" : "Opportunity"];
  return Object.hasOwn(fields, field.name) ? fields[field.name] : undefined;
}

/** A date in Salesforce is the day of an instant in Partner Center; everything else must be alike. */
function typesAgree(field: SalesforceField, property: ReferralProperty): boolean {
  return field.type === property.type || (field.type === "date" && property.type === "dateTime");
}

const words = {
  text: "a text",
  number: "a number",
  date: "a date",
  dateTime: "a date and time",
  boolean: "yes or no",
} as const;
