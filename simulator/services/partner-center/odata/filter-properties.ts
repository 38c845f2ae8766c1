import { unreachable } from "../../../../generator/diagnostics/failure.ts";
import type { Quirks } from "../quirks.ts";
import { accepted, invalid, type Result } from "../result.ts";
import type { Filter } from "./filter.ts";

/** The properties in documented filters; updatedDateTime is in an older list (partner-rest). */
export const documentedFilterProperties: readonly string[] = [
  "engagementId",
  "status",
  "substatus",
  "qualification",
  "type",
  "direction",
  "customerProfile/address/country",
  "team/email",
  "updatedDateTime",
];

/** Refuses a filter over a property that the documentation does not show, unless the quirk lets every one pass. */
export function checkFilterProperties(filter: Filter, quirks: Quirks): Result<null> {
  if (quirks.filterProperties === "any") return accepted(null);
  const unknown = comparedProperties(filter, new Map()).find(
    (property) => !documentedFilterProperties.includes(property),
  );
  if (unknown === undefined) return accepted(null);
  return invalid("filterProperty", "$filter", `The property ${unknown} cannot be filtered by.`);
}

/** Every property that is compared, collections without their variable: `team/any(t:t/email …)` is `team/email`. */
function comparedProperties(filter: Filter, variables: ReadonlyMap<string, string>): readonly string[] {
  switch (filter.kind) {
    case "and":
    case "or":
      return [...comparedProperties(filter.left, variables), ...comparedProperties(filter.right, variables)];
    case "not":
      return comparedProperties(filter.of, variables);
    case "any": {
      const collection = fullName(filter.path, variables);
      if (filter.of === undefined) return [collection];
      return comparedProperties(filter.of, new Map([...variables, [filter.variable, collection]]));
    }
    case "compare":
      return [fullName(filter.path, variables)];
    default:
      return unreachable(filter, "filter");
  }
}

function fullName(
  path: { readonly from: string | undefined; readonly names: readonly string[] },
  variables: ReadonlyMap<string, string>,
): string {
  const start = path.from === undefined ? [] : [variables.get(path.from) ?? path.from];
  return [...start, ...path.names].join("/");
}

/** Whether the filter binds the list to one engagement, as the link to related referrals does. */
export function bindsEngagement(filter: Filter | undefined): boolean {
  if (filter?.kind === "and") return bindsEngagement(filter.left) || bindsEngagement(filter.right);
  return filter?.kind === "compare" && filter.op === "eq" && filter.path.names.join("/") === "engagementId";
}
