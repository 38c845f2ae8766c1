import type { VariableKey } from "../model/model.ts";

/** The variables that hold the API name of a field, with the object that has the field. */
const fieldVariableObjects: Partial<Readonly<Record<VariableKey, "opportunity" | "account">>> = {
  countryField: "account",
  dealValueField: "opportunity",
  dealCurrencyField: "opportunity",
};

/** The keys of the variables that hold the name of a field of an object. */
export function fieldVariables(object: "opportunity" | "account"): readonly string[] {
  return Object.entries(fieldVariableObjects).flatMap(([key, of]) => (of === object ? [key] : []));
}
