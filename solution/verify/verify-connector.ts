import { checkConnector } from "../../connector/rules/check-connector.ts";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import type { Json } from "../../generator/model/emitted.ts";
import { isObject } from "./json-values.ts";

/** Definitions of connectors by the folder they lie in: properties beside one are held against it. */
export type DefinitionsByFolder = ReadonlyMap<string, Json>;

/** Findings about a file of a custom connector; undefined where it is none. */
export function connectorFileFindings(
  file: string,
  json: Json,
  definitions: DefinitionsByFolder,
): readonly Diagnostic[] | undefined {
  return checkConnector(file, json, definitions.get(folderOf(file)));
}

export const isDefinition = (json: Json): boolean => isObject(json) && "swagger" in json;

/** Whether JSON is one of the files of a connector. */
export const isConnectorFile = (json: Json): boolean => checkConnector("", json) !== undefined;

export const folderOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
