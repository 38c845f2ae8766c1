import type { Json } from "../../generator/model/emitted.ts";
import { call, type Expression, get, type Operand } from "./expression.ts";

// The functions of the expression language that the flows use, and small idioms made of them.

export const concat = (...parts: readonly Operand[]): Expression => call("concat", ...parts);
export const equals = (left: Operand, right: Operand): Expression => call("equals", left, right);
export const not = (condition: Expression): Expression => call("not", condition);
export const greater = (left: Operand, right: Operand): Expression => call("greater", left, right);
export const less = (left: Operand, right: Operand): Expression => call("less", left, right);
export const contains = (collection: Operand, value: Operand): Expression =>
  call("contains", collection, value);
export const empty = (value: Operand): Expression => call("empty", value);
export const length = (value: Operand): Expression => call("length", value);
export const toLower = (text: Operand): Expression => call("toLower", text);
export const toUpper = (text: Operand): Expression => call("toUpper", text);
export const trim = (text: Operand): Expression => call("trim", text);
export const replace = (text: Operand, old: Operand, by: Operand): Expression =>
  call("replace", text, old, by);
export const split = (text: Operand, separator: Operand): Expression => call("split", text, separator);
export const join = (array: Operand, separator: Operand): Expression => call("join", array, separator);
export const first = (array: Operand): Expression => call("first", array);
export const last = (array: Operand): Expression => call("last", array);
export const skip = (array: Operand, count: Operand): Expression => call("skip", array, count);
export const take = (collection: Operand, count: Operand): Expression => call("take", collection, count);
export const substring = (text: Operand, start: Operand, count?: Operand): Expression =>
  count === undefined ? call("substring", text, start) : call("substring", text, start, count);
export const lessOrEquals = (left: Operand, right: Operand): Expression => call("lessOrEquals", left, right);
export const ticks = (time: Operand): Expression => call("ticks", time);
export const sub = (left: Operand, right: Operand): Expression => call("sub", left, right);
export const add = (left: Operand, right: Operand): Expression => call("add", left, right);
export const string = (value: Operand): Expression => call("string", value);
export const float = (value: Operand): Expression => call("float", value);
export const json = (text: Operand): Expression => call("json", text);
export const createArray = (...values: readonly Operand[]): Expression => call("createArray", ...values);
export const setProperty = (object: Operand, key: Operand, value: Operand): Expression =>
  call("setProperty", object, key, value);
export const removeProperty = (object: Operand, key: Operand): Expression =>
  call("removeProperty", object, key);
export const coalesce = (...values: readonly Operand[]): Expression => call("coalesce", ...values);
export const item = (): Expression => call("item");
export const utcNow = (format?: string): Expression =>
  format === undefined ? call("utcNow") : call("utcNow", format);
export const formatDateTime = (time: Operand, format: string): Expression =>
  call("formatDateTime", time, format);
export const startsWith = (text: Operand, start: Operand): Expression => call("startsWith", text, start);
export const endsWith = (text: Operand, end: Operand): Expression => call("endsWith", text, end);
export const sort = (array: Operand): Expression => call("sort", array);

/** Only the taken branch is evaluated. */
export const when = (condition: Operand, then: Operand, otherwise: Operand): Expression =>
  call("if", condition, then, otherwise);

export function and(...conditions: readonly Expression[]): Expression {
  const [only, second] = conditions;
  return only !== undefined && second === undefined ? only : call("and", ...conditions);
}

export function or(...conditions: readonly Expression[]): Expression {
  const [only, second] = conditions;
  return only !== undefined && second === undefined ? only : call("or", ...conditions);
}

/** Arrays become one without doubles; of objects, the later one wins key by key. */
export function union(...collections: readonly Expression[]): Expression {
  const [only, second] = collections;
  if (only === undefined) return constant([]);
  return second === undefined ? only : call("union", ...collections);
}

/** The name of an action as the definition spells it: blanks become underscores. */
export function actionKey(name: string): string {
  return name.replaceAll(" ", "_");
}

/** What an action gave; the keys are followed without failing. */
export const outputs = (action: string, ...keys: readonly Operand[]): Expression =>
  get(call("outputs", actionKey(action)), ...keys);

/** The body of what an action gave. */
export const body = (action: string, ...keys: readonly Operand[]): Expression =>
  get(call("body", actionKey(action)), ...keys);

export const triggerBody = (...keys: readonly Operand[]): Expression => get(call("triggerBody"), ...keys);

/** A constant object or array: the language has no literals for them. */
export function constant(value: Json): Expression {
  return json(JSON.stringify(value));
}

/** A text that is never null. */
export const orEmpty = (value: Expression): Expression => coalesce(value, "");

/** The texts of an array that are not empty, joined. Union drops repeated texts, among them all empty ones but the first. */
export const joinFilled = (array: Expression, separator: Operand): Expression =>
  join(skip(union(createArray(""), array), 1), separator);

/** JSON text of `{ key: value }` without its braces, to be joined with others. */
export function jsonMember(key: Operand, value: Operand): Expression {
  const object = string(setProperty(constant({}), key, value));
  return call("substring", object, 1, call("sub", length(object), 2));
}

/** A text in at most `maximum` characters. */
export const cut = (text: Expression, maximum: number): Expression => take(text, maximum);

/** The line feed, which expressions can only write as an escape. */
export const lineFeed = call("decodeUriComponent", "%0A");
export const carriageReturnLineFeed = call("decodeUriComponent", "%0D%0A");

/** Whether a value is one of a few constants. */
export function isOneOf(value: Expression, options: readonly string[]): Expression {
  return contains(constant([...options]), value);
}
