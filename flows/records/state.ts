import type { Model } from "../../generator/model/model.ts";
import type { Expression, Operand, Value } from "../kit/expression.ts";
import {
  and,
  coalesce,
  concat,
  constant,
  endsWith,
  json,
  orEmpty,
  setProperty,
  startsWith,
  string,
  when,
} from "../kit/functions.ts";
import { fieldName } from "./opportunity.ts";

/** Version of the stored state. A reader that does not know a state treats it as absent. */
export const stateVersion = 1;

/** The stored state as an object; an absent or cut text is an empty one. */
export function parseState(text: Expression): Expression {
  const safe = orEmpty(text);
  return when(
    and(startsWith(safe, `{"v":${stateVersion},`), endsWith(safe, "}")),
    json(coalesce(text, "{}")),
    constant({}),
  );
}

/** An object with some of its properties set anew; the version stays in front. */
export function withProperties(
  object: Expression,
  properties: Readonly<Record<string, Operand>>,
): Expression {
  return Object.entries(properties).reduce((inner, [key, value]) => setProperty(inner, key, value), object);
}

/** The text of a state made from an earlier one. */
export function stateText(earlier: Expression, properties: Readonly<Record<string, Operand>>): Expression {
  return string(
    withProperties(coalesce(earlier, constant({ v: stateVersion })), { v: stateVersion, ...properties }),
  );
}

/** The API name behind each field whose name an environment variable holds, by key of the field. */
export function fieldNames(model: Model): Value {
  const { amount, currency } = model.money;
  const named = model.fields.filter((field) => field.crm.field.kind === "variable");
  const isMoneyNamed = amount.kind === "variable" || currency?.kind === "variable";
  return Object.fromEntries([
    ...(isMoneyNamed ? [["money", moneyNames(model)] as const] : []),
    ...named.map((field) => [field.key, fieldName(field.crm.field)] as const),
  ]);
}

function moneyNames(model: Model): Value {
  const { amount, currency } = model.money;
  return currency === undefined ? fieldName(amount) : concat(fieldName(amount), ",", fieldName(currency));
}
