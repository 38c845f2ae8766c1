import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { closest } from "../closest.ts";
import { type CrmPath, readCrmPath } from "../crm-path.ts";
import { fieldOf, fieldsOf, knownField } from "../known-field.ts";
import { suggest } from "../parse-mapping.ts";
import { type ReferralProperty, referralProperties, referralProperty } from "../referral-properties.ts";
import type { SalesforceField } from "../salesforce-fields.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import { fieldVariables } from "../variables.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

type Row = Mapping["fields"][number];

/** Each line of the field map by itself: do property and field exist, may values move that way, do the types fit? */
export function checkFields(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return mapping.fields.flatMap((row, index) => {
    const at = (key: keyof Row) => ({ where: document.place(["fields", index, key]) });
    const property = referralProperty(row.referral);
    const path = readCrmPath(row.crm);
    return [
      ...(property === undefined
        ? [unknownProperty(row, document, index)]
        : checkDirection(row, property, at)),
      ...(path === undefined ? [invalidPath(row, at("crm"))] : checkField(row, path, at("crm"))),
      ...(path === undefined || property === undefined ? [] : checkTypes(mapping, row, property, at("crm"))),
    ];
  });
}

function unknownProperty(row: Row, document: YamlDocument, index: number): Diagnostic {
  const where = document.place(["fields", index, "referral"]);
  const allowed = Object.keys(referralProperties);
  const nextActions = suggest(row.referral, allowed, where);
  return mapCodes.finding("PROPERTY_UNKNOWN", { property: row.referral }, { where, allowed, nextActions });
}

/** Most such lines have the object in the wrong case, or misspelt. */
function invalidPath({ crm }: Row, at: ReturnType<At>): Diagnostic {
  const [, given = "", rest = ""] = /^([^.]*)(.*)$/.exec(crm) ?? [];
  const meant = closest(given, ["Opportunity", "Account"]).map((object) => `${object}${rest}`);
  const known = (["opportunity", "account"] as const).flatMap((object) =>
    Object.keys(fieldsOf(object)).map(
      (name) => `${object === "account" ? "Account" : "Opportunity"}.${name}`,
    ),
  );
  const isKnown = (path: string) => known.find((each) => each.toLowerCase() === path.toLowerCase());
  const candidates = meant
    .map((path) => isKnown(path) ?? path)
    .filter((path) => readCrmPath(path) !== undefined);
  const nextActions = suggest(crm, candidates, at.where);
  return mapCodes.finding("FIELD_PATH_INVALID", { path: crm }, { ...at, nextActions });
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

/** The field itself: a variable that holds such a name, or a name that is known. */
function checkField(row: Row, path: CrmPath, at: ReturnType<At>): readonly Diagnostic[] {
  const { object, field } = path;
  const start = row.crm.slice(0, row.crm.indexOf(".") + 1);
  if (field.kind === "variable") {
    const allowed = fieldVariables(object);
    if (allowed.includes(field.name)) return [];
    const nextActions = suggest(
      row.crm,
      allowed.map((key) => `${start}$${key}`),
      at.where,
    );
    const data = { variable: field.name, object: start.slice(0, -1) };
    return [mapCodes.finding("VARIABLE_UNKNOWN", data, { ...at, allowed, nextActions })];
  }
  if (field.name.includes("__") || fieldOf(object, field.name) !== undefined) return [];
  const known = Object.keys(fieldsOf(object)).map((name) => `${start}${name}`);
  const nextActions = suggest(row.crm, known, at.where);
  return [mapCodes.finding("FIELD_UNKNOWN", { field: row.crm }, { ...at, nextActions })];
}

const takes = ({ direction = "both" }: Row): boolean => direction === "both" || direction === "toCrm";

function checkTypes(
  mapping: Mapping,
  row: Row,
  property: ReferralProperty,
  at: ReturnType<At>,
): readonly Diagnostic[] {
  const field = knownField(mapping, row.crm);
  if (field === undefined || row.direction === "never") return [];
  if (field.readOnly === true && takes(row))
    return [mapCodes.finding("FIELD_READ_ONLY", { field: row.crm }, at)];
  if (typesAgree(field, property)) return [];
  const data = {
    field: row.crm,
    crmType: words[field.type],
    property: row.referral,
    referralType: words[property.type],
  };
  return [mapCodes.finding("TYPE_MISMATCH", data, at)];
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
