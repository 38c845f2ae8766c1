import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { Model, VariableKey } from "../../../generator/model/model.ts";
import { seenVariables } from "../environment/variables.ts";
import type { Patient } from "../patient.ts";

/** What each variable holds: in the environment where it can be asked, else as the mapping sets it for that environment. */
export async function valuesNow(
  { environment, environmentName }: Patient,
  model: Model,
): Promise<(key: VariableKey) => string> {
  const settings = model.environments.find(({ name }) => name === environmentName)?.variables ?? {};
  const defaults = Object.fromEntries(model.variables.map((each) => [each.key, String(each.default)]));
  const current: Partial<Record<VariableKey, string>> = {};
  if (environment.kind === "open") {
    try {
      for (const { key, there } of await seenVariables(environment.client.dataverse, model)) {
        if (there !== undefined) current[key] = there.value;
      }
    } catch (error) {
      // That the environment cannot be asked is another check's finding.
      if (!(error instanceof Failure)) throw error;
    }
  }
  return (key) => current[key] ?? settings[key] ?? defaults[key] ?? "";
}
