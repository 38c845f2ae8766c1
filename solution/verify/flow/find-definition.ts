import { isObject, type JsonTree, objectOf } from "../json-values.ts";

/** The definition of a flow, wherever it lies in its file. */
export interface FoundDefinition {
  readonly definition: JsonTree;
  /** The way from the root of the file to the definition. */
  readonly base: readonly string[];
  /** Undefined where the file does not say which connections the flow has. */
  readonly connectionReferences: JsonTree | undefined;
  /** Whether it is in the form of cloud flows; workflows of Logic Apps are more, and say less of themselves. */
  readonly isCloudFlow: boolean;
}

/**
 * Finds the definition in the file of a solution or a package (`{properties: {definition}}`), in a workflow of Logic
 * Apps (`{definition}`), and in one that stands alone (`{triggers, actions}`).
 */
export function findDefinition(content: unknown): FoundDefinition | undefined {
  const root = objectOf(content);
  const properties = objectOf(root["properties"]);
  if (isObject(properties["definition"])) return found(properties, ["properties"]);
  if (isObject(root["definition"])) return found(root, []);
  const isBare = isObject(root["actions"]) && isObject(root["triggers"]);
  return isBare
    ? { definition: root, base: [], connectionReferences: undefined, isCloudFlow: false }
    : undefined;
}

function found(holder: JsonTree, path: readonly string[]): FoundDefinition {
  const { definition, connectionReferences } = holder;
  return {
    definition: objectOf(definition),
    base: [...path, "definition"],
    connectionReferences: isObject(connectionReferences) ? connectionReferences : undefined,
    isCloudFlow: path.length > 0,
  };
}
