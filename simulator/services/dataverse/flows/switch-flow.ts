import type { Connection, Environment } from "../environment.ts";
import { errorCodes } from "../facts.ts";
import type { FlowToCheck, ImportIssue, Row, TurnOnOutcome } from "../types.ts";
import type { FlowFile } from "./flow-file.ts";

/** Turns a flow on, if everything it needs is there; takes the values of its environment variables. */
export function turnOn(environment: Environment, id: string): TurnOnOutcome {
  const row = environment.row("workflows", id);
  if (row === undefined) return refused("WorkflowNotFound", `The workflow ${id} does not exist.`);
  const locked = lockedBySolution(environment, row);
  if (locked !== undefined) return locked;
  const clientData = definitionOf(environment, id);
  const file = environment.flowFile(clientData);
  if (file === undefined) {
    return refused(
      "DefinitionRequestMissingFields",
      "The definition request is missing required field 'definition'.",
    );
  }
  const problem = problemOf(environment, { id, name: String(row["name"]), clientData }, file);
  if (problem !== undefined) return problem;
  environment.flowState(id).published = true;
  takeVariables(environment, id, file);
  environment.put("workflows", id, { statecode: 1, statuscode: 2 });
  return { ok: true };
}

/** What keeps a flow from being on with this text. */
export function problemOf(environment: Environment, flow: FlowToCheck, file: FlowFile): Refusal | undefined {
  return (
    unboundReference(environment, file.connectionReferences) ??
    unreadyChild(environment, flow.id, file.children) ??
    missingValue(environment, file.variables) ??
    refusedByService(environment, flow)
  );
}

/** A flow keeps the values that its variables have when it is turned on or saved. */
export function takeVariables(environment: Environment, id: string, file: FlowFile): void {
  environment.flowState(id).variableValues = Object.fromEntries(
    file.variables.map((name) => [name, environment.variable(name)]),
  );
}

export function isOn(row: Row): boolean {
  return row["statecode"] === 1;
}

export function turnOff(environment: Environment, id: string): TurnOnOutcome {
  const row = environment.row("workflows", id);
  if (row === undefined) return refused("WorkflowNotFound", `The workflow ${id} does not exist.`);
  const locked = lockedBySolution(environment, row);
  if (locked !== undefined) return locked;
  environment.flowState(id).variableValues = undefined;
  environment.put("workflows", id, { statecode: 0, statuscode: 1 });
  return { ok: true };
}

/** The definition that runs: a maker's layer hides the one of the solution. */
export function definitionOf(environment: Environment, id: string): string {
  const state = environment.flowState(id);
  return state.layer ?? state.base;
}

function lockedBySolution(environment: Environment, row: Row): TurnOnOutcome | undefined {
  if (
    environment.quirks["managed-flow-switch"] === "allowed" ||
    row["ismanaged"] !== true ||
    isCustomizable(row)
  ) {
    return undefined;
  }
  return refused(
    "CannotUpdateManagedComponent",
    `The workflow ${String(row["name"])} is managed and not customizable.`,
  );
}

export function isCustomizable(row: Row): boolean {
  const property = row["iscustomizable"];
  return (
    typeof property !== "object" || property === null || !("Value" in property) || property.Value === true
  );
}

function unboundReference(environment: Environment, names: readonly string[]): Refusal | undefined {
  for (const name of names) {
    const reference = environment.find("connectionreferences", name);
    const connection = environment.connections.get(String(reference?.["connectionid"]));
    if (connection === undefined) {
      return refused(
        "XrmConnectionReferenceMissingConnection",
        `The connection reference '${name}' has no connection.`,
      );
    }
    if (!isUsable(environment, connection)) {
      return refused(
        "ConnectionAuthorizationFailed",
        `Connection '${connection.id}' to '${connection.connectorId}' cannot be used to activate this flow, either because this is not a valid connection or because it is not a connection you have access to.`,
      );
    }
  }
  return undefined;
}

/** Whoever turns a flow on must own its connections, or have them shared with them [create-connection-reference]. */
function isUsable({ caller }: Environment, { user, shared }: Connection): boolean {
  return shared || caller === undefined || caller.toLowerCase() === user.toLowerCase();
}

/** A child must have been on once, answer its parent, and use connections of its own. */
function unreadyChild(
  environment: Environment,
  parent: string,
  children: readonly string[],
): Refusal | undefined {
  for (const child of children) {
    if (child === parent) {
      return refused(
        "FlowCannotInvokeItself",
        "The flow cannot be saved because it calls itself as a child flow.",
      );
    }
    const row = environment.row("workflows", child);
    if (row === undefined)
      return refused("ChildFlowNotFound", `The child flow with id '${child}' was not found.`);
    const name = String(row["name"]);
    if (!environment.flowState(child).published) {
      return refused(
        "ChildFlowNeverPublished",
        `The child flow with id '${child}', name '${name}' was never published. Publish it before its parent.`,
      );
    }
    const file = environment.flowFile(definitionOf(environment, child));
    if (file?.hasResponse !== true) {
      return refused(
        "ChildFlowMissingResponseOperation",
        `The workflow with id '${child}', name '${name}' has no response action and cannot be used as a child flow.`,
      );
    }
    if (file.usesInvokerConnection) {
      return refused(
        "ChildFlowUnsupportedForInvokerConnections",
        `The workflow with id '${child}', name '${name}' cannot be used as a child flow because child flows only support embedded connections.`,
      );
    }
  }
  return undefined;
}

function missingValue(environment: Environment, variables: readonly string[]): Refusal | undefined {
  for (const name of variables) {
    const value = environment.variable(name);
    const empty = value === "" && environment.quirks["empty-default"] === "no-value";
    if (value !== undefined && !empty) continue;
    return refused(
      "XrmEnvironmentVariableAttributeNotFound",
      `Attribute 'value' was not found for environment variable '${name}'.`,
    );
  }
  return undefined;
}

type Refusal = TurnOnOutcome & { readonly ok: false };

/** What the flow service itself finds wrong with the definition. */
function refusedByService(environment: Environment, flow: FlowToCheck): Refusal | undefined {
  const issue = environment.checkFlow?.(flow);
  return issue === undefined ? undefined : refused(issue.code, issue.message);
}

/** The flow service's own error, wrapped as Dataverse hands it on. */
export function refused(code: string, reason: string): Refusal {
  const details = JSON.stringify({ error: { code, message: reason } });
  const error: ImportIssue = {
    code,
    xrmCode: errorCodes.flowClient,
    message: `Flow client error returned with status code "BadRequest" and details "${details}".`,
  };
  return { ok: false, error };
}
