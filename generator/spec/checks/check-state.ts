import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { knownField } from "../known-field.ts";
import { referralProperty } from "../referral-properties.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

type Row = Mapping["fields"][number];

/**
 * Characters of the long text field that holds the state (Salesforce: long text areas), and of the text that the flows
 * join it into (Power Automate: the result of concat). In the body of the request it is escaped once more, but no body
 * of that size is refused.
 */
const maximum = 131_072;
/** Each value stands in `pairs` and, while it is being sent, in `sent`: twice, with both sides. */
const copies = 4;
/** JSON writes a quote, a backslash and a line end as two characters. */
const escaped = 2;
/** A text without a bound of its own is a text field of Salesforce. */
const ordinaryText = 255;
/** A number, a date, an instant or yes and no in canonical form. */
const otherValue = 30;
/** Of each field besides its values: its key four times, brackets, and a refusal with code and time. */
const aroundField = 120;
/** Owner, API names behind variables, attempt, Microsoft's side, eTag. */
const restOfState = 3_000;
/**
 * The lines of people and solutions. Partner Center takes 50 solutions and 50 members of the team (bulk operations);
 * for customer contacts no bound is documented: 20 are assumed. Salesforce bounds e-mail, names and phone.
 */
const lists: readonly { readonly count: number; readonly line: number }[] = [
  { count: 50, line: "solutions:SOL-00000-AAA|".length + escaped },
  { count: 50, line: "team:|".length + 80 + escaped },
  { count: 20, line: "contacts:||||".length + 80 + 40 + 80 + 40 + escaped },
];

/**
 * Proves that the state fits where it is kept, every character escaped. A text that is longer than Partner Center takes
 * is counted up to there: where a longer one does not fit any more, Salesforce refuses the write and the audit says so.
 */
export function checkState(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const fields = mapping.fields
    .filter(({ direction, referral }) => direction !== "never" && referralProperty(referral) !== undefined)
    .map((row) => copies * (row.referral.length + longestValue(mapping, row)) + aroundField);
  const elements = lists.map(({ count, line }) => copies * count * line);
  const needed = [restOfState, ...elements, ...fields].reduce((total, each) => total + each, 0);
  if (needed <= maximum) return [];
  return [
    mapCodes.finding("STATE_TOO_LONG", { needed, maximum }, { where: document.place(["fields"], "key") }),
  ];
}

/** Longest canonical value: what both sides can hold of it is compared, and only that is stored. */
function longestValue(mapping: Mapping, row: Row): number {
  const property = referralProperty(row.referral);
  if (property !== undefined && property.type !== "text") return otherValue;
  const pairs = row.values === undefined ? undefined : mapping.values?.[row.values];
  if (pairs !== undefined) return escaped * Math.max(0, ...pairs.map(({ referral }) => referral.length));
  const crm = knownField(mapping, row.crm)?.maxLength ?? ordinaryText;
  return escaped * Math.min(crm, property?.maxLength ?? Number.POSITIVE_INFINITY);
}
