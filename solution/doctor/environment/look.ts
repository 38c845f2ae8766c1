import type { Model } from "../../../generator/model/model.ts";
import { type Looked, notLookedAt } from "../check.ts";
import type { Environment, Patient } from "../patient.ts";

/** Looks into the environment with the mapping in hand, or says what keeps it from looking. */
export async function lookInto<Facts>(
  patient: Patient,
  look: (environment: Environment, model: Model) => Promise<Looked<Facts>>,
): Promise<Looked<Facts>> {
  const { environment, mapping } = patient;
  if (environment.kind === "closed") return notLookedAt(environment.because);
  if (mapping.model === undefined) return notLookedAt("the mapping has mistakes");
  return look(environment.client, mapping.model);
}

/** The text of a column; blank where there is none. */
export const textOf = (row: Readonly<Record<string, unknown>>, column: string): string => {
  const value = row[column];
  return value === undefined || value === null ? "" : String(value);
};
