import type { EnvironmentVariableModel } from "../../generator/model/model.ts";

/** The platform finds the variable of a parameter by this name and by `metadata.schemaName`. */
export function parameterName(variable: EnvironmentVariableModel): string {
  return `${variable.displayName} (${variable.schemaName})`;
}
