import type { CrmModel, FieldModel, ValuePair } from "../../generator/model/model.ts";
import {
  longestCode,
  rememberedEnd,
  rememberedLength,
  rememberedMark,
} from "../../generator/model/remembered-length.ts";
import { call, type Expression, get } from "../kit/expression.ts";
import {
  carriageReturnLineFeed,
  coalesce,
  concat,
  constant,
  contains,
  cut,
  empty,
  equals,
  float,
  formatDateTime,
  greater,
  length,
  lineFeed,
  orEmpty,
  replace,
  skip,
  string,
  sub,
  take,
  toUpper,
  trim,
  when,
} from "../kit/functions.ts";

// The canonical form of a value is a text that both sides write alike; nothing at all is the empty text.

/** The marks that may stand before a name: ours, Microsoft's, and those that people paste. */
export const glyphs = { success: "✔", failure: "✗", known: ["✔", "✓", "✗", "✘", "❌", "✖"] } as const;

/** A name without the mark before it. */
export function bareName(name: Expression): Expression {
  const text = orEmpty(name);
  return trim(when(contains(glyphs.known.join(""), take(text, 1)), skip(text, 1), text));
}

/** A text with line feeds only, without blanks around it. */
export function plainText(text: Expression): Expression {
  return trim(replace(string(orEmpty(text)), carriageReturnLineFeed, lineFeed));
}

/** A number with two decimals; a number may arrive as a text. */
export function amount(value: Expression): Expression {
  return when(empty(string(value)), "", call("formatNumber", float(string(value)), "0.00", "en-us"));
}

export function date(value: Expression): Expression {
  return when(empty(string(value)), "", formatDateTime(value, "yyyy-MM-dd"));
}

export function truth(value: Expression): Expression {
  return when(equals(toUpper(string(value)), "TRUE"), "true", "false");
}

/** What Salesforce holds, in canonical form. Mapped values are Partner Center's; an unmapped one is marked with "?". */
export function crmCanonical(field: FieldModel, raw: Expression): Expression {
  if (field.role === "name") return bareName(raw);
  if (field.role === "country") return countryCode(field, raw);
  if (field.values !== undefined) return translated(field.values, raw);
  return byType(field, raw);
}

/** Two capital letters; a name of a country is looked up where the map says so. */
function countryCode(field: FieldModel, raw: Expression): Expression {
  const text = toUpper(trim(orEmpty(raw)));
  if (field.values === undefined) return text;
  const table = constant(
    Object.fromEntries(field.values.map((pair) => [pair.crm.toUpperCase(), pair.referral])),
  );
  return when(empty(text), "", coalesce(get(table, text), text));
}

/** What Partner Center holds, in canonical form. */
export function referralCanonical(field: FieldModel, raw: Expression): Expression {
  if (field.role === "name") return bareName(raw);
  if (field.role === "help")
    return when(contains(constant(["Unknown", "None"]), orEmpty(raw)), "", orEmpty(raw));
  return field.values === undefined ? byType(field, raw) : cut(byType(field, raw), longestCode);
}

function byType(field: FieldModel, raw: Expression): Expression {
  switch (field.type) {
    case "text":
      return plainText(raw);
    case "number":
      return amount(raw);
    case "date":
    case "dateTime":
      return date(raw);
    case "boolean":
      return truth(raw);
  }
}

function translated(values: readonly ValuePair[], raw: Expression): Expression {
  const table = constant(Object.fromEntries(values.map((pair) => [pair.crm, pair.referral])));
  return when(
    empty(orEmpty(raw)),
    "",
    coalesce(get(table, raw), concat("?", cut(string(raw), longestCode - 1))),
  );
}

/**
 * A canonical text as it is compared and remembered: whole up to what the other side is given of it; of a longer one
 * also its length and its end. An edit that leaves all of these alone changes nothing that is ever sent.
 */
export function remembered(field: FieldModel, side: "crm" | "referral", canonical: Expression): Expression {
  if (field.type !== "text" || field.values !== undefined || field.maxLength === undefined) return canonical;
  const whole = rememberedLength(field);
  const most = field.maxLength[side];
  if (most !== undefined && most <= whole) return canonical;
  return concat(
    take(canonical, whole),
    when(
      greater(length(canonical), whole),
      concat(
        rememberedMark,
        length(canonical),
        rememberedMark,
        skip(canonical, call("max", 0, sub(length(canonical), rememberedEnd))),
      ),
      "",
    ),
  );
}

/** Money is one text, `50000.00 EUR`; without an amount it is nothing. */
export function money(value: Expression, currency: Expression): Expression {
  return when(empty(string(value)), "", concat(amount(value), " ", toUpper(orEmpty(currency))));
}

/** The value that Salesforce takes for a canonical Partner Center value, cut to what the field holds. */
export function crmValue(field: FieldModel, canonical: Expression): Expression {
  if (field.values !== undefined) {
    const table = constant(Object.fromEntries(field.values.map((pair) => [pair.referral, pair.crm])));
    return get(table, canonical);
  }
  switch (field.type) {
    case "boolean":
      return equals(canonical, "true");
    case "number":
      return when(empty(canonical), null, float(canonical));
    case "date":
    case "dateTime":
      return when(empty(canonical), null, canonical);
    case "text": {
      const maximum = field.maxLength?.crm;
      return maximum === undefined ? canonical : cut(canonical, maximum);
    }
  }
}

/** What Partner Center will hold, canonically, once the canonical Salesforce value is sent. */
export function sentCanonical(field: FieldModel, canonical: Expression): Expression {
  const maximum = field.maxLength?.referral;
  return field.type === "text" && maximum !== undefined ? cut(canonical, maximum) : canonical;
}

/** The value that Partner Center takes for a canonical Salesforce value. */
export function referralValue(crm: CrmModel, field: FieldModel, canonical: Expression): Expression {
  switch (field.type) {
    case "boolean":
      return equals(canonical, "true");
    case "number":
      return when(empty(canonical), null, float(canonical));
    case "date":
    case "dateTime":
      return when(empty(canonical), null, instant(crm, canonical));
    case "text":
      return sentCanonical(field, canonical);
  }
}

/** The instant that Partner Center is given for a date. */
export function instant(crm: CrmModel, day: Expression): Expression {
  return concat(day, crm.closingTime === "noonUtc" ? "T12:00:00Z" : "T00:00:00Z");
}
