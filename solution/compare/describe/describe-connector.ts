import { parseJson } from "../../read/parse-json.ts";
import { decode } from "../../read/read-solution.ts";
import type { ConnectorFileNode, ReadConnector, ReadSolution } from "../../read/solution-parts.ts";
import { type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import type { Component, Part } from "../component.ts";
import { flattenJson } from "../flatten.ts";
import { fingerprint, present } from "./describe-solution.ts";

/** A custom connector: address, sign-in and policies as fields, every operation as a part. */
export function describeConnector(solution: ReadSolution, connector: ReadConnector): Component {
  const definition = jsonOf(solution, connector, "openapidefinition");
  const { paths: _, definitions: shapes, parameters: shared, ...rest } = objectOf(definition);
  const named = (prefix: string, value: unknown): readonly (readonly [string, string])[] =>
    [...flattenJson(value)].map(
      ([path, text]) => [path === "" ? prefix : `${prefix}.${path}`, text] as const,
    );
  return {
    kind: "connector",
    key: connector.name,
    name: connector.name,
    fields: new Map([
      ...present({
        id: connector.id.replace(/[{}]/g, "").toLowerCase(),
        displayName: connector.displayName,
        description: connector.description,
        icon: fingerprintOf(solution, connector, "iconblob"),
        code: fingerprintOf(solution, connector, "customcodeblobcontent"),
      }),
      ...named("definition", rest),
      ...named("definition.definitions", shapes ?? {}),
      ...named("definition.parameters", shared ?? {}),
      ...named("signIn", jsonOf(solution, connector, "connectionparameters") ?? {}),
      ...named("policies", jsonOf(solution, connector, "policytemplateinstances") ?? []),
    ]),
    parts: operationsOf(definition).map(
      ({ id, method, path, operation }): Part => ({
        kind: "operation",
        name: id,
        fields: new Map([["request", `${method.toUpperCase()} ${path}`], ...flattenJson(operation)]),
      }),
    ),
  };
}

export interface OperationOfConnector {
  readonly id: string;
  /** In lower case, as definitions write it. */
  readonly method: string;
  readonly path: string;
  readonly operation: JsonTree;
}

/** The operations of a definition of OpenAPI 2.0. */
export function operationsOf(definition: unknown): readonly OperationOfConnector[] {
  return Object.entries(objectOf(objectOf(definition)["paths"])).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).flatMap(([method, value]) => {
      const operation = objectOf(value);
      const id = textIn(operation["operationId"]);
      return id === "" ? [] : [{ id, method, path, operation }];
    }),
  );
}

/** A file of a connector, read; nothing where it has none or it is no JSON. */
export function jsonOf({ files }: ReadSolution, connector: ReadConnector, node: ConnectorFileNode): unknown {
  const bytes = files.get(connector.files[node]);
  const read = bytes === undefined ? undefined : parseJson(decode(bytes));
  return read?.ok ? read.value : undefined;
}

function fingerprintOf(
  { files }: ReadSolution,
  connector: ReadConnector,
  node: ConnectorFileNode,
): string | undefined {
  const bytes = files.get(connector.files[node]);
  return bytes === undefined ? undefined : fingerprint(bytes);
}
