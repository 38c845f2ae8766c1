import { platform } from "../facts.ts";
import { type Expression, print } from "./expression.ts";

/** Room for what is put around the members, and for names of variables, which are longer than their keys. */
const most = platform.expressionLength * 0.6;

/** Parameters are called by display name and schema name of their variable: as long as those get. */
const longName = "-".repeat(100);

/** How long an expression will be in the flow file, at most. */
export function lengthOf(expression: Expression): number {
  return print(expression, () => longName).length + 1;
}

/** Whether an expression fits the platform's bound with some room to spare. */
export const fits = (expression: Expression): boolean =>
  lengthOf(expression) < platform.expressionLength * 0.97;

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
