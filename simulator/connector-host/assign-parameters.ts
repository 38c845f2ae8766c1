import { Failure } from "../../generator/diagnostics/failure.ts";
import { hostCodes } from "./codes.ts";
import type { BodyParameter, Operation, Parameter, Schema } from "./definition.ts";

/** The parameters of a flow action, sorted by what they belong to. */
export interface Assigned {
  /** Given values by parameter; those that are not given are not there. */
  readonly values: ReadonlyMap<Parameter, unknown>;
  /** The body; undefined when none was given. */
  readonly body: unknown;
}

/**
 * Finds the place of every key: a parameter, the body, or a property inside the body (`item/Name`). Keys are part of
 * the flow's text, so an unknown or missing one is a mistake of the flow: HOST.PARAMETER_UNKNOWN, _MISSING, _TWICE.
 */
export function assignParameters(operation: Operation, given: Readonly<Record<string, unknown>>): Assigned {
  const values = new Map<Parameter, unknown>();
  let body: BodyDraft | undefined;
  for (const [key, value] of Object.entries(given)) {
    const parameter = operation.parameters.find(({ name }) => name === key);
    if (parameter !== undefined) {
      values.set(parameter, value);
    } else {
      body = extendBody(operation, body, key, value);
    }
  }
  for (const parameter of operation.parameters) {
    if (values.has(parameter) || !parameter.required || parameter.default !== undefined) continue;
    throw missing(operation, parameter.name);
  }
  if (body === undefined && operation.body?.required === true) throw missing(operation, operation.body.name);
  return { values, body: body?.value };
}

interface BodyDraft {
  readonly value: unknown;
  /** The objects that were made here to hold single properties. What the flow passed whole is not to be touched. */
  readonly made: Set<unknown>;
}

function extendBody(
  operation: Operation,
  draft: BodyDraft | undefined,
  key: string,
  value: unknown,
): BodyDraft {
  const { body } = operation;
  const path = body === undefined ? undefined : pathInBody(body, key);
  if (body === undefined || path === undefined) throw unknown(operation, key);
  if (path.length === 0) {
    if (draft !== undefined) throw twice(operation, key);
    return { value, made: new Set() };
  }
  checkPath(operation, body.schema, key, path);
  const root: Record<string, unknown> = {};
  const begun = draft ?? { value: root, made: new Set([root]) };
  put(operation, begun, key, path, value);
  return begun;
}

/** The property path behind the name of the body; empty for the body itself. */
function pathInBody(body: BodyParameter, key: string): readonly string[] | undefined {
  if (key === body.name) return [];
  return key.startsWith(`${body.name}/`) ? key.slice(body.name.length + 1).split("/") : undefined;
}

function checkPath(operation: Operation, schema: Schema, key: string, path: readonly string[]): void {
  let current: Schema | undefined = schema;
  for (const name of path) {
    if (current === undefined || (current.type !== undefined && current.type !== "object")) {
      throw unknown(operation, key);
    }
    const property: Schema | undefined = current.properties.get(name);
    if (property === undefined) {
      if (current.open) return;
      throw unknown(operation, key);
    }
    current = property;
  }
}

function put(
  operation: Operation,
  { value: root, made }: BodyDraft,
  key: string,
  path: readonly string[],
  value: unknown,
): void {
  let target = root;
  for (const [index, name] of path.entries()) {
    if (!isOwn(target, made)) throw twice(operation, key);
    const inner = target[name];
    if (index === path.length - 1) {
      if (inner !== undefined) throw twice(operation, key);
      target[name] = value;
    } else if (inner === undefined) {
      const empty: Record<string, unknown> = {};
      made.add(empty);
      target[name] = empty;
    }
    target = target[name];
  }
}

function isOwn(value: unknown, made: ReadonlySet<unknown>): value is Record<string, unknown> {
  return made.has(value);
}

function unknown({ operationId }: Operation, parameter: string): Failure {
  return new Failure(hostCodes.finding("PARAMETER_UNKNOWN", { operation: operationId, parameter }));
}

function missing({ operationId }: Operation, parameter: string): Failure {
  return new Failure(hostCodes.finding("PARAMETER_MISSING", { operation: operationId, parameter }));
}

function twice({ operationId }: Operation, parameter: string): Failure {
  return new Failure(hostCodes.finding("PARAMETER_TWICE", { operation: operationId, parameter }));
}
