import type { Json } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { type Expression, isExpression, type Operand, type Value } from "../kit/expression.ts";
import {
  and,
  concat,
  constant,
  empty,
  endsWith,
  equals,
  or,
  orEmpty,
  setProperty,
  startsWith,
  string,
  when,
} from "../kit/functions.ts";
import { fieldName } from "./opportunity.ts";

/** Version of the stored state. A reader that does not know a state treats it as absent. */
export const stateVersion = 1;

/** The members of the state as JSON text, in the order in which they are stored. */
export interface StateTexts {
  /** Plain text. */
  readonly owner: Expression;
  readonly pairs: Expression | string;
  readonly sent: Expression | string;
  /** Members of a list or an object, without its brackets. */
  readonly open: Expression | string;
  readonly refused: Expression | string;
  readonly attempt: Expression | string;
  readonly msft: Expression | string;
  readonly read: Expression | string;
}

/**
 * The text of a state. `read` is the eTag of the referral when both sides were last compared: while it is the same,
 * and Salesforce is as seen, a notification tells nothing new.
 */
export function stateText(model: Model, state: StateTexts): Expression {
  return concat(
    `{"v":${stateVersion},"for":"`,
    state.owner,
    '","pairs":',
    state.pairs,
    ',"sent":',
    state.sent,
    ',"names":',
    namesText(model),
    ',"open":[',
    state.open,
    '],"refused":{',
    state.refused,
    '},"attempt":',
    state.attempt,
    ',"msft":',
    state.msft,
    ',"read":',
    state.read,
    "}",
  );
}

/** Whether a stored text can be a state of ours: whole, and of a version that is known. Absent is readable too. */
export function isReadable(text: Expression): Expression {
  const safe = orEmpty(text);
  return or(empty(safe), and(startsWith(safe, `{"v":${stateVersion},`), endsWith(safe, "}")));
}

/** An object with some of its properties set anew. */
export function withProperties(
  object: Expression,
  properties: Readonly<Record<string, Operand>>,
): Expression {
  return Object.entries(properties).reduce((inner, [key, value]) => setProperty(inner, key, value), object);
}

/** An object as an expression: its constants as they are, the rest set one by one. */
export function objectExpression(members: Readonly<Record<string, Value>>): Expression {
  const dynamic: Record<string, Operand> = {};
  const fixed: Record<string, Json> = {};
  for (const [key, value] of Object.entries(members)) {
    if (isExpression(value)) dynamic[key] = value;
    else fixed[key] = value as Json; // Of a row only whole members are expressions.
  }
  return withProperties(constant(fixed), dynamic);
}

/** The API name behind each field whose name an environment variable holds, as JSON text. */
function namesText(model: Model): Expression | string {
  const members = Object.entries(fieldNames(model));
  if (members.length === 0) return "{}";
  return concat(
    "{",
    ...members.flatMap(([key, name], index) => [`${index === 0 ? "" : ","}"${key}":`, asText(name)]),
    "}",
  );
}

/** API names hold letters, digits and underscores: quoted, they are JSON. */
const asText = (name: Expression | string): Expression => concat('"', name, '"');

/** The API name behind each field whose name an environment variable holds, by key of the field. */
export function fieldNames(model: Model): Readonly<Record<string, Expression | string>> {
  const { amount, currency } = model.money;
  const isMoneyNamed = amount.kind === "variable" || currency?.kind === "variable";
  const moneyNames =
    currency === undefined ? fieldName(amount) : concat(fieldName(amount), ",", fieldName(currency));
  const named = model.fields.filter(
    (field) => field.crm.object === "opportunity" && field.crm.field.kind === "variable",
  );
  return {
    ...(isMoneyNamed ? { money: moneyNames } : {}),
    ...Object.fromEntries(named.map((field) => [field.key, fieldName(field.crm.field)])),
  };
}

/** Whether the field is in the same column as when its pair was stored; a pair of another column is none. */
export function isSameColumn(name: Value, stored: Expression): Expression {
  const now = isExpression(name) ? name : string(String(name));
  return when(equals(stored, null), true, equals(stored, now));
}
