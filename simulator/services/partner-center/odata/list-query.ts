import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { asObject } from "../normalise.ts";
import type { Quirks } from "../quirks.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { Fields, RecordShape } from "../shape.ts";
import type { Filter } from "./filter.ts";
import { checkFilterProperties } from "./filter-properties.ts";
import { parseFilter } from "./parse-filter.ts";

/** A list request, read and checked. */
export interface ListQuery {
  readonly filter: Filter | undefined;
  readonly orderBy: { readonly property: string; readonly descending: boolean } | undefined;
  readonly select: readonly string[] | undefined;
  readonly top: number | undefined;
  readonly skip: number;
  readonly count: boolean;
  /** How many items earlier pages have given out. */
  readonly done: number;
  /** The query options as they were given, for the next link. */
  readonly options: Readonly<Record<string, string>>;
}

/** The documentation orders by these two only: get-a-list-of-referrals.md. */
const orderProperties = ["createdDateTime", "updatedDateTime"];

const supported = ["$filter", "$orderby", "$select", "$top", "$skip", "$count"];

export function readListQuery(
  query: Readonly<Record<string, string>>,
  shape: RecordShape<Fields>,
  quirks: Quirks,
): Result<ListQuery> {
  const token = query["$skiptoken"];
  const page = token === undefined ? accepted({ options: query, done: 0 }) : readSkipToken(token);
  if (!page.ok) return page;
  const { options, done } = page.value;
  const unknown = Object.keys(options).find((name) => !supported.includes(name));
  if (unknown !== undefined) {
    throw new Failure(emulatorCodes.finding("QUERY_OPTION_UNSUPPORTED", { option: unknown }));
  }
  const filter = readFilter(options["$filter"], shape, quirks);
  if (!filter.ok) return filter;
  const orderBy = readOrderBy(options["$orderby"]);
  if (!orderBy.ok) return orderBy;
  const select = readSelect(options["$select"], shape);
  if (!select.ok) return select;
  const top = readCount("$top", options["$top"]);
  if (!top.ok) return top;
  const skip = readCount("$skip", options["$skip"]);
  if (!skip.ok) return skip;
  const count = options["$count"] ?? "false";
  if (count !== "true" && count !== "false")
    return invalid("count", "$count", "$count must be true or false.");
  return accepted({
    filter: filter.value,
    orderBy: orderBy.value,
    select: select.value,
    top: top.value,
    skip: skip.value ?? 0,
    count: count === "true",
    done,
    options,
  });
}

/** An opaque token: it holds the whole query, so that the next page needs nothing else. */
export function writeSkipToken(options: Readonly<Record<string, string>>, done: number): string {
  return Buffer.from(JSON.stringify({ options, done })).toString("base64url");
}

function readSkipToken(token: string): Result<{ options: Readonly<Record<string, string>>; done: number }> {
  const broken = invalid("skipToken", "$skiptoken", "The continuation token is not valid.");
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, "base64url").toString());
  } catch {
    return broken;
  }
  const given = asObject(content);
  const options = asObject(given?.["options"]);
  const done = given?.["done"];
  if (options === undefined || typeof done !== "number") return broken;
  const texts = Object.entries(options).map(([name, value]): [string, string] => [name, String(value)]);
  return accepted({ options: Object.fromEntries(texts), done });
}

function readFilter(
  text: string | undefined,
  shape: RecordShape<Fields>,
  quirks: Quirks,
): Result<Filter | undefined> {
  if (text === undefined || text.trim() === "") return accepted(undefined);
  const filter = parseFilter(text, shape);
  if (!filter.ok) return filter;
  const checked = checkFilterProperties(filter.value, quirks);
  return checked.ok ? filter : checked;
}

function readOrderBy(text: string | undefined): Result<ListQuery["orderBy"]> {
  if (text === undefined || text.trim() === "") return accepted(undefined);
  const [property = "", direction = "asc", ...rest] = text.trim().split(/\s+/);
  const isKnown = orderProperties.includes(property) && (direction === "asc" || direction === "desc");
  if (!isKnown || rest.length > 0) {
    const allowed = orderProperties.join(" or ");
    return invalid(
      "orderBy",
      "$orderby",
      `A list can be ordered by ${allowed}, asc or desc, not by '${text}'.`,
    );
  }
  return accepted({ property, descending: direction === "desc" });
}

function readSelect(
  text: string | undefined,
  shape: RecordShape<Fields>,
): Result<readonly string[] | undefined> {
  if (text === undefined || text.trim() === "") return accepted(undefined);
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(shape.fields, name));
  if (unknown !== undefined)
    return invalid("select", "$select", `There is no property '${unknown}' to select.`);
  return accepted(names);
}

function readCount(option: string, text: string | undefined): Result<number | undefined> {
  if (text === undefined) return accepted(undefined);
  const isCount = /^\d{1,9}$/.test(text);
  return isCount ? accepted(Number(text)) : invalid("number", option, `${option} must be a whole number.`);
}
