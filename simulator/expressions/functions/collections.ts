import { ExpressionError } from "../expression-error.ts";
import type { Quirks } from "../quirks.ts";
import {
  Decimal,
  Float,
  isArray,
  isNumber,
  isObject,
  typeName,
  type WdlObject,
  type WdlValue,
} from "../value.ts";
import { equal } from "../values/equality.ts";
import { compareByCode, compareIgnoringCase, findKey } from "../values/names.ts";
import { compareNumbers } from "../values/numbers.ts";
import { toText } from "../values/to-text.ts";
import {
  arrayArgument,
  countArgument,
  invalid,
  optionalText,
  textArgument,
  usage,
  wrongType,
} from "./arguments.ts";
import { type FunctionDefinition, pure } from "./definition.ts";
import { sized } from "./limits.ts";

const unlimited = Number.POSITIVE_INFINITY;

/** Functions on arrays, and on texts and objects where they are collections too. */
export function collectionFunctions(quirks: Quirks): readonly FunctionDefinition[] {
  const compareTexts = quirks["sort-text"] === "ignoring-case" ? compareIgnoringCase : compareByCode;
  return [
    pure("contains", [2, 2], (collection = null, value = null) => {
      if (typeof collection === "string") {
        return collection.includes(typeof value === "string" ? value : toText(value));
      }
      if (isArray(collection)) return collection.some((each) => equal(each, value));
      if (isObject(collection)) return findKey(collection, toText(value)) !== undefined;
      throw new ExpressionError(
        `The template language function 'contains' expects its first argument 'collection' to be a dictionary (object), an array or a string. The provided value is of type '${typeName(collection)}'. ${usage("contains")}`,
      );
    }),
    pure("length", [1, 1], (collection = null) => series("length", collection).length),
    pure("empty", [1, 1], (value = null) => {
      if (value === null) return true;
      if (typeof value === "string" || isArray(value)) return value.length === 0;
      if (isObject(value)) return Object.keys(value).length === 0;
      throw wrongType("empty", "only", "an object, an array or a string", value);
    }),
    pure("first", [1, 1], (collection = null) => {
      return firstOrLast("first", collection)[0] ?? null;
    }),
    pure("last", [1, 1], (collection = null) => {
      const all = firstOrLast("last", collection);
      return all[all.length - 1] ?? null;
    }),
    pure("take", [2, 2], (collection = null, count = null) => {
      return series("take", collection, "first parameter 'collection'").slice(0, countOf("take", count));
    }),
    pure("skip", [2, 2], (collection = null, count = null) => {
      return series("skip", collection, "first parameter 'collection'").slice(countOf("skip", count));
    }),
    pure("join", [2, 2], (array, delimiter) => {
      const between = textArgument("join", delimiter, "second");
      return sized("join", joined(array).map(toText).join(between));
    }),
    pure("union", [2, unlimited], (...values) => {
      const arrays = sameKind("union", values);
      return arrays === undefined ? merged(values.filter(isObject)) : distinct(arrays.flat());
    }),
    pure("intersection", [2, unlimited], (...values) => {
      const arrays = sameKind("intersection", values);
      return arrays === undefined ? commonEntries(values.filter(isObject)) : commonElements(arrays);
    }),
    pure("chunk", [2, 2], (collection = null, size = null) => {
      const all = series("chunk", collection, "first parameter");
      const length = countArgument("chunk", size, "second");
      if (length < 1) {
        throw new ExpressionError(
          `The template language function 'chunk' expects chunk size to be a positive integer. The provided value is less than 1. ${usage("chunk")}`,
        );
      }
      const count = Math.ceil(all.length / length);
      return Array.from({ length: count }, (_, index) => all.slice(index * length, (index + 1) * length));
    }),
    pure("sort", [1, 2], (array, sortBy) => {
      const key = optionalText("sort", sortBy, "second");
      const select = (value: WdlValue): WdlValue => (key === undefined ? value : property(value, key));
      return arrayArgument("sort", array, "first").toSorted((left, right) =>
        compareForSort(select(left), select(right), compareTexts),
      );
    }),
    pure("reverse", [1, 1], (array) => arrayArgument("reverse", array, "first").toReversed()),
  ];
}

/** An array or a text. */
function series(
  name: string,
  value: WdlValue,
  which = "parameter",
  verb = "to be",
): string | readonly WdlValue[] {
  if (typeof value === "string" || isArray(value)) return value;
  throw new ExpressionError(
    `The template language function '${name}' expects its ${which} ${verb} an array or a string. The provided value is of type '${typeName(value)}'. ${usage(name)}`,
  );
}

/** The platform's message for these two lacks a word. */
function firstOrLast(name: string, value: WdlValue): string | readonly WdlValue[] {
  return series(name, value, "parameter", "be");
}

function joined(value: WdlValue | undefined): readonly WdlValue[] {
  if (isArray(value)) return value;
  throw wrongType("join", "first", "an array", value ?? null);
}

function countOf(name: string, value: WdlValue): number {
  const count = countArgument(name, value, "second");
  if (count >= 0) return count;
  throw new ExpressionError(
    `The template language function '${name}' parameters are out of range: 'count' must be a positive integer. The provided value is '${count}'. ${usage(name)}`,
  );
}

/** The values if all are arrays, undefined if all are objects. */
function sameKind(name: string, values: readonly WdlValue[]): readonly (readonly WdlValue[])[] | undefined {
  const arrays = values.filter(isArray);
  if (arrays.length === values.length) return arrays;
  if (values.every(isObject)) return undefined;
  const types = [...new Set(values.map(typeName))].join(",");
  throw new ExpressionError(
    `Template language function '${name}' expects parameters of same type, but found '${types}' distinct types.`,
  );
}

/** All entries, of the same key the last one. */
export function merged(objects: readonly WdlObject[]): WdlObject {
  return Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
}

/** Each value once, where it stood first. A set finds scalars, which are most; others are compared one by one. */
function distinct(values: readonly WdlValue[]): readonly WdlValue[] {
  const scalars = new Set<WdlValue>();
  const others: WdlValue[] = [];
  return values.filter((value) => {
    const scalar = value instanceof Float ? value.value : value;
    const simple = typeof scalar !== "object" || scalar === null;
    if (simple && scalars.has(scalar)) return false;
    // A decimal may equal a number that the set holds.
    const against = value instanceof Decimal ? [...scalars, ...others] : others;
    if (against.some((other) => equal(other, value))) return false;
    if (simple) scalars.add(scalar);
    else others.push(value);
    return true;
  });
}

function commonElements([first = [], ...others]: readonly (readonly WdlValue[])[]): readonly WdlValue[] {
  return distinct(first.filter((value) => others.every((other) => other.some((each) => equal(each, value)))));
}

function commonEntries([first = {}, ...others]: readonly WdlObject[]): WdlObject {
  const shared = Object.entries(first).filter(([key, value]) =>
    others.every((other) => Object.hasOwn(other, key) && equal(other[key] ?? null, value)),
  );
  return Object.fromEntries(shared);
}

function property(value: WdlValue, key: string): WdlValue {
  if (!isObject(value)) return null;
  const found = findKey(value, key);
  return found === undefined ? null : (value[found] ?? null);
}

/** Null comes first. */
function compareForSort(
  left: WdlValue,
  right: WdlValue,
  compareTexts: (left: string, right: string) => number,
): number {
  if (typeof left === "string" && typeof right === "string") return compareTexts(left, right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  throw invalid("sort", `Values of type '${typeName(left)}' and '${typeName(right)}' cannot be compared.`);
}
