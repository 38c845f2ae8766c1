/** A line of the field map taken apart: `Opportunity.Amount`, `Account.$countryField`. */
export interface CrmPath {
  readonly object: "opportunity" | "account";
  readonly field: { readonly kind: "name" | "variable"; readonly name: string };
}

/** Undefined where the text is neither `Object.Field` nor `Object.$variable`. */
export function readCrmPath(text: string): CrmPath | undefined {
  const match = /^(Opportunity|Account)\.(\$?)(\w+)$/.exec(text);
  if (match === null) return undefined;
  const [, object, dollar, name = ""] = match;
  return {
    object: object === "Account" ? "account" : "opportunity",
    field: { kind: dollar === "$" ? "variable" : "name", name },
  };
}
