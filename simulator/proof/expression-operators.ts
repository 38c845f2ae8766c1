import { type Expression, parseTemplate, printExpression } from "../expressions/index.ts";
import {
  actionsOf,
  isJsonObject,
  type JsonObject,
  keyOf,
  valuesOf,
  withoutInnerActions,
} from "./definition.ts";
import type { Mutation } from "./mutation.ts";
import { isCall, type Rewrite, rewriteValue } from "./rewrite.ts";

// Operators over the expressions of a flow. A place is a fragment of the expression's text as the printer writes it;
// the innermost call around the fragment is meant. What they make parses, because it is printed from a tree.

/** Where in the flow expressions are looked for: an action by its name, the trigger, or everywhere. */
export type Where = string | typeof trigger | typeof everywhere;
export const trigger = Symbol("the trigger");
export const everywhere = Symbol("the whole flow");

/** Calls another function with the same arguments: `equals` becomes `not equals` under the name `not`. */
export function replaceCall(where: Where, name: string, fragment: string, by: string): Mutation {
  return onExpressions("replaceCall", where, `${name} around ${fragment}`, (expression) =>
    isCall(expression, name, fragment) ? { ...expression, name: by } : undefined,
  );
}

/** Turns a test round. */
export function negate(where: Where, name: string, fragment: string): Mutation {
  return onExpressions("negate", where, `${name} around ${fragment}`, (expression) =>
    isCall(expression, name, fragment) ? call("not", [expression]) : undefined,
  );
}

/** Puts an expression in place of a call. */
export function replaceBy(where: Where, name: string, fragment: string, by: string): Mutation {
  const replacement = parse(by);
  return onExpressions("replaceBy", where, `${name} around ${fragment}`, (expression) =>
    isCall(expression, name, fragment) ? replacement : undefined,
  );
}

/** Leaves out the arguments in which a fragment stands: one test of several, one part of a text. */
export function dropArgument(where: Where, name: string, fragment: string): Mutation {
  return onExpressions("dropArgument", where, `${name} around ${fragment}`, (expression) => {
    if (!isCall(expression, name, fragment) || expression.arguments.length < 2) return undefined;
    const kept = expression.arguments.filter((each) => !printExpression(each).includes(fragment));
    return { ...expression, arguments: kept };
  });
}

/** Lets two arguments of a call change places: the answers of an `if`, the sides of a `less`. */
export function swapArguments(
  where: Where,
  name: string,
  fragment: string,
  [one, other]: readonly [number, number],
): Mutation {
  return onExpressions("swapArguments", where, `${name} around ${fragment}`, (expression) => {
    if (!isCall(expression, name, fragment)) return undefined;
    const left = expression.arguments[one];
    const right = expression.arguments[other];
    if (left === undefined || right === undefined) return undefined;
    return {
      ...expression,
      arguments: expression.arguments.map((each, index) =>
        index === one ? right : index === other ? left : each,
      ),
    };
  });
}

/** Replaces a part of the constant texts in expressions. */
export function replaceText(where: Where, fragment: string, by: string): Mutation {
  return onExpressions("replaceText", where, `the text ${fragment}`, (expression) =>
    expression.kind === "text" && expression.value.includes(fragment)
      ? { ...expression, value: expression.value.replaceAll(fragment, by) }
      : undefined,
  );
}

/** Replaces a number in expressions. */
export function replaceNumber(where: Where, from: number, to: number): Mutation {
  return onExpressions("replaceNumber", where, `the number ${from}`, (expression) =>
    expression.kind === "number" && expression.text === String(from)
      ? { ...expression, text: String(to) }
      : undefined,
  );
}

function onExpressions(kind: string, where: Where, what: string, rewrite: Rewrite): Mutation {
  const place = typeof where === "string" ? `the action ${where}` : where.description;
  return {
    kind,
    site: `${place}, ${what}`,
    apply: (definition) =>
      targetsOf(definition, where).reduce((count, target) => count + rewriteOwn(target, rewrite), 0),
  };
}

function targetsOf(definition: JsonObject, where: Where): readonly JsonObject[] {
  const triggers = valuesOf(definition["triggers"]).filter(isJsonObject);
  if (where === trigger) return triggers;
  const actions = actionsOf(definition);
  if (where === everywhere) return [...triggers, ...actions.map(({ action }) => action)];
  return actions.filter(({ key }) => key === keyOf(String(where))).map(({ action }) => action);
}

/** Rewrites what belongs to an action or trigger itself. */
function rewriteOwn(target: JsonObject, rewrite: Rewrite): number {
  const { value, count } = rewriteValue(withoutInnerActions(target), rewrite);
  if (count > 0 && isJsonObject(value)) Object.assign(target, value);
  return count;
}

function call(name: string, operands: readonly Expression[]): Expression {
  return { kind: "call", name, arguments: operands, start: 0, end: 0 };
}

function parse(text: string): Expression {
  const parsed = parseTemplate(`@${text}`);
  if (!parsed.ok) throw parsed.error;
  if (parsed.template.kind !== "expression") throw new TypeError(`${text} is no expression`);
  return parsed.template.expression;
}
