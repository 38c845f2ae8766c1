import type { ComponentKey, Environment, InstalledSolution } from "../environment.ts";
import { errorCodes } from "../facts.ts";
import type { ImportIssue } from "../types.ts";
import { idOf } from "./apply.ts";

/** Deletes components that no other solution owns, with the values that hang on them. */
export function removeComponents(
  environment: Environment,
  solution: string,
  keys: Iterable<ComponentKey>,
): readonly ComponentKey[] {
  const removed: ComponentKey[] = [];
  for (const key of keys) {
    if (environment.ownedElsewhere(key, solution)) continue;
    removeComponent(environment, key);
    removed.push(key);
  }
  return removed;
}

function removeComponent(environment: Environment, key: ComponentKey): void {
  const name = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("flow:")) {
    environment.delete("workflows", name);
    environment.flows.delete(name);
  } else if (key.startsWith("connector:")) {
    const internalId = environment.row("connectors", name)?.["connectorinternalid"];
    for (const { id, connectorId } of environment.connections.values()) {
      if (connectorId === internalId) environment.connections.delete(id);
    }
    environment.delete("connectors", name);
  } else if (key.startsWith("reference:")) {
    const id = idOf(environment.find("connectionreferences", name), "connectionreferenceid");
    if (id !== undefined) environment.delete("connectionreferences", id);
  } else {
    const id = idOf(
      environment.find("environmentvariabledefinitions", name),
      "environmentvariabledefinitionid",
    );
    if (id === undefined) return;
    for (const value of environment.rows("environmentvariablevalues")) {
      const valueId = idOf(value, "environmentvariablevalueid");
      if (value["_environmentvariabledefinitionid_value"] === id && valueId !== undefined) {
        environment.delete("environmentvariablevalues", valueId);
      }
    }
    environment.delete("environmentvariabledefinitions", id);
  }
}

/** What stays in the environment and needs one of the components that are to go. */
export function blockingDependencies(
  environment: Environment,
  solution: InstalledSolution,
  going: ReadonlySet<ComponentKey>,
): readonly ImportIssue[] {
  const gone = new Set([...going].filter((key) => !environment.ownedElsewhere(key, solution.uniqueName)));
  const blocked: string[] = [];
  for (const row of environment.rows("workflows")) {
    const id = idOf(row, "workflowid") ?? "";
    if (gone.has(`flow:${id}`)) continue;
    const state = environment.flowState(id);
    const file = environment.flowFile(state.layer ?? state.base);
    const needs: readonly ComponentKey[] = [
      ...(file?.children ?? []).map((child): ComponentKey => `flow:${child}`),
      ...(file?.connectionReferences ?? []).map((name): ComponentKey => `reference:${name.toLowerCase()}`),
      ...(file?.variables ?? []).map((name): ComponentKey => `variable:${name.toLowerCase()}`),
    ];
    for (const key of needs)
      if (gone.has(key)) blocked.push(`${key} is required by the flow ${String(row["name"])}`);
  }
  for (const row of environment.rows("connectionreferences")) {
    const name = String(row["connectionreferencelogicalname"]);
    const key: ComponentKey = `connector:${String(row["_customconnectorid_value"])}`;
    if (!gone.has(`reference:${name.toLowerCase()}`) && gone.has(key)) {
      blocked.push(`${key} is required by the connection reference ${name}`);
    }
  }
  if (blocked.length === 0) return [];
  return [
    {
      code: errorCodes.dependenciesExist,
      message: `Solution dependencies exist, cannot uninstall. DependencyCount : ${blocked.length} ${blocked.join("; ")}`,
    },
  ];
}
