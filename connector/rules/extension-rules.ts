import type { ConnectorDocument, OperationNode } from "./document.ts";
import { dynamicExtensions, extensions } from "./facts.ts";
import { isRecord, type JsonRecord, type Located, member, textOf } from "./json.ts";
import type { Broken, DefinitionRule } from "./rule.ts";

/** Rules about Microsoft's extensions, webhooks apart. */
export const extensionRules: readonly DefinitionRule[] = [
  {
    id: "ExtensionNameNotValid",
    severity: "info",
    says: "An extension is one that the platform reads; a misspelt one is passed over in silence",
    check: (document) =>
      everywhere(document, ({ value, at }) => {
        const names = Object.keys(value).filter((name) => name.startsWith("x-ms-") && !extensions.has(name));
        return names.length === 0 ? none : names.map((found) => ({ at, found }));
      }),
  },
  {
    id: "JsonValueNotInEnum",
    severity: "error",
    says: "x-ms-trigger is single or batch",
    check: ({ operations }) =>
      operations.flatMap(({ value, at }) => {
        const trigger = value["x-ms-trigger"];
        return [undefined, "single", "batch"].some((each) => each === trigger)
          ? []
          : [{ at: [...at, "x-ms-trigger"], found: String(trigger) }];
      }),
  },
  {
    id: "JsonValueNotInEnum",
    severity: "info",
    says: "x-ms-visibility is important, advanced or internal",
    check: (document) =>
      everywhere(document, ({ value, at }) => {
        const visibility = textOf(value, "x-ms-visibility");
        return visibility === undefined || ["important", "advanced", "internal"].includes(visibility)
          ? none
          : [{ at, found: visibility === "" ? "an empty text" : visibility }];
      }),
  },
  {
    id: "OperationIdNotFound",
    severity: "error",
    says: "An operation that fills in values or schemas is there",
    check: (document) => {
      const ids = new Set(document.operations.map(({ id }) => id));
      return dynamicValues(document).flatMap(({ value, at }) =>
        dynamicExtensions.flatMap((name): readonly Broken[] => {
          const called = textOf(value[name], "operationId");
          return called === undefined || ids.has(called) ? [] : [{ at: [...at, name], found: called }];
        }),
      );
    },
  },
  {
    id: "OperationParameterNameNotFound",
    severity: "info",
    says: "What is handed to an operation that fills in values is one of its parameters",
    check: handedParameters,
  },
  {
    id: "InvalidNextLinkNameValue",
    severity: "info",
    says: "nextLinkName is nextLink or @odata.nextLink",
    check: ({ operations }) =>
      operations.flatMap(({ value, at }) => {
        const name = textOf(value["x-ms-pageable"], "nextLinkName");
        return name === undefined || ["nextLink", "@odata.nextLink"].includes(name)
          ? []
          : [{ at: [...at, "x-ms-pageable"], found: name }];
      }),
  },
  {
    id: "DynamicExtensionDefinitionNotAllowedInParameter",
    severity: "info",
    says: "A dynamic schema stands in the schema of a body, not beside it",
    check: ({ parameters }) =>
      parameters
        .filter(
          ({ value }) =>
            value["in"] === "body" &&
            (value["x-ms-dynamic-schema"] !== undefined || value["x-ms-dynamic-properties"] !== undefined),
        )
        .map(({ at }) => ({ at })),
  },
];

const none: readonly Broken[] = [];

/** Every place where an extension may stand. */
function everywhere(
  { root, paths, operations, parameters, responses, schemas }: ConnectorDocument,
  check: (node: Located) => readonly Broken[],
): readonly Broken[] {
  const { info } = root;
  const head: readonly Located[] = [
    { value: root, at: [] },
    ...(isRecord(info) ? [{ value: info, at: ["info"] }] : []),
  ];
  const broken: Broken[] = [];
  for (const nodes of [head, paths, operations, parameters, responses, schemas]) {
    for (const node of nodes) for (const each of check(node)) broken.push(each);
  }
  return broken;
}

/** Parameters and schemas that an operation is to fill in. */
function dynamicValues({
  parameters,
  schemas,
  parametersWith,
  schemasWith,
}: ConnectorDocument): readonly Located[] {
  const isDynamic = ({ value }: Located): boolean => dynamicExtensions.some((name) => name in value);
  return [
    ...(dynamicExtensions.some((name) => parametersWith(name).length > 0)
      ? parameters.filter(isDynamic)
      : []),
    ...(dynamicExtensions.some((name) => schemasWith(name).length > 0) ? schemas.filter(isDynamic) : []),
  ];
}

function handedParameters(document: ConnectorDocument): readonly Broken[] {
  const byId = new Map(document.operations.map((operation) => [operation.id, operation]));
  return dynamicValues(document).flatMap(({ value, at }) =>
    dynamicExtensions.flatMap((name): readonly Broken[] => {
      const call = value[name];
      if (call === undefined) return none;
      const operation = byId.get(textOf(call, "operationId"));
      const handed = member(call, "parameters");
      if (operation === undefined || !isRecord(handed)) return [];
      return Object.keys(handed)
        .filter((parameter) => !takes(document, operation, parameter))
        .map((found) => ({ at: [...at, name, "parameters"], found }));
    }),
  );
}

/** A parameter by its name, or a property of the body by its path. */
function takes(document: ConnectorDocument, { parameters }: OperationNode, name: string): boolean {
  return parameters.some(({ value }) => {
    if (value["name"] === name) return true;
    if (value["in"] !== "body") return false;
    const [first = "", ...rest] = name.split("/");
    const path = first === value["name"] ? rest : [first, ...rest];
    return path.length > 0 && reaches(document, value["schema"], path);
  });
}

function reaches(document: ConnectorDocument, schema: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return true;
  const value: JsonRecord | undefined = document.follow(schema);
  const below = member(member(value, "properties"), first);
  return below !== undefined && reaches(document, below, rest);
}
