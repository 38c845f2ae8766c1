import { assert, unreachable } from "../../generator/diagnostics/failure.ts";
import type { EmittedFlow, Json, JsonObject } from "../../generator/model/emitted.ts";
import { componentId } from "../../generator/model/ids.ts";
import type {
  ConnectionRole,
  EnvironmentVariableModel,
  FlowKey,
  FlowModel,
  Model,
  VariableKey,
} from "../../generator/model/model.ts";
import { platform } from "../facts.ts";
import type { Action, OperationCall, Work } from "./action.ts";
import { isExpression, render, type Value } from "./expression.ts";
import { actionKey } from "./functions.ts";
import { parameterName } from "./parameter-name.ts";
import type { Trigger } from "./trigger.ts";
import { writeTrigger } from "./write-trigger.ts";

/** A flow before it has the platform's shape. */
export interface FlowPlan {
  readonly key: FlowKey;
  readonly trigger: Trigger;
  readonly actions: readonly Action[];
}

/** Everything that writing one flow needs to know of its surroundings. */
export interface Writing {
  readonly model: Model;
  readonly flow: FlowModel;
  readonly render: (value: Value) => Json;
  /** The stable id of an action or trigger for the designer. */
  readonly metadataId: (path: string) => string;
  readonly host: (connection: ConnectionRole, operationId: string) => JsonObject;
}

/** Gives a plan the shape of a solution's cloud-flow file. */
export function writeFlow(model: Model, plan: FlowPlan): EmittedFlow {
  const flow = model.flows.find((each) => each.key === plan.key);
  assert(flow !== undefined, `the flow ${plan.key} is not in the model`);
  const used = new Set<VariableKey>();
  const connections = new Set<ConnectionRole>();
  const nameOf = (key: VariableKey): string => {
    used.add(key);
    return parameterName(variableOf(model, key));
  };
  const writing: Writing = {
    model,
    flow,
    render: (value) => render(value, nameOf),
    metadataId: (path) => componentId(model.solution.uniqueName, `flow/${plan.key}/${path}`),
    host: (connection, operationId) => {
      connections.add(connection);
      const apiName = model.connectionReferences[connection].apiName;
      return { connectionName: apiName, operationId, apiId: `${platform.apiPrefix}${apiName}` };
    },
  };
  const triggers = writeTrigger(writing, plan.trigger);
  const actions = writeActions(writing, plan.actions, "");
  const variables = [...used];
  const roles = connectionOrder.filter((role) => connections.has(role));
  return {
    flow,
    connections: roles,
    variables,
    file: {
      properties: {
        connectionReferences: connectionReferences(model, roles),
        definition: {
          $schema: platform.definitionSchema,
          contentVersion: "1.0.0.0",
          parameters: parameters(model, variables),
          triggers,
          actions,
        },
        templateName: "",
      },
      schemaVersion: "1.0.0.0",
    },
  };
}

const connectionOrder: readonly ConnectionRole[] = ["referrals", "events", "salesforce", "dataverse"];

function variableOf(model: Model, key: VariableKey): EnvironmentVariableModel {
  const variable = model.variables.find((each) => each.key === key);
  assert(variable !== undefined, `the environment variable ${key} is not in the model`);
  return variable;
}

const parameterTypes = { text: "String", number: "Int", yesNo: "Bool", json: "Object" } as const;

function parameters(model: Model, variables: readonly VariableKey[]): JsonObject {
  const own = model.variables
    .filter((variable) => variables.includes(variable.key))
    .map((variable): [string, Json] => [
      parameterName(variable),
      {
        defaultValue: variable.default as Json, // The model holds a JSON value of the variable's type.
        type: parameterTypes[variable.type],
        metadata: { schemaName: variable.schemaName, description: variable.description },
      },
    ]);
  return {
    $connections: { defaultValue: {}, type: "Object" },
    $authentication: { defaultValue: {}, type: "SecureObject" },
    ...Object.fromEntries(own),
  };
}

function connectionReferences(model: Model, roles: readonly ConnectionRole[]): JsonObject {
  return Object.fromEntries(
    roles.map((role) => {
      const reference = model.connectionReferences[role];
      return [
        reference.apiName,
        {
          runtimeSource: "embedded",
          connection: { connectionReferenceLogicalName: reference.name },
          api: {
            name: reference.apiName,
            ...(reference.connectorName === undefined ? {} : { logicalName: reference.connectorName }),
          },
        },
      ];
    }),
  );
}

function writeActions(writing: Writing, actions: readonly Action[], path: string): JsonObject {
  return Object.fromEntries(
    actions.map((action, index) => {
      const key = actionKey(action.name);
      assert(action.name.length <= platform.nameLength, `the action name "${action.name}" is too long`);
      assert(
        action.description.length <= platform.descriptionLength,
        `the description of "${action.name}" is too long`,
      );
      const before = actions[index - 1];
      const after = action.after ?? (before === undefined ? {} : { [before.name]: ["Succeeded"] as const });
      return [
        key,
        {
          runAfter: Object.fromEntries(
            Object.entries(after).map(([name, statuses]): [string, Json] => [actionKey(name), [...statuses]]),
          ),
          ...writeWork(writing, action.work, `${path}${key}`),
          description: action.description,
          metadata: { operationMetadataId: writing.metadataId(`${path}${key}`) },
        },
      ];
    }),
  );
}

function writeWork(writing: Writing, work: Work, path: string): JsonObject {
  const inside = (actions: readonly Action[], place: string): JsonObject =>
    writeActions(writing, actions, `${path}/${place}`);
  switch (work.kind) {
    case "compose":
      return { type: "Compose", inputs: writing.render(work.inputs) };
    case "select":
      return {
        type: "Select",
        inputs: { from: writing.render(work.from), select: writing.render(work.select) },
      };
    case "filter":
      return {
        type: "Query",
        inputs: { from: writing.render(work.from), where: writing.render(work.where) },
      };
    case "operation":
      return writeOperation(writing, work.call);
    case "child":
      return {
        type: "Workflow",
        inputs: {
          host: { workflowReferenceName: flowId(writing.model, work.flow) },
          body: renderMembers(writing, work.inputs),
          retryPolicy: { type: "none" },
        },
        ...(work.timeout === undefined ? {} : { limit: { timeout: work.timeout } }),
      };
    case "if":
      return {
        type: "If",
        expression: conditionOf(work.conditions.map((each) => writing.render(each))),
        actions: inside(work.then, ""),
        else: { actions: inside(work.otherwise, "else/") },
      };
    case "switch":
      return {
        type: "Switch",
        expression: writing.render(work.on),
        cases: Object.fromEntries(
          work.cases.map((each) => [
            each.title ?? each.value,
            { case: each.value, actions: inside(each.actions, `${each.value}/`) },
          ]),
        ),
        default: { actions: inside(work.otherwise, "default/") },
      };
    case "list":
      return {
        type: "InitializeVariable",
        inputs: { variables: [{ name: work.variable, type: "array", value: [] }] },
      };
    case "append":
      return {
        type: "AppendToArrayVariable",
        inputs: { name: work.variable, value: writing.render(work.value) },
      };
    case "scope":
      return { type: "Scope", actions: inside(work.actions, "") };
    case "each":
      return {
        type: "Foreach",
        foreach: writing.render(work.over),
        actions: inside(work.actions, ""),
        runtimeConfiguration: { concurrency: { repetitions: 1 } },
      };
    case "until":
      return {
        type: "Until",
        expression: writing.render(work.done),
        limit: { count: work.atMost, timeout: work.timeout },
        actions: inside(work.actions, ""),
      };
    case "respond":
      return {
        type: "Response",
        kind: "Http",
        inputs: {
          statusCode: writing.render(work.status),
          headers: { "Content-Type": "application/json" },
          body: renderMembers(writing, work.body),
          schema: responseSchema(Object.keys(work.body)),
        },
      };
    case "terminate":
      return {
        type: "Terminate",
        inputs: {
          runStatus: work.status,
          ...(work.status === "Failed"
            ? { runError: { code: work.code, message: writing.render(work.message) } }
            : {}),
        },
      };
    default:
      return unreachable(work, "kind of action");
  }
}

/** As the designer writes it: rows of "is equal to true", all of which must hold. */
function conditionOf(conditions: readonly Json[]): JsonObject {
  return { and: conditions.map((condition): Json => ({ equals: [condition, true] })) };
}

function writeOperation(writing: Writing, operation: OperationCall): JsonObject {
  const { retry } = writing.model.flowOptions;
  return {
    type: "OpenApiConnection",
    inputs: {
      host: writing.host(operation.connection, operation.operationId),
      parameters: renderMembers(writing, operation.parameters),
      authentication: "@parameters('$authentication')",
      retryPolicy:
        operation.repetition === "never" || retry.type === "none" ? { type: "none" } : retryPolicy(retry),
    },
    ...(operation.timeout === undefined ? {} : { limit: { timeout: operation.timeout } }),
  };
}

function retryPolicy(retry: Model["flowOptions"]["retry"]): JsonObject {
  const policy = { type: retry.type, count: retry.count, interval: retry.interval };
  return retry.type === "exponential"
    ? { ...policy, minimumInterval: retry.minimumInterval, maximumInterval: retry.maximumInterval }
    : policy;
}

function renderMembers(writing: Writing, members: Readonly<Record<string, Value>>): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, writing.render(value)]));
}

function flowId(model: Model, key: FlowKey): string {
  const flow = model.flows.find((each) => each.key === key);
  assert(flow !== undefined, `the flow ${key} is called but not emitted`);
  return flow.id;
}

function responseSchema(keys: readonly string[]): JsonObject {
  return {
    type: "object",
    properties: Object.fromEntries(keys.map((key) => [key, { title: key }])),
  };
}

/** A value written without the parameters of a flow; for tests and for documents. */
export function renderPlain(model: Model, value: Value): Json {
  return isExpression(value) || typeof value === "object"
    ? render(value, (key) => parameterName(variableOf(model, key)))
    : value;
}
