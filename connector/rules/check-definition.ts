import type { Diagnostic, Place } from "../../generator/diagnostics/diagnostic.ts";
import { limits } from "../facts.ts";
import { connectorCodes } from "./codes.ts";

type Tree = Readonly<Record<string, unknown>>;

/** A finding whose file is still to be named. */
export type DefinitionFinding = Omit<Diagnostic, "where"> & { readonly where: Omit<Place, "file"> };

const tree = (value: unknown): Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

type Path = readonly (string | number)[];

/** Holds a definition against the rules that no published connector breaks; places are paths in the document. */
export function checkDefinition(definition: unknown): readonly DefinitionFinding[] {
  const document = tree(definition);
  return [...root(document), ...paths(document), ...operations(document), ...schemas(document, document, [])];
}

function found(finding: Diagnostic, path: Path): DefinitionFinding {
  return { ...finding, where: { path } };
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch"];

function root(document: Tree): readonly DefinitionFinding[] {
  const version = document["swagger"];
  return version === "2.0"
    ? []
    : [found(connectorCodes.finding("VERSION", { version: String(version) }), ["swagger"])];
}

function paths(document: Tree): readonly DefinitionFinding[] {
  const seen = new Set<string>();
  const names = Object.keys(tree(document["paths"]));
  const base = document["basePath"];
  const baseProblem =
    typeof base === "string" && !base.startsWith("/")
      ? [
          found(
            connectorCodes.finding("PATH_INVALID", { path: base, problem: "does not begin with a slash" }),
            ["basePath"],
          ),
        ]
      : [];
  return [
    ...baseProblem,
    ...names.flatMap((path): readonly DefinitionFinding[] => {
      const at: Path = ["paths", path];
      if (!path.startsWith("/")) {
        return [
          found(connectorCodes.finding("PATH_INVALID", { path, problem: "does not begin with a slash" }), at),
        ];
      }
      if (/[?#]/.test(path)) {
        return [
          found(connectorCodes.finding("PATH_INVALID", { path, problem: "holds a query or a fragment" }), at),
        ];
      }
      if (seen.has(path.toLowerCase())) return [found(connectorCodes.finding("PATH_TWICE", { path }), at)];
      seen.add(path.toLowerCase());
      return [];
    }),
  ];
}

interface Operation {
  readonly name: string;
  readonly path: string;
  readonly at: Path;
  readonly content: Tree;
  /** Parameters of the path and of the operation, references followed. */
  readonly parameters: readonly Tree[];
}

function listOperations(document: Tree): readonly Operation[] {
  return Object.entries(tree(document["paths"])).flatMap(([path, item]) =>
    Object.entries(tree(item)).flatMap(([method, content]): readonly Operation[] => {
      if (!methods.includes(method)) return [];
      const own = tree(content);
      const id = own["operationId"];
      const name = typeof id === "string" ? id : `${method.toUpperCase()} ${path}`;
      const lists = [tree(item)["parameters"], own["parameters"]];
      const parameters = lists.flatMap((list) =>
        Array.isArray(list) ? list.map((each) => follow(document, tree(each))) : [],
      );
      return [{ name, path, at: ["paths", path, method], content: own, parameters }];
    }),
  );
}

/** What a reference stands for; the thing itself where there is none or it leads nowhere. */
function follow(document: Tree, value: Tree): Tree {
  const reference = value["$ref"];
  return typeof reference === "string" ? tree(target(document, reference)) : value;
}

function target(document: Tree, reference: string): unknown {
  if (!reference.startsWith("#/")) return undefined;
  return reference
    .slice(2)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, step) => (Array.isArray(node) ? node[Number(step)] : tree(node)[step]), document);
}

function operations(document: Tree): readonly DefinitionFinding[] {
  const all = listOperations(document);
  const ids = new Set<string>();
  const tooMany =
    all.length > limits.operations
      ? [
          found(
            connectorCodes.finding("TOO_MANY_OPERATIONS", { count: all.length, maximum: limits.operations }),
            ["paths"],
          ),
        ]
      : [];
  return [
    ...tooMany,
    ...all.flatMap((operation): readonly DefinitionFinding[] => [
      ...operationId(operation, ids),
      ...summary(operation),
      ...parametersOf(operation),
    ]),
  ];
}

function operationId({ name, at, content }: Operation, ids: Set<string>): readonly DefinitionFinding[] {
  const id = content["operationId"];
  if (typeof id !== "string" || id === "") {
    return [found(connectorCodes.finding("OPERATION_ID", { operation: name, problem: "has no id" }), at)];
  }
  if (ids.has(id))
    return [found(connectorCodes.finding("OPERATION_ID", { operation: id, problem: "is there twice" }), at)];
  ids.add(id);
  return [];
}

function summary({ name, at, content }: Operation): readonly DefinitionFinding[] {
  const text = content["summary"];
  if (typeof text !== "string") return [];
  const problem =
    text.length > limits.summary
      ? `has ${text.length} characters`
      : text.includes("/")
        ? "holds a slash"
        : undefined;
  return problem === undefined
    ? []
    : [found(connectorCodes.finding("SUMMARY", { operation: name, problem }), [...at, "summary"])];
}

function parametersOf(operation: Operation): readonly DefinitionFinding[] {
  const { name, path, at, parameters } = operation;
  const say = (parameter: string, problem: string): DefinitionFinding =>
    found(connectorCodes.finding("PARAMETER", { parameter, operation: name, problem }), [
      ...at,
      "parameters",
    ]);
  const template = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  const inPath = parameters.filter((each) => each["in"] === "path").map((each) => String(each["name"]));
  const bodies = parameters.filter((each) => each["in"] === "body");
  const seen = new Set<string>();
  return [
    ...template
      .filter((each) => !inPath.includes(each))
      .map((each) => say(each, "is in the path and not declared")),
    ...inPath
      .filter((each) => !template.includes(each))
      .map((each) => say(each, "is declared and not in the path")),
    ...(bodies.length > 1
      ? [say(bodies.map((each) => String(each["name"])).join(", "), "is one of several bodies")]
      : []),
    ...parameters.flatMap((each): readonly DefinitionFinding[] => {
      const own = String(each["name"]);
      const key = `${String(each["in"])} ${own}`;
      if (seen.has(key)) return [say(own, "is there twice")];
      seen.add(key);
      const problem = parameterProblem(each);
      return problem === undefined ? [] : [say(own, problem)];
    }),
  ];
}

function parameterProblem(parameter: Tree): string | undefined {
  const place = parameter["in"];
  if (place === undefined) return undefined;
  if (place === "body") return parameter["schema"] === undefined ? "has no schema" : undefined;
  if (parameter["type"] === undefined) return "has no type";
  if (place === "path" && parameter["required"] !== true) return "stands in the path and is not required";
  if (String(parameter["name"]).toLowerCase() === "connectionid")
    return "has a name that the platform keeps for itself";
  const label = parameter["x-ms-summary"];
  if (typeof label === "string" && label.length > limits.summary)
    return `has a label of ${label.length} characters`;
  const isHidden = parameter["x-ms-visibility"] === "internal" && parameter["required"] === true;
  return isHidden && parameter["default"] === undefined
    ? "is required and hidden and has no default"
    : undefined;
}

/** Definitions of real connectors are nested at most some forty levels deep. */
const deepest = 300;

/** Every schema of the document, wherever it stands. Examples and defaults are data, not schemas. */
function schemas(document: Tree, node: unknown, at: Path): readonly DefinitionFinding[] {
  if (at.length > deepest) return [];
  if (Array.isArray(node)) return node.flatMap((each, index) => schemas(document, each, [...at, index]));
  const own = tree(node);
  const last = at.at(-1);
  if (
    last === "example" ||
    last === "examples" ||
    last === "default" ||
    last === "enum" ||
    last === "x-ms-examples"
  )
    return [];
  const isNames =
    last === "properties" || last === "definitions" || last === "parameters" || last === "paths";
  return [
    ...(isNames ? [] : schemaProblems(document, own, at)),
    ...Object.entries(own).flatMap(([key, each]) => schemas(document, each, [...at, key])),
  ];
}

function schemaProblems(document: Tree, node: Tree, at: Path): readonly DefinitionFinding[] {
  const reference = node["$ref"];
  const keyword = ["oneOf", "anyOf", "patternProperties"].find((each) => typeof node[each] === "object");
  const required = node["required"];
  const properties = node["properties"];
  const undefinedOnes =
    Array.isArray(required) && typeof properties === "object" && properties !== null
      ? required.map(String).filter((each) => !Object.hasOwn(properties, each))
      : [];
  const values = node["enum"];
  return [
    ...(typeof reference === "string" && target(document, reference) === undefined
      ? [found(connectorCodes.finding("REFERENCE", { reference }), at)]
      : []),
    ...(keyword === undefined
      ? []
      : [found(connectorCodes.finding("KEYWORD", { keyword }), [...at, keyword])]),
    ...undefinedOnes.map((property) =>
      found(connectorCodes.finding("REQUIRED", { property }), [...at, "required"]),
    ),
    ...(Array.isArray(values) && values.length === 0
      ? [found(connectorCodes.finding("ENUM", {}), [...at, "enum"])]
      : []),
  ];
}
