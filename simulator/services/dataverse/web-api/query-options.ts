import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { errorCodes, maximumRows } from "../facts.ts";
import { DataverseFault } from "../fault.ts";
import { findTable, type Table } from "../tables.ts";
import type { Row } from "../types.ts";
import { compileFilter, type Test } from "./filter.ts";

/** The query options of a request, or of an $expand. */
export interface QueryOptions {
  /** Undefined: every column. */
  readonly select: readonly string[] | undefined;
  readonly filter: Test | undefined;
  readonly orderBy: readonly { readonly column: string; readonly descending: boolean }[];
  readonly top: number | undefined;
  readonly skip: number;
  readonly count: boolean;
  readonly expand: readonly Expansion[];
}

export interface Expansion {
  readonly navigation: string;
  readonly options: QueryOptions;
}

/** Reads query options; those that are not emulated stop with EMU_DV.QUERY_UNSUPPORTED. */
export function readQuery(table: Table, query: Readonly<Record<string, string>>): QueryOptions {
  const options: { -readonly [Key in keyof QueryOptions]: QueryOptions[Key] } = {
    select: undefined,
    filter: undefined,
    orderBy: [],
    top: undefined,
    skip: 0,
    count: false,
    expand: [],
  };
  for (const [option, text] of Object.entries(query)) {
    switch (option) {
      case "$select":
        options.select = text.split(",").map((name) => column(table, name.trim()));
        break;
      case "$filter":
        options.filter = compileFilter(table, text);
        break;
      case "$orderby":
        options.orderBy = text.split(",").map((part) => ordering(table, part.trim()));
        break;
      case "$top":
        options.top = natural(option, text);
        break;
      case "$skiptoken":
        options.skip = natural(option, text);
        break;
      case "$count":
        options.count = text === "true";
        break;
      case "$expand":
        options.expand = splitOutside(text, ",").map((part) => expansion(table, part.trim()));
        break;
      default:
        throw unsupported(option, text);
    }
  }
  return options;
}

/** Filters, orders and cuts rows; `more` is the number of rows passed over for the next page. */
export function applyQuery(
  rows: readonly Row[],
  options: QueryOptions,
): { readonly rows: readonly Row[]; readonly total: number; readonly more: number | undefined } {
  const { filter, orderBy, skip, top } = options;
  const matching = filter === undefined ? [...rows] : rows.filter(filter);
  matching.sort((left, right) => {
    for (const { column: name, descending } of orderBy) {
      const difference = compareValues(left[name] ?? null, right[name] ?? null);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
  const end = skip + Math.min(top ?? maximumRows, maximumRows);
  const hasMore = top === undefined && end < matching.length;
  return { rows: matching.slice(skip, end), total: matching.length, more: hasMore ? end : undefined };
}

function compareValues(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left).toLowerCase() < String(right).toLowerCase() ? -1 : 1;
}

function ordering(table: Table, text: string): QueryOptions["orderBy"][number] {
  const [name = "", direction = "asc"] = text.split(/\s+/);
  return { column: column(table, name), descending: direction === "desc" };
}

/** `navigation` or `navigation($select=…;$top=…)`. */
function expansion(table: Table, text: string): Expansion {
  const [, navigation = "", nested] = /^([^()]+)(?:\((.*)\))?$/.exec(text) ?? [];
  const target =
    table.children?.find((child) => child.navigation === navigation)?.table ??
    table.columns.find((each) => each.navigation === navigation)?.target;
  const targetTable = target === undefined ? undefined : findTable(target);
  if (targetTable === undefined) throw noProperty(table, navigation === "" ? text : navigation);
  const pairs = nested === undefined ? [] : splitOutside(nested, ";").map((part) => part.trim());
  const query = Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
  return { navigation, options: readQuery(targetTable, query) };
}

/** Splits at a separator that stands neither in brackets nor in quotes. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let part = "";
  for (const character of text) {
    if (character === "'") isQuoted = !isQuoted;
    else if (!isQuoted && character === "(") depth += 1;
    else if (!isQuoted && character === ")") depth -= 1;
    if (character === separator && depth === 0 && !isQuoted) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part];
}

function column(table: Table, name: string): string {
  const found = table.columns.find((each) => each.name === name);
  if (found === undefined) throw noProperty(table, name);
  return found.name;
}

function noProperty(table: Table, name: string): DataverseFault {
  return new DataverseFault(
    400,
    errorCodes.unknownProperty,
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table.logicalName}'.`,
  );
}

function natural(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new DataverseFault(400, errorCodes.badRequest, `Invalid value '${text}' for ${option}.`);
}

function unsupported(option: string, text: string): Failure {
  return new Failure(emulatorCodes.finding("QUERY_UNSUPPORTED", { option, text }));
}
