import type { Environment } from "../environment.ts";
import type { TurnOnOutcome } from "../types.ts";
import { isCustomizable, isOn, problemOf, refused, takeVariables } from "./switch-flow.ts";

/**
 * A maker saves another definition. Over a managed flow it becomes a layer, which hides the solution's definition
 * until it is removed; an unmanaged flow simply changes. A flow that is on takes the values of its variables anew.
 */
export function customizeFlow(environment: Environment, id: string, clientData: string): TurnOnOutcome {
  const row = environment.row("workflows", id);
  if (row === undefined) return refused("WorkflowNotFound", `The workflow ${id} does not exist.`);
  const isManaged = row["ismanaged"] === true;
  if (isManaged && !isCustomizable(row)) {
    return refused(
      "CannotUpdateManagedComponent",
      `The workflow ${String(row["name"])} is managed and not customizable.`,
    );
  }
  const file = environment.flowFile(clientData);
  if (file === undefined) {
    return refused(
      "DefinitionRequestMissingFields",
      "The definition request is missing required field 'definition'.",
    );
  }
  const flow = { id, name: String(row["name"]), clientData };
  const problem = isOn(row) ? problemOf(environment, flow, file) : undefined;
  if (problem !== undefined) return problem;
  const state = environment.flowState(id);
  if (isManaged) state.layer = clientData;
  else state.base = clientData;
  environment.put("workflows", id, { clientdata: clientData });
  if (isOn(row)) takeVariables(environment, id, file);
  return { ok: true };
}

/** Takes a maker's layer away again; the solution's definition comes to light. */
export function removeLayer(environment: Environment, id: string): TurnOnOutcome {
  const row = environment.row("workflows", id);
  if (row === undefined) return refused("WorkflowNotFound", `The workflow ${id} does not exist.`);
  const state = environment.flowState(id);
  state.layer = undefined;
  environment.put("workflows", id, { clientdata: state.base });
  const file = environment.flowFile(state.base);
  if (file !== undefined && isOn(row)) takeVariables(environment, id, file);
  return { ok: true };
}
