import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { readCrmPath } from "../crm-path.ts";
import { referralProperties } from "../referral-properties.ts";
import { salesforceFields } from "../salesforce-fields.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

/** Characters of the long text field that holds the state (Salesforce: long text areas hold 131,072). */
const maximum = 131_072;
/** Links, time stamps, attempt, Microsoft's side and the elements of the three sets. */
const restOfState = 20_000;
/** A text without a bound of its own is a text field of Salesforce. */
const ordinaryText = 255;
/** Each field stands in `pairs` and, while something is being sent, in `sent`: twice, with both sides. */
const copies = 4;

/**
 * Proves that the state fits its field, whatever the fields hold. Only notes are long; both sides of the state hold
 * what Partner Center takes of them, 5,000 characters, since a longer text is compared whole and never stored.
 */
export function checkState(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const needed = mapping.fields.reduce((total, row) => {
    const path = readCrmPath(row.crm);
    const property = Object.hasOwn(referralProperties, row.referral)
      ? referralProperties[row.referral]
      : undefined;
    if (path === undefined || property === undefined || row.direction === "never") return total;
    return total + copies * longestValue(path, property.type, property.maxLength) + 2 * row.referral.length;
  }, restOfState);
  if (needed <= maximum) return [];
  return [
    mapCodes.finding("STATE_TOO_LONG", { needed, maximum }, { where: document.place(["fields"], "key") }),
  ];
}

function longestValue(
  path: NonNullable<ReturnType<typeof readCrmPath>>,
  type: string,
  cap: number | undefined,
): number {
  if (type !== "text") return 30;
  const fields = salesforceFields[path.object === "account" ? "Account" : "Opportunity"];
  const known =
    path.field.kind === "name" && Object.hasOwn(fields, path.field.name)
      ? fields[path.field.name]
      : undefined;
  return Math.min(known?.maxLength ?? ordinaryText, cap ?? Number.POSITIVE_INFINITY);
}
