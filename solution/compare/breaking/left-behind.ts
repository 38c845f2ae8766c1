import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { breakCodes } from "../codes.ts";
import type { Component } from "../component.ts";
import type { SalesforcePair } from "./breaking-changes.ts";

/** What is renamed or left out stays in the organization as it was: permission sets, the custom permission, rules. */
export function leftBehind({ before, after }: SalesforcePair): readonly Diagnostic[] {
  const kept = new Set(after.flatMap(partsOf).map(keyOf));
  return before
    .flatMap(partsOf)
    .filter((part) => !kept.has(keyOf(part)))
    .map(({ what, name }) => breakCodes.finding("SALESFORCE_LEFT", { what, name }));
}

interface NamedPart {
  readonly what: string;
  readonly name: string;
}

/** API names do not distinguish capitals. */
const keyOf = ({ what, name }: NamedPart): string => `${what} ${name.toLowerCase()}`;

function partsOf({ kind, key, name, parts }: Component): readonly NamedPart[] {
  switch (kind) {
    case "Salesforce permission set":
      return [{ what: "permission set", name }];
    case "Salesforce object":
      return parts
        .filter((part) => part.kind === "rule")
        .map((part) => ({ what: "validation rule", name: `${name}.${part.name}` }));
    default: {
      const permission = /^customPermissions\/(.+)\.customPermission$/.exec(key)?.[1];
      return permission === undefined ? [] : [{ what: "custom permission", name: permission }];
    }
  }
}
