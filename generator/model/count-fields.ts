import type { Model } from "./model.ts";

/** The lines of the field map. Deal value and currency are no rows of the model, but lines of the mapping. */
export function countFields({ fields, money }: Model): number {
  return fields.length + (money.currency === undefined ? 1 : 2);
}
