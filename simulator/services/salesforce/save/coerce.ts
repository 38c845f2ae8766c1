import { saveError } from "../fault.ts";
import { normaliseId } from "../ids.ts";
import { canRead, mayUse, type Org, type User } from "../org.ts";
import { isDate, parseDateTime, toSalesforceText } from "../records/instants.ts";
import type { Field } from "../schema/catalog.ts";
import type { SalesforceError, Value } from "../types.ts";

/** A value in the form the store keeps, or why Salesforce refuses it. */
export type Coerced =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: SalesforceError };

/** Reads a JSON value into a field, with the checks of its type: form, length, range, list, existence. */
export function coerce(org: Org, user: User, field: Field, input: unknown): Coerced {
  if (input === null || input === undefined || input === "") {
    return field.type === "boolean" ? cannotRead(field, "boolean", "VALUE_NULL", "null") : kept(null);
  }
  switch (field.type) {
    case "string":
    case "textarea":
    case "email":
    case "phone":
    case "url":
      return coerceText(org, field, input);
    case "picklist":
      return coercePicklist(org, field, input);
    case "multipicklist":
      return coerceMultiPicklist(field, input);
    case "boolean":
      return coerceBoolean(field, input);
    case "currency":
    case "double":
    case "int":
    case "percent":
      return coerceNumber(field, input);
    case "date":
      return typeof input === "string" && isDate(input) ? kept(input) : unreadable(field, "date", input);
    case "datetime":
      return coerceDateTime(field, input);
    case "reference":
    case "id":
      return coerceReference(org, user, field, input);
    case "autonumber":
    case "summary":
      return kept(null);
  }
}

const kept = (value: Value): Coerced => ({ ok: true, value });
const bad = (code: string, message: string, field: Field): Coerced => ({
  ok: false,
  error: saveError(code, message, [field.name]),
});

function coerceText(org: Org, field: Field, input: unknown): Coerced {
  if (typeof input !== "string") return unreadable(field, "string", input);
  let text = org.quirks["text-whitespace"] === "trimmed" ? input.trim() : input;
  if (field.type === "textarea" && org.quirks["textarea-newlines"] === "crlf") {
    text = text.replace(/\r?\n/g, "\r\n");
  }
  if (text === "") return kept(null);
  if (field.length !== undefined && text.length > field.length) return tooLong(field, text, field.length);
  if (field.type === "email" && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text)) {
    return bad("INVALID_EMAIL_ADDRESS", `${field.label}: invalid email address: ${text}`, field);
  }
  return kept(text);
}

const tooLong = (field: Field, text: string, length: number): Coerced =>
  bad("STRING_TOO_LONG", `${field.label}: data value too large: ${text} (max length=${length})`, field);

function coercePicklist(org: Org, field: Field, input: unknown): Coerced {
  if (typeof input !== "string") return unreadable(field, "string", input);
  const text = input.trim();
  const listed = picklistValue(field, text);
  if (field.name === "CurrencyIsoCode") {
    return listed === undefined
      ? bad(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          `${field.label}: bad value for restricted picklist field: ${text}`,
          field,
        )
      : kept(listed);
  }
  if (field.name === "StageName") {
    const stage = org.options.stages.find(({ name }) => name.toLowerCase() === text.toLowerCase());
    if (stage !== undefined) return kept(stage.name);
    if (org.options.stageNames === "strict") return badPicklist(field, text);
  }
  if (listed !== undefined) return kept(listed);
  if (field.restricted === true) return badPicklist(field, text);
  const length = field.length ?? 255;
  return text.length > length ? tooLong(field, text, length) : kept(text);
}

const badPicklist = (field: Field, text: string): Coerced =>
  bad(
    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    `${field.label}: bad value for restricted picklist field: ${text}`,
    field,
  );

function picklistValue(field: Field, text: string): string | undefined {
  const lower = text.toLowerCase();
  return field.picklist?.find(({ value, active }) => active !== false && value.toLowerCase() === lower)
    ?.value;
}

/** Values are joined by semicolons and kept in the order of the list. */
function coerceMultiPicklist(field: Field, input: unknown): Coerced {
  if (typeof input !== "string") return unreadable(field, "string", input);
  const chosen = new Set<string>();
  for (const part of input.split(";").map((text) => text.trim())) {
    if (part === "") continue;
    const listed = picklistValue(field, part);
    if (listed === undefined && field.restricted === true) {
      return badPicklist(field, part);
    }
    chosen.add(listed ?? part);
  }
  if (chosen.size > 100) return bad("TOO_MANY_ENUM_VALUE", `${field.label}: too many values`, field);
  const order = (field.picklist ?? []).map(({ value }) => value);
  const position = (value: string): number => {
    const index = order.indexOf(value);
    return index < 0 ? order.length : index;
  };
  const sorted = [...chosen].sort((left, right) => position(left) - position(right));
  const text = sorted.join(";");
  return text.length > 4099 ? tooLong(field, text, 4099) : kept(text === "" ? null : text);
}

function coerceBoolean(field: Field, input: unknown): Coerced {
  if (typeof input === "boolean") return kept(input);
  if (typeof input === "string" && /^(?:true|false)$/i.test(input))
    return kept(input.toLowerCase() === "true");
  return unreadable(field, "boolean", input);
}

function coerceNumber(field: Field, input: unknown): Coerced {
  const value =
    typeof input === "number"
      ? input
      : typeof input === "string" && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(input.trim())
        ? Number(input)
        : undefined;
  if (value === undefined || !Number.isFinite(value)) return unreadable(field, field.type, input);
  const precision = field.precision ?? 18;
  const scale = field.scale ?? 0;
  const rounded = round(value, scale);
  if (Math.abs(rounded) >= 10 ** (precision - scale)) {
    return bad(
      "NUMBER_OUTSIDE_VALID_RANGE",
      `${field.label}: value outside of valid range on numeric field: ${value}`,
      field,
    );
  }
  return kept(rounded);
}

/** Half away from zero, as Salesforce stores a number with more digits than the field has. */
export function round(value: number, scale: number): number {
  const shifted = Number(`${Math.abs(value)}e${scale}`);
  if (!Number.isFinite(shifted)) return value;
  const result = Number(`${Math.round(shifted)}e-${scale}`);
  return value < 0 && result !== 0 ? -result : result;
}

function coerceDateTime(field: Field, input: unknown): Coerced {
  const milliseconds = typeof input === "string" ? parseDateTime(input) : undefined;
  return milliseconds === undefined
    ? unreadable(field, "datetime", input)
    : kept(toSalesforceText(milliseconds));
}

function coerceReference(org: Org, user: User, field: Field, input: unknown): Coerced {
  if (typeof input !== "string") return unreadable(field, "string", input);
  const id = normaliseId(input.trim());
  const type = id === undefined ? undefined : org.catalog.byKeyPrefix(id);
  const targets = field.referenceTo ?? [];
  if (id === undefined || type === undefined || !targets.includes(type.name)) {
    return bad("MALFORMED_ID", `${field.label}: id value of incorrect type: ${input}`, field);
  }
  const record = org.store.table(type).get(id);
  if (record === undefined) {
    return bad("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field);
  }
  if (record.deleted) return bad("ENTITY_IS_DELETED", "entity is deleted", field);
  if (!mayUse(user, type, "read")) {
    return bad(
      "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
      `insufficient access rights on cross-reference id: ${id}`,
      field,
    );
  }
  return kept(id);
}

function unreadable(field: Field, wanted: string, input: unknown): Coerced {
  return cannotRead(field, wanted, tokenOf(input), typeof input === "object" ? "" : String(input));
}

/** The words of the JSON reader of Salesforce, which refuses the body before any rule sees it. */
function cannotRead(field: Field, wanted: string, token: string, text: string): Coerced {
  return {
    ok: false,
    error: {
      message: `Cannot deserialize instance of ${wanted} from ${token} value ${text} or request may be missing a required field at [field:${field.name}]`,
      errorCode: "JSON_PARSER_ERROR",
    },
  };
}

function tokenOf(input: unknown): string {
  if (typeof input === "string") return "VALUE_STRING";
  if (typeof input === "boolean") return input ? "VALUE_TRUE" : "VALUE_FALSE";
  if (typeof input === "number") return Number.isInteger(input) ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
  return Array.isArray(input) ? "START_ARRAY" : "START_OBJECT";
}

/** Whether the user may name the field at all. */
export function visible(user: User, field: Field | undefined): field is Field {
  return field !== undefined && canRead(user, field);
}
