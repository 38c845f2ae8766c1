import type { ServiceRequest } from "../world/service.ts";

/** A connector as the host needs it: where requests go, and how parameters become one. */
export interface ConnectorDefinition {
  /** The name in flows: `shared_salesforce`. */
  readonly name: string;
  readonly host: string;
  /** Starts with a slash, does not end with one; empty when requests go to the root. */
  readonly basePath: string;
  readonly operations: ReadonlyMap<string, Operation>;
}

export interface Operation {
  readonly operationId: string;
  readonly method: ServiceRequest["method"];
  /** Below the base path, `{name}` for path parameters. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: BodyParameter;
  /** Schema of the successful answer; undefined where the definition gives none. */
  readonly response?: Schema;
  readonly trigger?: "single" | "batch";
  readonly policies: readonly Policy[];
}

export type PrimitiveType = "string" | "integer" | "number" | "boolean" | "array";

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly type: PrimitiveType;
  readonly required: boolean;
  /** Hidden in the designer; the default is sent. */
  readonly internal: boolean;
  readonly default?: unknown;
  /** How often a value is URL-encoded on its way into the path. */
  readonly encoding: "single" | "double";
}

export interface BodyParameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** What the platform looks at in a schema: types, required properties, and whether more properties may come. */
export interface Schema {
  /** Undefined: anything. */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly format?: string;
  readonly nullable: boolean;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: readonly string[];
  readonly items?: Schema;
  /** Properties are fetched at design time, or the object declares none, so that every key fits. */
  readonly open: boolean;
}

/** A change of the request on its way to the service [policy templates of custom connectors]. */
export type Policy =
  | {
      readonly kind: "setHeader";
      readonly name: string;
      readonly value: string;
      readonly whenPresent: "override" | "skip" | "append";
    }
  | {
      readonly kind: "route";
      readonly newPath: string;
      readonly method: ServiceRequest["method"] | undefined;
    };
