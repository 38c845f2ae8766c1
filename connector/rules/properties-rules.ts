import {
  entriesOf,
  isRecord,
  type JsonRecord,
  type Located,
  listOf,
  member,
  type Pointer,
  textOf,
  textsOf,
} from "./json.ts";
import { policyTemplates } from "./policy-templates.ts";
import { type Broken, brokenIf, type Rule } from "./rule.ts";

/** apiProperties.json, and the operations of the definition beside it, where that is known. */
export interface PropertiesDocument {
  readonly root: JsonRecord;
  readonly operationIds?: ReadonlySet<string>;
}

/** Rules about apiProperties.json. Microsoft's validator has no names for them; these are ours. */
export const propertiesRules: readonly Rule<PropertiesDocument>[] = [
  {
    id: "PropertiesMissing",
    severity: "error",
    says: "apiProperties.json holds an object called properties",
    check: ({ root }) => brokenIf(!isRecord(root["properties"]), []),
  },
  {
    id: "IconBrandColorNotValid",
    severity: "warning",
    says: "iconBrandColor is a colour, such as #0b5cab",
    check: ({ root }) => {
      const color = member(root["properties"], "iconBrandColor");
      const isColor = typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color);
      return brokenIf(
        isRecord(root["properties"]) && !isColor,
        ["properties", "iconBrandColor"],
        color ?? "nothing",
      );
    },
  },
  {
    id: "IconBrandColorReserved",
    severity: "info",
    says: "iconBrandColor is neither white nor the platform's own blue",
    check: ({ root }) => {
      const color = textOf(root["properties"], "iconBrandColor")?.toLowerCase() ?? "";
      return brokenIf(["#ffffff", "#007ee5"].includes(color), ["properties", "iconBrandColor"], color);
    },
  },
  {
    id: "ConnectionParameterNameNotValid",
    severity: "warning",
    says: "A connection parameter is called by letters, digits and underscores, or token: and the name of a claim",
    check: (document) =>
      connectionParameters(document)
        .filter(({ at }) => !/^(?:\w+:)?\w+$/.test(String(at.at(-1))))
        .map(({ at }) => ({ at })),
  },
  {
    id: "ConnectionParameterTypeNotValid",
    severity: "error",
    says: `A connection parameter is of one of the types ${["string", "securestring", "int", "bool", "oauthSetting", "gatewaySetting", "clientCertificate"].join(", ")}`,
    check: (document) =>
      connectionParameters(document)
        .filter(({ value }) => !types.includes((textOf(value, "type") ?? "").toLowerCase()))
        .map(({ value, at }) => ({ at, found: String(value["type"]) })),
  },
  {
    id: "IdentityProviderMissing",
    severity: "error",
    says: "A sign-in names its identity provider",
    check: (document) =>
      signIns(document)
        .filter(({ value }) => textOf(value, "identityProvider") === undefined)
        .map(({ at }) => ({ at })),
  },
  {
    id: "ResourceUriMissing",
    severity: "warning",
    says: "A sign-in with Entra names the resource that it is for",
    check: (document) =>
      signIns(document)
        .filter(({ value }) => textOf(value, "identityProvider") === "aad")
        .filter(
          ({ value }) => !entriesOf(value, "customParameters").some(([name]) => /^resourceUri$/i.test(name)),
        )
        .map(({ at }) => ({ at })),
  },
  {
    id: "SecretInFile",
    severity: "warning",
    says: "No client secret stands in the file",
    check: (document) =>
      signIns(document)
        .filter(({ value }) => (textOf(value, "clientSecret") ?? "").trim() !== "")
        .map(({ at }) => ({ at: [...at, "clientSecret"] })),
  },
  {
    id: "PolicyTemplateNotFound",
    severity: "warning",
    says: "A policy is made from a template that the platform has",
    check: (document) =>
      policies(document)
        .filter(({ value }) => !Object.hasOwn(policyTemplates, template(value)))
        .map(({ value, at }) => ({ at, found: template(value) })),
  },
  {
    id: "PolicyParameterMissing",
    severity: "error",
    says: "A policy has every parameter that its template cannot do without",
    check: (document) =>
      policies(document).flatMap(({ value, at }) =>
        neededBy(template(value))
          .filter((name) => member(value["parameters"], `x-ms-apimTemplateParameter.${name}`) === undefined)
          .map((found) => ({ at: [...at, "parameters"], found })),
      ),
  },
  {
    id: "PolicyOperationNotFound",
    severity: "warning",
    says: "A policy is for operations that the definition has",
    check: ({ root, operationIds }) =>
      operationIds === undefined
        ? []
        : policies({ root }).flatMap(({ value, at }) =>
            textsOf(value["parameters"], operationNames)
              .filter((id) => !operationIds.has(id))
              .map((found) => ({ at: [...at, "parameters", operationNames], found })),
          ),
  },
  {
    id: "ScriptOperationNotFound",
    severity: "warning",
    says: "The script is for operations that the definition has",
    check: ({ root, operationIds }) =>
      operationIds === undefined
        ? []
        : textsOf(root["properties"], "scriptOperations")
            .filter((id) => !operationIds.has(id))
            .map((found) => ({ at: ["properties", "scriptOperations"], found })),
  },
  {
    id: "ConnectionParameterNotFound",
    severity: "warning",
    says: "A policy reads connection parameters that are there",
    check: (document) => {
      const names = connectionParameters(document).map(({ at }) => String(at.at(-1)).toLowerCase());
      return policies(document).flatMap(({ value, at }) =>
        unknownParameters(value, names, [...at, "parameters"]),
      );
    },
  },
];

/** Parameters that a template needs; none where the platform has no such template. */
const neededBy = (id: string): readonly string[] =>
  Object.hasOwn(policyTemplates, id) ? (policyTemplates[id] ?? []) : [];

const operationNames = "x-ms-apimTemplate-operationName";

const types: readonly string[] = [
  "string",
  "securestring",
  "int",
  "bool",
  "oauthsetting",
  "gatewaysetting",
  "clientcertificate",
];

const template = (policy: JsonRecord): string => (textOf(policy, "templateId") ?? "").toLowerCase();

/** Those of the file, and those of each of its parameter sets. */
function connectionParameters({ root }: PropertiesDocument): readonly Located[] {
  const { properties } = root;
  const read = (owner: unknown, name: string, at: Pointer): readonly Located[] =>
    entriesOf(owner, name).flatMap(([key, value]) =>
      isRecord(value) ? [{ value, at: [...at, name, key] }] : [],
    );
  const sets = member(properties, "connectionParameterSets");
  return [
    ...read(properties, "connectionParameters", ["properties"]),
    ...listOf(sets, "values").flatMap((set, index) =>
      read(set, "parameters", ["properties", "connectionParameterSets", "values", index]),
    ),
  ];
}

function signIns(document: PropertiesDocument): readonly Located[] {
  return connectionParameters(document).flatMap(({ value, at }) => {
    const settings = value["oAuthSettings"];
    return isRecord(settings) ? [{ value: settings, at: [...at, "oAuthSettings"] }] : [];
  });
}

function policies({ root }: PropertiesDocument): readonly Located[] {
  return listOf(root["properties"], "policyTemplateInstances").flatMap((value, index) =>
    isRecord(value) ? [{ value, at: ["properties", "policyTemplateInstances", index] }] : [],
  );
}

function unknownParameters(policy: JsonRecord, names: readonly string[], at: Pointer): readonly Broken[] {
  const text = JSON.stringify(policy["parameters"] ?? {});
  const read = [...text.matchAll(/@\{?connectionParameters\('([^']*)'/g)].map(([, name = ""]) => name);
  return read.filter((name) => !names.includes(name.toLowerCase())).map((found) => ({ at, found }));
}
