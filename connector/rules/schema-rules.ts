import { areCounted, countSchemas } from "./count-schemas.ts";
import type { ConnectorDocument, SchemaNode } from "./document.ts";
import { formats, limits, maximumDepth, maximumLooks } from "./facts.ts";
import {
  isRecord,
  type JsonRecord,
  type Located,
  listOf,
  member,
  repeated,
  textOf,
  textsOf,
} from "./json.ts";
import { type Broken, brokenIf, type DefinitionRule } from "./rule.ts";

const unsupported = ["oneOf", "anyOf", "patternProperties"] as const;

/** Rules about schemas: types, properties, enumerations, sizes. */
export const schemaRules: readonly DefinitionRule[] = [
  {
    id: "SwaggerKeywordNotSupported",
    severity: "error",
    says: "A schema has one type; a list of types is not understood",
    check: (document) => schemasWhere(document, (value) => Array.isArray(value["type"])),
  },
  {
    id: "SwaggerKeywordNotSupported",
    severity: "error",
    says: `A schema does without ${unsupported.join(", ")}`,
    check: (document) =>
      schemasWithAny(document, unsupported).flatMap(({ value, at }) =>
        unsupported.filter((keyword) => value[keyword] !== undefined).map((found) => ({ at, found })),
      ),
  },
  {
    id: "ArrayHasNoItems",
    severity: "warning",
    says: "A list says what its items are",
    check: (document) =>
      schemasWhere(document, (value) => value["type"] === "array" && !isRecord(value["items"])),
  },
  {
    id: "ArrayHasNoItems",
    severity: "info",
    says: "The items of a list have a type",
    check: (document) =>
      schemasWhere(
        document,
        (value) =>
          value["type"] === "array" && isRecord(value["items"]) && Object.keys(value["items"]).length === 0,
      ),
  },
  {
    id: "RequiredPropertyArrayEmpty",
    severity: "error",
    says: "required names at least one property",
    check: (document) =>
      document
        .schemasWith("required")
        .filter(({ value }) => Array.isArray(value["required"]) && value["required"].length === 0)
        .map(({ at }) => ({ at })),
  },
  {
    id: "RequiredPropertyDefinitionMissing",
    severity: "error",
    says: "What is required is among the properties",
    check: ({ schemasWith }) =>
      schemasWith("required").flatMap((node) =>
        missingProperties(node).map((found) => ({ at: node.at, found })),
      ),
  },
  {
    id: "RequiredReadOnlyPropertyNotAllowedAsInput",
    severity: "warning",
    says: "What is required of makers is not read-only",
    check: ({ schemasWith }) =>
      schemasWith("required")
        .filter(({ root }) => root === "body")
        .flatMap(({ value, at }) =>
          textsOf(value, "required")
            .filter((name) => member(member(value["properties"], name), "readOnly") === true)
            .map((found) => ({ at, found })),
        ),
  },
  {
    id: "EnumMustContainAtLeastOneElement",
    severity: "error",
    says: "An enumeration has at least one value",
    check: (document) =>
      valuesWhere(document, "enum", (value) => Array.isArray(value["enum"]) && value["enum"].length === 0),
  },
  {
    id: "ArrayDuplicateValue",
    severity: "warning",
    says: "The values of an enumeration differ",
    check: (document) => valuesWhere(document, "enum", (value) => repeated(listOf(value, "enum")).length > 0),
  },
  {
    id: "InvalidEnumValuesExtensionValue",
    severity: "error",
    says: "x-ms-enum-values labels values of the enumeration",
    check: (document) =>
      valuesWhere(document, enumValues, (value) => {
        const allowed = listOf(value, "enum");
        return allowed.length > 0 && labels(value).some((label) => !allowed.includes(member(label, "value")));
      }),
  },
  {
    id: "DuplicateEnumValuesInExtension",
    severity: "info",
    says: "x-ms-enum-values labels each value once",
    check: (document) =>
      valuesWhere(
        document,
        enumValues,
        (value) => repeated(labels(value).map((label) => member(label, "value"))).length > 0,
      ),
  },
  {
    id: "MissingEnumValuesDisplayName",
    severity: "info",
    says: "x-ms-enum-values gives every value a displayName",
    check: (document) =>
      valuesWhere(document, enumValues, (value) =>
        labels(value).some((label) => textOf(label, "displayName") === undefined),
      ),
  },
  {
    id: "InvalidEnumValue",
    severity: "warning",
    says: "A default is among the values of the enumeration",
    check: (document) =>
      valuesWhere(document, "default", (value) => {
        const allowed = listOf(value, "enum");
        const standard = value["default"];
        return (
          allowed.length > 0 &&
          standard !== undefined &&
          !Array.isArray(standard) &&
          !allowed.includes(standard)
        );
      }),
  },
  {
    id: "DefaultValueMustMatchType",
    severity: "info",
    says: "A default is of the type of its value",
    check: (document) =>
      valuesWhere(
        document,
        "default",
        (value) => value["default"] !== undefined && !isOfType(value["type"], value["default"]),
      ),
  },
  {
    id: "UnrecognizedTypeFormat",
    severity: "info",
    says: "A format is one that OpenAPI 2.0 or the platform knows",
    check: (document) =>
      valuesWith(document, "format").flatMap(({ value, at }) => {
        const format = textOf(value, "format");
        return format === undefined || formats.includes(format) ? [] : [{ at, found: format }];
      }),
  },
  {
    id: "DiscriminatorMustBeARequiredStringProperty",
    severity: "info",
    says: "A discriminator is a required property",
    check: ({ schemasWith }) =>
      schemasWith("discriminator")
        .filter(({ value }) => {
          const name = textOf(value, "discriminator");
          return name !== undefined && !textsOf(value, "required").includes(name);
        })
        .map(({ at }) => ({ at })),
  },
  {
    id: "PropertyMustHaveSummary",
    severity: "info",
    says: "A property that makers see has a label: x-ms-summary or title",
    check: ({ schemas }) =>
      schemas.filter((node) => isShownProperty(node) && !hasLabel(node.value)).map(({ at }) => ({ at })),
  },
  {
    id: "PropertyMustHaveDescription",
    severity: "info",
    says: "A property that makers see has a description",
    check: ({ schemas }) =>
      schemas
        .filter((node) => isShownProperty(node) && (textOf(node.value, "description") ?? "").trim() === "")
        .map(({ at }) => ({ at })),
  },
  {
    id: "SchemaTooDeep",
    severity: "error",
    says: `Schemas are nested less than ${maximumDepth} deep`,
    check: ({ tooDeep }) => tooDeep.map((at) => ({ at })),
  },
  {
    id: "BodySchemaCountExceedsMaxAllowed",
    severity: "error",
    says: `A body has at most ${limits.schemasInBody} schemas`,
    check: (document) =>
      document.operations.flatMap(({ parameters }) =>
        parameters.flatMap(({ value, at }) => {
          const count = countSchemas(document, value["schema"], limits.schemasInBody + 1);
          return count > limits.schemasInBody ? [{ at, found: `more than ${limits.schemasInBody}` }] : [];
        }),
      ),
  },
  {
    id: "OperationSchemaCountExceedsMaxAllowed",
    severity: "error",
    says: `An operation has at most ${limits.schemasInOperation} schemas`,
    check: largeOperations,
  },
  {
    id: "SchemasNotCounted",
    severity: "warning",
    says: "The schemas of operations can be counted: they do not lead to one another without end",
    check: (document) => {
      // What has been counted is remembered: this asks again, and counts nothing.
      largeOperations(document);
      return brokenIf(!areCounted(document), ["definitions"], `more than ${maximumLooks} looks at them`);
    },
  },
];

const enumValues = "x-ms-enum-values";

const labels = (value: JsonRecord): readonly unknown[] => listOf(value, enumValues);

function schemasWhere(
  { schemas }: ConnectorDocument,
  broken: (value: JsonRecord) => boolean,
): readonly Broken[] {
  return schemas.filter(({ value }) => broken(value)).map(({ at }) => ({ at }));
}

function largeOperations(document: ConnectorDocument): readonly Broken[] {
  const most = limits.schemasInOperation + 1;
  return document.operations.flatMap(({ parameters, responses, at }) => {
    const count = [...parameters, ...responses].reduce(
      (sum, { value }) => sum + countSchemas(document, value["schema"], most),
      0,
    );
    return count < most ? [] : [{ at, found: `more than ${limits.schemasInOperation}` }];
  });
}

/** In the order of the document. */
function schemasWithAny(
  { schemas, schemasWith }: ConnectorDocument,
  names: readonly string[],
): readonly SchemaNode[] {
  const has = names.filter((name) => schemasWith(name).length > 0);
  return has.length === 0 ? [] : schemas.filter(({ value }) => has.some((name) => name in value));
}

/** What holds for schemas and parameters alike. */
const valuesWith = ({ parametersWith, schemasWith }: ConnectorDocument, name: string): readonly Located[] => [
  ...parametersWith(name),
  ...schemasWith(name),
];

/** Of those that have a member of the name. */
function valuesWhere(
  document: ConnectorDocument,
  name: string,
  broken: (value: JsonRecord) => boolean,
): readonly Broken[] {
  return valuesWith(document, name)
    .filter(({ value }) => broken(value))
    .map(({ at }) => ({ at }));
}

/** Required names without a property; an object that is open, or made of parts, may have more than it writes out. */
function missingProperties({ value, parent }: SchemaNode): readonly string[] {
  const { properties, additionalProperties: open } = value;
  const isPart = Array.isArray(parent?.value["allOf"]);
  const isOpen = open === true || isRecord(open) || dynamic(value);
  if (!isRecord(properties) || isPart || isOpen || Array.isArray(value["allOf"])) return [];
  return textsOf(value, "required").filter((name) => !Object.hasOwn(properties, name));
}

const dynamic = (value: JsonRecord): boolean =>
  value["x-ms-dynamic-schema"] !== undefined || value["x-ms-dynamic-properties"] !== undefined;

function isShownProperty({ property, value, parent }: SchemaNode): boolean {
  return (
    property !== undefined &&
    value["x-ms-visibility"] !== "internal" &&
    parent?.value["x-ms-visibility"] !== "internal"
  );
}

const hasLabel = (value: JsonRecord): boolean =>
  [textOf(value, "x-ms-summary"), textOf(value, "title")].some((text) => (text ?? "").trim() !== "");

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "array":
      return Array.isArray(value);
    case "object":
      return isRecord(value);
    default:
      return true;
  }
}
