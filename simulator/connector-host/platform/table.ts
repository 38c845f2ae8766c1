import type { ServiceRequest } from "../../world/service.ts";
import type { ConnectorDefinition, Operation, Parameter, PrimitiveType, Schema } from "../definition.ts";

// Definitions of Microsoft's own connectors, kept as data: they are not in the zip, and not ours to ship.

const anything: Schema = { nullable: true, properties: new Map(), required: [], open: true };

type Options = Partial<Pick<Parameter, "type" | "required" | "default">>;

const parameter = (place: Parameter["in"], name: string, options: Options): Parameter => ({
  name,
  in: place,
  type: options.type ?? "string",
  required: options.required ?? place === "path",
  internal: false,
  encoding: "single",
  ...(options.default === undefined ? {} : { default: options.default }),
});

/** A path parameter whose value is URL-encoded twice, as all of Microsoft's tabular connectors do. */
export const path = (name: string): Parameter => ({ ...parameter("path", name, {}), encoding: "double" });
export const plainPath = (name: string): Parameter => parameter("path", name, {});
export const query = (name: string, type: PrimitiveType = "string"): Parameter =>
  parameter("query", name, { type });
export const header = (name: string, options: Options = {}): Parameter => parameter("header", name, options);
/** A header that the designer hides and the host fills. */
export const hiddenHeader = (name: string, value: string | undefined, required = false): Parameter => ({
  ...parameter("header", name, value === undefined ? { required } : { required, default: value }),
  internal: true,
});

export type BodyKind = "object" | "array" | "binary" | Schema;

export interface Row {
  readonly id: string;
  readonly method: ServiceRequest["method"];
  readonly path: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: readonly [name: string, kind: BodyKind, required: boolean];
  readonly trigger?: "single" | "batch";
}

export function define(
  name: string,
  host: string,
  basePath: string,
  rows: readonly Row[],
): ConnectorDefinition {
  return { name, host, basePath, operations: new Map(rows.map((row) => [row.id, operation(row)])) };
}

function operation({ id, method, path: place, parameters = [], body, trigger }: Row): Operation {
  return {
    operationId: id,
    method,
    path: place,
    parameters,
    policies: [],
    ...(trigger === undefined ? {} : { trigger }),
    ...(body === undefined ? {} : { body: { name: body[0], required: body[2], schema: schema(body[1]) } }),
  };
}

function schema(kind: BodyKind): Schema {
  if (typeof kind !== "string") return kind;
  if (kind === "binary") return { ...anything, type: "string", format: "binary" };
  return { ...anything, type: kind, nullable: false };
}

/** An object with exactly these properties. */
export function record(
  properties: Readonly<Record<string, Schema["type"]>>,
  required: readonly string[] = [],
): Schema {
  const entries = Object.entries(properties).map(([name, type]): [string, Schema] => [
    name,
    type === undefined ? anything : { ...anything, type, nullable: false },
  ]);
  return { type: "object", nullable: false, properties: new Map(entries), required, open: false };
}
