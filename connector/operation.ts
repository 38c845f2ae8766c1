import type { ConnectionRole } from "../generator/model/model.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** `binary` is a body that the connector passes on as it stands. */
export type ParameterType = "string" | "integer" | "number" | "boolean" | "object" | "array" | "binary";

export interface OperationParameter {
  /** Also its key in the `parameters` of a flow action. */
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly type: ParameterType;
  /** Filled in by the connector; flows leave it out. */
  readonly internal: boolean;
}

/** The body. Flows pass it whole under `name`, or property by property under `name/property`. */
export interface OperationBody {
  readonly name: string;
  readonly required: boolean;
  readonly type: ParameterType;
}

/** What a flow needs to know of an operation: how it is called, not what it answers. */
export interface ConnectorOperation {
  readonly operationId: string;
  readonly method: Method;
  /** Below the base path of the connector, `{name}` for path parameters. */
  readonly path: string;
  readonly parameters: readonly OperationParameter[];
  readonly body?: OperationBody;
  /** Started by a trigger instead of an action: answers a batch, or registers a callback. */
  readonly trigger?: "batch" | "single";
}

export type OperationTable = Readonly<Record<string, ConnectorOperation>>;

export type OperationTables = Readonly<Record<ConnectionRole, OperationTable>>;

type Options = { readonly type?: ParameterType; readonly required?: boolean; readonly internal?: boolean };

const parameter = (
  place: OperationParameter["in"],
  name: string,
  { type = "string", required = place === "path", internal = false }: Options,
): OperationParameter => ({ name, in: place, required, type, internal });

export const path = (name: string): OperationParameter => parameter("path", name, {});

export const query = (name: string, type: ParameterType = "string"): OperationParameter =>
  parameter("query", name, { type });

export const header = (name: string, options: Options = {}): OperationParameter =>
  parameter("header", name, options);

/** The key of one property of the body in the `parameters` of a flow action: `Referral/details/dealValue`. */
export function bodyKey(operation: { readonly body: OperationBody }, ...property: readonly string[]): string {
  return [operation.body.name, ...property].join("/");
}

/** Whether a flow action that calls the operation may carry this key in its `parameters`. */
export function takesKey(operation: ConnectorOperation, key: string): boolean {
  if (operation.parameters.some(({ name }) => name === key)) return true;
  if (operation.body === undefined) return false;
  const { name, type } = operation.body;
  return key === name || (type === "object" && key.startsWith(`${name}/`));
}

/** The keys without which the call cannot be made. A body counts as given as soon as one property of it is. */
export function missingKeys(operation: ConnectorOperation, keys: readonly string[]): readonly string[] {
  const parameters = operation.parameters
    .filter(({ required, internal, name }) => required && !internal && !keys.includes(name))
    .map(({ name }) => name);
  const { body } = operation;
  const bodyGiven =
    body === undefined ||
    !body.required ||
    keys.some((key) => key === body.name || key.startsWith(`${body.name}/`));
  return bodyGiven ? parameters : [...parameters, body.name];
}
