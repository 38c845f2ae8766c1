import type { ConnectionRole, ConnectorModel, FlowModel, VariableKey } from "./model.ts";

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What the connector emitter hands to the packer: the parts that a solution carries apart. */
export interface EmittedConnector {
  readonly connector: ConnectorModel;
  readonly description: string;
  readonly brandColor: string;
  /** OpenAPI 2.0 document. */
  readonly definition: JsonObject;
  /** `properties.connectionParameters` of apiProperties.json. */
  readonly connectionParameters: JsonObject;
  /** `properties.policyTemplateInstances` of apiProperties.json. */
  readonly policies: readonly Json[];
  /** PNG. */
  readonly icon: Uint8Array;
}

/** What the flow emitter hands to the packer: the file of a cloud flow, and what it leans on. */
export interface EmittedFlow {
  readonly flow: FlowModel;
  /** `{ properties: { connectionReferences, definition, templateName }, schemaVersion }`. */
  readonly file: JsonObject;
  readonly connections: readonly ConnectionRole[];
  readonly variables: readonly VariableKey[];
}
