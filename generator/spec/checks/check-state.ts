import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { longestRemembered } from "../../model/remembered-length.ts";
import { maxLengthOf } from "../../model/resolve-fields.ts";
import { readCrmPath } from "../crm-path.ts";
import { knownField } from "../known-field.ts";
import { referralProperty } from "../referral-properties.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

type Row = Mapping["fields"][number];

/**
 * Characters of the long text field that holds the state (Salesforce: long text areas), and of a text that the flows
 * make (Power Automate: the result of concat and string).
 */
const maximum = 131_072;
/** JSON writes a quote, a backslash and a line end as two characters. */
const escaped = 2;
/** In the state each value stands in `pairs` and, while it is being sent, in `sent`: twice, with both sides. */
const stateCopies = 4;
/**
 * Of a decided field the lines hold the pair that is sent, the pair if it is refused, and the change itself; of one that
 * only comes in its pair, or its value with what Partner Center holds.
 */
const lineCopies = { sends: 5, takes: 2 } as const;
/** A number, a date, an instant or yes and no in canonical form. */
const otherValue = 30;
/** Of each field besides its values: its key four times, brackets, and a refusal with code and time. */
const aroundField = 120;
/** Words of the audit on a field: its label, both values cut at 60, and what is done. */
const aroundLine = 350;
/** Owner, API names behind variables, attempt, Microsoft's side, eTag. */
const restOfState = 3_000;
/** Id, account, owner, times, columns that the synchronization sets, and names of columns. */
const restOfBody = 5_000;
/** A text field of Salesforce, and a long text area where a custom field has to hold more (their usual lengths). */
const [textField, longTextArea] = [255, 32_768];
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
 * Proves that what the flows make of the longest values fits, every character escaped at each layer: the state, the
 * lines in which the fields are decided, and the text in which a record is handed to [Customize].
 */
export function checkState(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const needs = [
    { what: "state", needed: neededByState(mapping) },
    { what: "comparison of all fields", needed: neededByLines(mapping) },
    { what: "record that is handed to [Customize]", needed: neededByBody(mapping) },
  ];
  const longest = needs.reduce((most, each) => (each.needed > most.needed ? each : most));
  if (longest.needed <= maximum) return [];
  return [
    mapCodes.finding("STATE_TOO_LONG", { ...longest, maximum }, { where: document.place(["fields"], "key") }),
  ];
}

function neededByState(mapping: Mapping): number {
  const fields = syncedRows(mapping).map(
    (row) => stateCopies * (row.referral.length + longestValue(mapping, row)) + aroundField,
  );
  return restOfState + sum(lists.map(({ count, line }) => stateCopies * count * line)) + sum(fields);
}

/** What a set was like before stands in its line as a pair. */
function neededByLines(mapping: Mapping): number {
  const fields = syncedRows(mapping).map(
    (row) =>
      lineCopies[row.direction === "toCrm" ? "takes" : "sends"] * longestValue(mapping, row) +
      aroundField +
      aroundLine,
  );
  return sum(lists.map(({ count, line }) => 2 * count * line)) + sum(fields);
}

/** The columns as they were read, and beside them the values that come in, each with its canonical form. */
function neededByBody(mapping: Mapping): number {
  const columns = syncedRows(mapping).map(
    (row) => escaped * longestColumn(mapping, row) + 2 * longestValue(mapping, row) + aroundField,
  );
  return restOfBody + sum(columns);
}

/** The lines that are compared: what only a new record is given, and what stands on the account, is not remembered. */
function syncedRows(mapping: Mapping): readonly Row[] {
  return mapping.fields.filter(({ direction, referral, crm }) => {
    const property = referralProperty(referral);
    const isCompared = property !== undefined && property.phase !== "creation";
    return direction !== "never" && isCompared && readCrmPath(crm)?.object === "opportunity";
  });
}

/** Longest canonical value as it is remembered, escaped. */
function longestValue(mapping: Mapping, row: Row): number {
  const property = referralProperty(row.referral);
  const path = readCrmPath(row.crm);
  if (property === undefined || path === undefined || property.type !== "text") return otherValue;
  const values = row.values === undefined ? undefined : mapping.values?.[row.values];
  return escaped * longestRemembered({ ...(values && { values }), ...maxLengthOf(path, property) });
}

/** Longest text of a column, as far as it is known; nobody maps a short field to a long text. */
function longestColumn(mapping: Mapping, row: Row): number {
  const property = referralProperty(row.referral);
  if (property?.type !== "text") return otherValue;
  const isLong = property.maxLength !== undefined && property.maxLength > textField;
  return knownField(mapping, row.crm)?.maxLength ?? (isLong ? longTextArea : textField);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
