import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { resolveConnectorSolution } from "../../model/resolve.ts";
import { resolveCrm } from "../../model/resolve-crm.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { Path, YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

/** Names that must differ from one another, without regard to case. */
export function checkNamesTwice(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const { solution, connectors, connectionReferences, environmentVariables, environments = [] } = mapping;
  const crm = resolveCrm(mapping);
  const groups: readonly (readonly (readonly [string | undefined, Path])[])[] = [
    [
      [solution.uniqueName, ["solution", "uniqueName"]],
      [resolveConnectorSolution(solution).uniqueName, ["solution", "connectorSolution", "uniqueName"]],
    ],
    [
      [connectors.referrals?.name, ["connectors", "referrals", "name"]],
      [connectors.events?.name, ["connectors", "events", "name"]],
    ],
    Object.entries(connectionReferences).map(([role, { name }]) => [
      name,
      ["connectionReferences", role, "name"],
    ]),
    Object.entries(environmentVariables).map(([key, { schemaName }]) => [
      schemaName,
      ["environmentVariables", key, "schemaName"],
    ]),
    environments.map(({ name }, index) => [name, ["environments", index, "name"]]),
    // The third list is another object's, and may have the name of one of these.
    (["failed", "pending"] as const).map((key) => [crm.listViews[key], ["crm", "listViews", key]]),
    ...(["objects", "opportunity", "solution", "permissionSets", "validationRules"] as const).map((group) =>
      Object.entries(crm[group]).map(([key, name]) => [name, ["crm", group, key]] as const),
    ),
  ];
  return groups.flatMap((group) => {
    const seen = new Set<string>();
    return group.flatMap(([name, path]) => {
      if (name === undefined) return [];
      if (!seen.has(name.toLowerCase())) {
        seen.add(name.toLowerCase());
        return [];
      }
      return [mapCodes.finding("NAME_TWICE", { what: name }, { where: document.place(path) })];
    });
  });
}
