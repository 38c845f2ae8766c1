import type { EnvironmentVariableModel } from "../../../generator/model/model.ts";
import { readVariables, setVariable, type TargetVariable } from "../dataverse/variables.ts";
import type { Release } from "./release.ts";
import { changeOrDone, type Look, later, type Step } from "./step.ts";
import { webApiLine } from "./web-api-line.ts";

export interface WantedVariable {
  readonly variable: EnvironmentVariableModel;
  readonly value: string;
}

/** The values that the mapping sets for this environment; the others keep what they have there. */
export function wantedVariables({ model, target }: Release): readonly WantedVariable[] {
  return model.variables
    .filter(({ kept }) => !kept)
    .flatMap((variable) => {
      const value = target.variables[variable.key];
      return value === undefined ? [] : [{ variable, value }];
    });
}

/** Sets the current values of variables. */
export const variablesStep: Step = {
  id: "variables",
  title: "Set the environment variables",
  look: async (release) => {
    const present = await readVariables(release.dataverse, `${release.model.solution.publisher.prefix}_`);
    const wanted = wantedVariables(release);
    if (wanted.some(({ variable }) => find(present, variable) === undefined)) {
      return later("the solution with the variables is imported");
    }
    return describe(wanted, present);
  },
  carryOut: async (release) => {
    const present = await readVariables(release.dataverse, `${release.model.solution.publisher.prefix}_`);
    for (const { variable, value } of wantedVariables(release)) {
      const found = find(present, variable);
      if (found !== undefined && valueNow(found) !== value)
        await setVariable(release.dataverse, found, value);
    }
  },
  print: (release) =>
    wantedVariables(release).length === 0
      ? []
      : [
          {
            kind: "comment",
            text: "The settings file has set the variables, where the solution was imported with it. They now are:",
          },
          webApiLine(
            release,
            "GET",
            "environmentvariablevalues?$select=value&$expand=EnvironmentVariableDefinitionId($select=schemaname)",
          ),
        ],
};

function find(present: readonly TargetVariable[], { schemaName }: EnvironmentVariableModel) {
  return present.find((each) => each.schemaName.toLowerCase() === schemaName.toLowerCase());
}

const valueNow = (variable: TargetVariable): string | undefined =>
  variable.current?.value ?? variable.default;

function describe(wanted: readonly WantedVariable[], present: readonly TargetVariable[]): Look {
  const changes = wanted.flatMap(({ variable, value }) => {
    const found = find(present, variable);
    const now = found === undefined ? undefined : valueNow(found);
    return now === value ? [] : [`${variable.displayName}: ${now ?? "nothing"} → ${value}`];
  });
  return changeOrDone(
    changes,
    wanted.length === 0
      ? "the mapping sets none for this environment"
      : `${wanted.length} values are as the mapping has them`,
  );
}
