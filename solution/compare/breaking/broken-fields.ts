import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { breakCodes } from "../codes.ts";
import type { Component, Fields } from "../component.ts";
import type { SalesforcePair } from "./breaking-changes.ts";

/** Fields of Salesforce that people, reports and formulas use. */
export function brokenFields({ before, after }: SalesforcePair): readonly Diagnostic[] {
  const current = fieldsIn(after);
  return [...fieldsIn(before)].flatMap(([field, old]): readonly Diagnostic[] => {
    const now = current.get(field);
    if (now === undefined) return [breakCodes.finding("FIELD_REMOVED", { field })];
    const data = { field, before: old.get("type") ?? "", after: now.get("type") ?? "" };
    if (data.before !== data.after) return [breakCodes.finding("FIELD_TYPE_CHANGED", data)];
    const kept = valuesOf(now);
    return [...valuesOf(old)]
      .filter((value) => !kept.has(value))
      .map((value) => breakCodes.finding("FIELD_VALUE_REMOVED", { field, value }));
  });
}

function fieldsIn(salesforce: readonly Component[]): ReadonlyMap<string, Fields> {
  return new Map(
    salesforce
      .filter(({ kind }) => kind === "Salesforce object")
      .flatMap(({ name: object, parts }) =>
        parts
          .filter(({ kind }) => kind === "field")
          .map(({ name, fields }) => [`${object}.${name}`, fields] as const),
      ),
  );
}

/** The values of a pick list that are in use (Metadata API, ValueSetValuesDefinition). */
function valuesOf(field: Fields): ReadonlySet<string> {
  const names = [...field].filter(([path]) =>
    /^valueSet\.valueSetDefinition\.value(?:\..*)?\.fullName$/.test(path),
  );
  const isActive = (path: string): boolean => field.get(path.replace(/fullName$/, "isActive")) !== "false";
  return new Set(names.filter(([path]) => isActive(path)).map(([, value]) => value));
}
