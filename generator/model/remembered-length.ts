import type { FieldModel } from "./model.ts";

/** A text of which no side says how long it may be is taken for a text field of Salesforce (metadata reference). */
export const ordinaryText = 255;

/** As much of a value that no map knows as tells people which one it is. */
export const longestCode = 100;

/**
 * Up to this length a text of the field is remembered whole, in UTF-16 units: as much of it as either side would ever be
 * given. Of what lies behind, the length and the end are remembered.
 */
export function rememberedLength({
  values,
  maxLength = {},
}: Pick<FieldModel, "values" | "maxLength">): number {
  if (values !== undefined) return Math.max(longestCode, ...values.map(({ referral }) => referral.length));
  const known = [maxLength.crm, maxLength.referral].filter((length) => length !== undefined);
  return known.length === 0 ? ordinaryText : Math.min(...known);
}

/** How much of the end of a longer text is remembered. */
export const rememberedEnd = 40;

/** What stands between the beginning of a longer text and its end: its length between two marks. */
export const rememberedMark = " … ";

/** Longest remembered text of a field. */
export function longestRemembered(field: Pick<FieldModel, "values" | "maxLength">): number {
  const whole = rememberedLength(field);
  if (field.values !== undefined || field.maxLength === undefined) return whole;
  const { crm, referral } = field.maxLength;
  const isBounded = crm === referral;
  return isBounded ? whole : whole + 2 * rememberedMark.length + lengthDigits + rememberedEnd;
}

/** No text has more than 9,999,999 characters. */
const lengthDigits = 7;
