import { fault } from "../fault.ts";
import { normaliseId } from "../ids.ts";
import { dateOf, fromSalesforceText } from "../records/instants.ts";
import type { Field } from "../schema/catalog.ts";
import type { Value } from "../types.ts";
import type { Operator as AnyOperator, Literal } from "./model.ts";
import { pointAt } from "./path.ts";

/** Operators that ask for an order; LIKE does not. */
type Operator = Exclude<AnyOperator, "like">;

/** What a comparison needs to know about the query around it. */
export interface CompareContext {
  readonly text: string;
  readonly now: number;
}

const day = 86_400_000;

/** A test of a stored value. Text ignores case, as SOQL does unless the field minds it. */
export function comparison(
  field: Field,
  operator: AnyOperator,
  literal: Literal,
  context: CompareContext,
): (value: Value) => boolean {
  if (operator === "like") return like(field, literal, context);
  if (literal.kind === "null") return compareNull(field, operator, context);
  if (field.type === "boolean") {
    if (literal.kind !== "boolean") throw mistyped(field, "boolean", literal, context);
    return byOrder(operator, (value) => (value === null ? undefined : Number(value) - Number(literal.value)));
  }
  switch (field.type) {
    case "currency":
    case "double":
    case "int":
    case "percent":
    case "summary": {
      if (literal.kind !== "number")
        throw mistyped(field, field.type === "summary" ? "double" : field.type, literal, context);
      const wanted = literal.value;
      return byOrder(operator, (value) => (value === null ? undefined : Number(value) - wanted));
    }
    case "date":
    case "datetime":
      return compareInstant(field, operator, literal, context);
    default:
      return compareText(field, operator, literal, context);
  }
}

function compareNull(field: Field, operator: Operator, context: CompareContext): (value: Value) => boolean {
  if (operator === "=") return (value) => value === null;
  if (operator === "!=") return (value) => value !== null;
  throw fault(400, "MALFORMED_QUERY", pointAt(context.text, field.name, "unexpected token: 'null'"));
}

function compareText(
  field: Field,
  operator: Operator,
  literal: Literal,
  context: CompareContext,
): (value: Value) => boolean {
  if (literal.kind !== "text") throw mistyped(field, "string", literal, context);
  if (field.type === "id" || field.type === "reference") {
    const id = normaliseId(literal.value);
    if (id === undefined && literal.value !== "") {
      throw fault(
        400,
        "INVALID_QUERY_FILTER_OPERATOR",
        pointAt(context.text, field.name, `invalid ID field: ${literal.value}`),
      );
    }
    return byOrder(operator, (value) => (value === null ? undefined : ordinal(String(value), id ?? "")));
  }
  const fold = folding(field);
  const wanted = fold(literal.value);
  // An empty text in a filter finds the records without a value, because Salesforce stores none as null.
  if (wanted === "") return operator === "=" ? (value) => value === null : (value) => value !== null;
  return byOrder(operator, (value) => (value === null ? undefined : ordinal(fold(String(value)), wanted)));
}

function folding(field: Field): (text: string) => string {
  return field.caseSensitive === true ? (text) => text : (text) => text.toLowerCase();
}

function compareInstant(
  field: Field,
  operator: Operator,
  literal: Literal,
  context: CompareContext,
): (value: Value) => boolean {
  const read = field.type === "date" ? (text: string) => Date.parse(`${text}T00:00:00Z`) : fromSalesforceText;
  const [from, to] = span(field, literal, context);
  return byOrder(operator, (value) => {
    if (value === null) return undefined;
    const instant = read(String(value));
    return instant < from ? -1 : instant > to ? 1 : 0;
  });
}

/** First and last millisecond of what a date literal names. */
function span(field: Field, literal: Literal, context: CompareContext): readonly [number, number] {
  const last = field.type === "date" ? 0 : day - 1;
  switch (literal.kind) {
    case "days": {
      const today = Date.parse(`${dateOf(context.now)}T00:00:00Z`);
      return [today + literal.from * day, today + literal.to * day + last];
    }
    case "date": {
      if (field.type === "datetime") throw mistyped(field, "dateTime", literal, context);
      const start = Date.parse(`${literal.value}T00:00:00Z`);
      return [start, start];
    }
    case "datetime":
      if (field.type === "date") throw mistyped(field, "date", literal, context);
      return [literal.milliseconds, literal.milliseconds];
    default:
      throw mistyped(field, field.type === "date" ? "date" : "dateTime", literal, context);
  }
}

function like(field: Field, literal: Literal, context: CompareContext): (value: Value) => boolean {
  const textual = ["string", "textarea", "email", "phone", "url", "picklist", "autonumber"].includes(
    field.type,
  );
  if (literal.kind !== "text" || !textual) {
    throw fault(
      400,
      "INVALID_QUERY_FILTER_OPERATOR",
      pointAt(context.text, field.name, `invalid operator on ${field.type} field`),
    );
  }
  const pattern = literal.value.replace(/\\([\s\S])|[%_]|[.*+?^${}()|[\]\\]/g, (whole, escaped?: string) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (whole === "%") return ".*";
    return whole === "_" ? "." : `\\${whole}`;
  });
  const expression = new RegExp(`^${pattern}$`, field.caseSensitive === true ? "s" : "is");
  return (value) => value !== null && expression.test(String(value));
}

/** Two-valued: a missing value is unequal to every literal and stands in no order. */
function byOrder(operator: Operator, order: (value: Value) => number | undefined): (value: Value) => boolean {
  switch (operator) {
    case "=":
      return (value) => order(value) === 0;
    case "!=":
      return (value) => order(value) !== 0;
    case "<":
      return (value) => (order(value) ?? 0) < 0;
    case ">":
      return (value) => (order(value) ?? 0) > 0;
    case "<=":
      return (value) => (order(value) ?? 1) <= 0;
    case ">=":
      return (value) => (order(value) ?? -1) >= 0;
  }
}

function ordinal(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function mistyped(field: Field, wanted: string, literal: Literal, context: CompareContext): Error {
  const quotes =
    literal.kind === "text" ? "should not be enclosed in quotes" : "should be enclosed in quotes";
  return fault(
    400,
    "INVALID_FIELD",
    pointAt(
      context.text,
      field.name,
      `value of filter criterion for field '${field.name}' must be of type ${wanted} and ${quotes}`,
    ),
  );
}
