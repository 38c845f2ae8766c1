import type { ComponentKey, Environment, InstalledSolution } from "../environment.ts";
import { componentNumbers } from "../facts.ts";

/** Writes down that a solution is installed, and row by row what belongs to it. */
export function enterSolution(environment: Environment, solution: InstalledSolution): void {
  const { id, uniqueName, friendlyName, version, managed, publisher, prefix } = solution;
  environment.solutions.set(uniqueName, solution);
  const publisherId = environment.idFor(`publisher ${publisher}`);
  environment.put("publishers", publisherId, {
    uniquename: publisher,
    customizationprefix: prefix,
    isreadonly: managed,
  });
  environment.put("solutions", id, {
    uniquename: uniqueName,
    friendlyname: friendlyName,
    version,
    ismanaged: managed,
    isvisible: true,
    installedon: environment.now(),
    _publisherid_value: publisherId,
  });
  strikeComponents(environment, id);
  for (const key of solution.components) enterComponent(environment, id, key);
}

/** Strikes a solution out; its publisher goes with the last one of theirs, what it brought is not touched. */
export function strikeSolution(environment: Environment, uniqueName: string): void {
  const solution = environment.solutions.get(uniqueName);
  if (solution === undefined) return;
  environment.solutions.delete(uniqueName);
  environment.delete("solutions", solution.id);
  strikeComponents(environment, solution.id);
  const isLast = [...environment.solutions.values()].every(
    ({ publisher }) => publisher !== solution.publisher,
  );
  if (isLast) environment.delete("publishers", environment.idFor(`publisher ${solution.publisher}`));
}

function strikeComponents(environment: Environment, solutionId: string): void {
  for (const row of environment.rows("solutioncomponents")) {
    if (row["_solutionid_value"] === solutionId) {
      environment.delete("solutioncomponents", String(row["solutioncomponentid"]));
    }
  }
}

function enterComponent(environment: Environment, solutionId: string, key: ComponentKey): void {
  const [kind, name = ""] = splitKey(key);
  environment.put("solutioncomponents", environment.idFor(`component ${solutionId} ${key}`), {
    componenttype: componentNumbers[kind],
    objectid: objectId(environment, kind, name),
    _solutionid_value: solutionId,
    rootcomponentbehavior: 0,
  });
}

type Kind = keyof typeof componentNumbers;

function splitKey(key: ComponentKey): readonly [Kind, string] {
  const kinds: readonly Kind[] = ["flow", "connector", "variable", "reference"];
  const colon = key.indexOf(":");
  return [kinds.find((kind) => kind === key.slice(0, colon)) ?? "flow", key.slice(colon + 1)];
}

/** The id of the row that a component is; flows and connectors are named by it already. */
function objectId(environment: Environment, kind: Kind, name: string): unknown {
  switch (kind) {
    case "reference":
      return environment.find("connectionreferences", name)?.["connectionreferenceid"];
    case "variable":
      return environment.find("environmentvariabledefinitions", name)?.["environmentvariabledefinitionid"];
    default:
      return name;
  }
}
