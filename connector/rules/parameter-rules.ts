import type { ConnectorDocument, OperationNode } from "./document.ts";
import { limits } from "./facts.ts";
import { isRecord, type Located, repeated, textOf } from "./json.ts";
import type { Broken, DefinitionRule } from "./rule.ts";

/** Rules about parameters: place, type, need, and how makers see them. */
export const parameterRules: readonly DefinitionRule[] = [
  {
    id: "RequiredPropertyMissing",
    severity: "error",
    says: "A parameter has a name and a place: path, query, header, formData or body",
    check: (document) =>
      parametersWhere(
        document,
        (value) => textOf(value, "name") === undefined || !places.includes(place(value)),
      ),
  },
  {
    id: "RequiredPropertyMissing",
    severity: "error",
    says: "A parameter that is no body has a type",
    check: (document) =>
      parametersWhere(document, (value) => place(value) !== "body" && textOf(value, "type") === undefined),
  },
  {
    id: "BodyParameterSchemaRequired",
    severity: "error",
    says: "A body has a schema",
    check: (document) =>
      parametersWhere(document, (value) => place(value) === "body" && !isRecord(value["schema"])),
  },
  {
    id: "NonBodyParameterSchemaNotValid",
    severity: "error",
    says: "Only a body has a schema",
    check: (document) =>
      parametersWhere(document, (value) => place(value) !== "body" && isRecord(value["schema"])),
  },
  {
    id: "OperationParametersContainMultipleBodyParameters",
    severity: "error",
    says: "An operation has at most one body",
    check: ({ operations }) =>
      operations
        .filter(({ parameters }) => parameters.filter(({ value }) => place(value) === "body").length > 1)
        .map(({ at }) => ({ at })),
  },
  {
    id: "ParameterListContainsFormDataAndBody",
    severity: "error",
    says: "An operation takes a body or form data, not both",
    check: ({ operations }) =>
      operations
        .filter(({ parameters }) =>
          ["body", "formData"].every((each) => parameters.some(({ value }) => place(value) === each)),
        )
        .map(({ at }) => ({ at })),
  },
  {
    id: "FileParameterMustBeInFormData",
    severity: "error",
    says: "A file is form data",
    check: (document) =>
      parametersWhere(document, (value) => value["type"] === "file" && place(value) !== "formData"),
  },
  {
    id: "BodyOrFormDataParameterInFetchOperationNotAllowed",
    severity: "warning",
    says: "A GET takes no body and no form data",
    check: ({ operations }) =>
      operations
        .filter(({ method }) => method === "get")
        .flatMap(({ parameters }) => parameters)
        .filter(({ value }) => ["body", "formData"].includes(place(value)))
        .map(named),
  },
  {
    id: "OperationParametersContainDuplicateParameter",
    severity: "error",
    says: "The parameters of an operation differ in name or place",
    check: ({ operations }) =>
      operations.flatMap(({ parameters, at }) =>
        repeated(parameters.map(({ value }) => `${place(value)} ${String(value["name"])}`)).map((found) => ({
          at,
          found,
        })),
      ),
  },
  {
    id: "PathParameterMustBeRequired",
    severity: "error",
    says: "A parameter in the path is required",
    check: (document) =>
      parametersWhere(document, (value) => place(value) === "path" && value["required"] !== true),
  },
  {
    id: "OperationMissingPathParameter",
    severity: "error",
    says: "Every name in the braces of a path is a parameter",
    check: ({ operations }) =>
      operations.flatMap((operation) => {
        const names = new Set(pathParameters(operation).map(({ value }) => value["name"]));
        return variables(operation)
          .filter((name) => !names.has(name))
          .map((found) => ({ at: operation.at, found }));
      }),
  },
  {
    id: "PathParameterNotDefinedInTemplate",
    severity: "error",
    says: "Every parameter in the path is named in its braces",
    check: ({ operations }) =>
      operations.flatMap((operation) => {
        const names = new Set(variables(operation));
        return pathParameters(operation)
          .filter(({ value }) => !names.has(String(value["name"])))
          .map(named);
      }),
  },
  {
    id: "ConnectionIdParameterNotAllowed",
    severity: "error",
    says: "No parameter is called connectionId; the platform adds it",
    check: (document) => parametersWhere(document, (value) => value["name"] === "connectionId"),
  },
  {
    id: "InternalRequiredParameterWithoutDefault",
    severity: "error",
    says: "A hidden parameter that is required has a default, for nobody can fill it in",
    check: (document) =>
      parametersWhere(
        document,
        (value) =>
          place(value) !== "body" &&
          value["x-ms-visibility"] === "internal" &&
          value["required"] === true &&
          value["default"] === undefined,
      ),
  },
  {
    id: "InternalPropertyWithDefaultOptional",
    severity: "info",
    says: "A hidden parameter with a default is required; otherwise its default is not sent",
    check: (document) =>
      parametersWhere(
        document,
        (value) =>
          value["x-ms-visibility"] === "internal" &&
          value["default"] !== undefined &&
          value["required"] !== true,
      ),
  },
  {
    id: "CollectionFormatValueNotSupported",
    severity: "error",
    says: "Lists in parameters are separated by commas",
    check: (document) =>
      parametersWhere(document, (value) => !["csv", undefined].includes(textOf(value, "collectionFormat"))),
  },
  {
    id: "ArrayHasNoItems",
    severity: "warning",
    says: "A parameter that is a list says what its items are",
    check: (document) =>
      parametersWhere(document, (value) => value["type"] === "array" && !isRecord(value["items"])),
  },
  {
    id: "FieldLengthExceeded",
    severity: "warning",
    says: `The label of a parameter has at most ${limits.label} characters`,
    check: (document) => parametersWhere(document, (value) => label(value).length > limits.label),
  },
  {
    id: "PropertyMustHaveSummary",
    severity: "info",
    says: "A parameter that makers see has a label",
    check: (document) =>
      parametersWhere(
        document,
        (value) => place(value) !== "body" && value["x-ms-visibility"] !== "internal" && label(value) === "",
      ),
  },
  {
    id: "PropertyMustHaveDescription",
    severity: "info",
    says: "A parameter that makers see has a description",
    check: (document) =>
      parametersWhere(
        document,
        (value) =>
          place(value) !== "body" &&
          value["x-ms-visibility"] !== "internal" &&
          (textOf(value, "description") ?? "").trim() === "",
      ),
  },
  {
    id: "PathParameterMissingEncoding",
    severity: "info",
    says: "A parameter in the path says how it is encoded: x-ms-url-encoding",
    check: (document) =>
      parametersWhere(
        document,
        (value) => place(value) === "path" && value["x-ms-url-encoding"] === undefined,
      ),
  },
  {
    id: "QueryParameterEncodingNotSupported",
    severity: "info",
    says: "Only parameters in the path have x-ms-url-encoding",
    check: (document) =>
      parametersWhere(
        document,
        (value) => place(value) !== "path" && value["x-ms-url-encoding"] !== undefined,
      ),
  },
];

const places: readonly string[] = ["path", "query", "header", "formData", "body"];

const place = (value: Located["value"]): string => textOf(value, "in") ?? "";

const label = (value: Located["value"]): string => textOf(value, "x-ms-summary")?.trim() ?? "";

const named = ({ value, at }: Located): Broken => ({ at, found: String(value["name"]) });

function parametersWhere(
  { parameters }: ConnectorDocument,
  broken: (value: Located["value"]) => boolean,
): readonly Broken[] {
  return parameters.filter(({ value }) => broken(value)).map(named);
}

function variables({ path }: OperationNode): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
}

function pathParameters({ parameters }: OperationNode): readonly Located[] {
  return parameters.filter(({ value }) => place(value) === "path");
}
