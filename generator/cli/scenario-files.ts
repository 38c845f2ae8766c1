import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { scenarioCodes } from "../../simulator/scenario/codes.ts";
import { readFixture, readScenario, type ScenarioSource } from "../../simulator/scenario/read-scenario.ts";
import type { Scenario, Step } from "../../simulator/scenario/scenario.ts";
import { Failure } from "../diagnostics/failure.ts";
import { closest } from "../spec/closest.ts";
import { packageRoot } from "./package-root.ts";
import { readBytes } from "./read-file.ts";

/** A scenario by its name: the folder it lies in. */
export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

const ownFolder = (): string => join(packageRoot(), "simulator", "scenarios");

/** The names of the scenarios that come with cosell. */
export function scenarioNames(): readonly string[] {
  const folder = ownFolder();
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "scenario.yaml")))
    .sort();
}

/** A scenario by name, or by the path of a folder that holds one. */
export function loadScenario(name: string, workingDirectory: string): NamedScenario {
  const own = scenarioNames();
  const folder = own.includes(name) ? join(ownFolder(), name) : resolve(workingDirectory, name);
  const file = join(folder, "scenario.yaml");
  if (!existsSync(file)) {
    const nextActions = closest(name, own).map(
      (label) => ({ kind: "edit-file", label: `Did you mean ${label}?` }) as const,
    );
    throw new Failure(scenarioCodes.finding("NOT_FOUND", { name }, { nextActions }));
  }
  return {
    name: own.includes(name) ? name : relative(workingDirectory, folder),
    scenario: readScenario(source(file)),
  };
}

/** A list of steps that scenarios include; each is read once. */
export function fixtureReader(): (name: string) => readonly Step[] {
  const known = new Map<string, readonly Step[]>();
  return (name) => {
    const steps = known.get(name) ?? readFixture(source(join(ownFolder(), "fixtures", `${name}.yaml`)));
    known.set(name, steps);
    return steps;
  };
}

function source(file: string): ScenarioSource {
  return {
    file: relative(packageRoot(), file),
    text: new TextDecoder().decode(readBytes(file, packageRoot())),
  };
}
