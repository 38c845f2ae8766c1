import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { Path, YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";
import { longest } from "./name-rules.ts";

type VariableType = Mapping["environmentVariables"]["activeStage"]["type"];

/** Defaults, and the values set for an environment, fit the type of their variable. */
export function checkVariables(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const { environmentVariables, environments = [] } = mapping;
  const misfit = (
    variable: string,
    type: VariableType,
    value: unknown,
    path: Path,
  ): readonly Diagnostic[] => {
    const where = document.place(path);
    if (!fits(type, value)) {
      return [
        mapCodes.finding("DEFAULT_INVALID", { value: JSON.stringify(value), type, variable }, { where }),
      ];
    }
    const { length } = typeof value === "string" ? value : JSON.stringify(value);
    const maximum = longest.variableDefault;
    return length > maximum
      ? [mapCodes.finding("NAME_TOO_LONG", { what: "The value", length, maximum }, { where })]
      : [];
  };
  const defaults = Object.entries(environmentVariables).flatMap(([key, variable]) =>
    misfit(key, variable.type, variable.default, ["environmentVariables", key, "default"]),
  );
  const values = environments.flatMap((environment, index) =>
    Object.entries(environment.variables ?? {}).flatMap(([key, value]) => {
      const variable = Object.entries(environmentVariables).find(([each]) => each === key)?.[1];
      return variable === undefined
        ? []
        : misfit(key, variable.type, value, ["environments", index, "variables", key]);
    }),
  );
  return [...defaults, ...values];
}

function fits(type: VariableType, value: unknown): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "yesNo":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "json":
      return typeof value === "object" && value !== null;
  }
}
