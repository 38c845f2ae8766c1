import { assert } from "../diagnostics/failure.ts";
import type { EnvironmentVariableModel, Model, VariableKey } from "../model/model.ts";

/** An environment variable that every mapping has. */
export function variableNamed(model: Model, key: VariableKey): EnvironmentVariableModel {
  const variable = model.variables.find((candidate) => candidate.key === key);
  assert(variable !== undefined, `the model lacks the variable ${key}`);
  return variable;
}
