import type { Model, VariableKey } from "../../generator/model/model.ts";
import { platform } from "../facts.ts";
import { type Expression, print } from "./expression.ts";
import { parameterName } from "./parameter-name.ts";

/** Room for what is put around the members, and for names of variables, which are longer than their keys. */
const most = platform.expressionLength * 0.6;

/** Parameters are called by display name and schema name of their variable: as long as those get. */
const longName = "-".repeat(100);

/** How long an expression will be in the flow file; at most, where the model is not known. */
export function lengthOf(expression: Expression, model?: Model): number {
  return print(expression, (key) => nameIn(model, key)).length + 1;
}

function nameIn(model: Model | undefined, key: VariableKey): string {
  const variable = model?.variables.find((each) => each.key === key);
  return variable === undefined ? longName : parameterName(variable);
}

/** Whether an expression fits the platform's bound. */
export const fits = (model: Model, expression: Expression): boolean =>
  lengthOf(expression, model) <= platform.expressionLength;

/** Splits members so that the expressions made of them stay under the platform's bound. */
export function bySize<Item>(
  items: readonly Item[],
  expressionOf: (item: Item) => Expression,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let length = most;
  for (const item of items) {
    const own = lengthOf(expressionOf(item));
    if (length + own > most || groups.length === 0) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(item);
    length += own;
  }
  return groups;
}
