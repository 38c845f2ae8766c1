import { isObject, type JsonTree, objectOf, textIn } from "../json-values.ts";

/** An operation of a definition, as far as a call of it goes. */
export interface DefinedOperation {
  readonly parameters: readonly DefinedParameter[];
  /** The definition as a whole, into which references lead. */
  readonly root: JsonTree;
}

export interface DefinedParameter {
  readonly name: string;
  readonly isRequired: boolean;
  /** The schema of a body; what a parameter elsewhere says of itself. */
  readonly schema: JsonTree;
  readonly isBody: boolean;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch"]);

/** Every operation of an OpenAPI definition by its id in lower case. */
export function definedOperations(root: JsonTree): ReadonlyMap<string, DefinedOperation> {
  const operations = new Map<string, DefinedOperation>();
  for (const path of Object.values(objectOf(root["paths"]))) {
    const shared = parametersIn(root, objectOf(path)["parameters"]);
    for (const [method, each] of Object.entries(objectOf(path))) {
      const id = textIn(objectOf(each)["operationId"]);
      if (!methods.has(method) || id === "") continue;
      const own = parametersIn(root, objectOf(each)["parameters"]);
      const names = new Set(own.map(({ name }) => name));
      const parameters = [...own, ...shared.filter(({ name }) => !names.has(name))];
      operations.set(id.toLowerCase(), { parameters, root });
    }
  }
  return operations;
}

function parametersIn(root: JsonTree, listed: unknown): readonly DefinedParameter[] {
  return (Array.isArray(listed) ? listed : []).filter(isObject).map((given) => {
    const parameter = follow(root, given);
    const isBody = parameter["in"] === "body";
    return {
      name: textIn(parameter["name"]),
      isRequired: parameter["required"] === true,
      schema: isBody ? follow(root, objectOf(parameter["schema"])) : parameter,
      isBody,
    };
  });
}

/** References that lead to references are not followed far. */
const longestWay = 20;

/** What a `$ref` leads to; an empty object where it leads nowhere. */
export function follow(root: JsonTree, value: JsonTree): JsonTree {
  let found = value;
  for (let step = 0; step < longestWay && typeof found["$ref"] === "string"; step += 1) {
    const way = textIn(found["$ref"]).split("/").slice(1);
    let next: unknown = root;
    for (const part of way) {
      next = objectOf(next)[decoded(part).replaceAll("~1", "/").replaceAll("~0", "~")];
    }
    found = objectOf(next);
  }
  return found;
}

/** Percent signs that stand for themselves stay. */
function decoded(text: string): string {
  return /^(?:[^%]|%[0-9a-f]{2})*$/i.test(text) && !/%[89a-f]/i.test(text) ? decodeURIComponent(text) : text;
}
