import { categories, limits, maximumSize, metadataNames, restrictedTitleWords } from "./facts.ts";
import { entriesOf, isRecord, type JsonRecord, listOf, member, repeated, textOf, textsOf } from "./json.ts";
import { brokenIf, type DefinitionRule } from "./rule.ts";

/** Rules about the head of a definition: what it is called, where it lives, how it signs in. */
export const documentRules: readonly DefinitionRule[] = [
  {
    id: "SpecificationVersionIncorrect",
    severity: "error",
    says: 'A definition is an OpenAPI 2.0 document and says `"swagger": "2.0"`',
    check: ({ root }) => brokenIf(root["swagger"] !== "2.0", ["swagger"], root["openapi"] ?? root["swagger"]),
  },
  {
    id: "RequiredPropertyMissing",
    severity: "error",
    says: "A definition has info and paths",
    check: ({ root }) =>
      ["info", "paths"]
        .filter((name) => !isRecord(root[name]))
        .map((name) => ({ at: [], found: `no ${name}` })),
  },
  {
    id: "DefinitionTooLarge",
    severity: "warning",
    says: "A definition is smaller than one megabyte",
    check: ({ root }) => {
      const size = Buffer.byteLength(JSON.stringify(root));
      return brokenIf(size >= maximumSize, [], `${size} bytes`);
    },
  },
  {
    id: "BasePathNotValid",
    severity: "error",
    says: "The base path starts with a slash",
    check: ({ root }) =>
      brokenIf(textOf(root, "basePath")?.startsWith("/") === false, ["basePath"], root["basePath"]),
  },
  {
    id: "HostNameNotValid",
    severity: "warning",
    says: "The host is a name, with a port at most: no scheme, no path, no braces",
    check: ({ root }) =>
      brokenIf(!/^[^{}/ :\\]+(?::\d+)?$/.test(textOf(root, "host") ?? "x"), ["host"], root["host"]),
  },
  {
    id: "SchemeNotSupported",
    severity: "info",
    says: "The one scheme is https",
    check: ({ root }) => {
      const schemes = textsOf(root, "schemes");
      return brokenIf(
        schemes.length !== 1 || schemes[0] !== "https",
        ["schemes"],
        schemes.join(", ") || "none",
      );
    },
  },
  {
    id: "FieldLengthExceeded",
    severity: "warning",
    says: `The title has at most ${limits.title} characters`,
    check: ({ root }) => {
      const { length } = title(root);
      return brokenIf(length > limits.title, ["info", "title"], length);
    },
  },
  {
    id: "RequiredValueEmpty",
    severity: "error",
    says: "The title is not empty",
    check: ({ root }) => brokenIf(isRecord(root["info"]) && title(root).trim() === "", ["info", "title"]),
  },
  {
    id: "ValueContainsRestrictedWords",
    severity: "warning",
    says: "The title does without the words API and Connector",
    check: ({ root }) => brokenIf(restrictedTitleWords.test(title(root)), ["info", "title"], title(root)),
  },
  {
    id: "ValueMustEndWithAlphanumeric",
    severity: "warning",
    says: "The title ends with a letter or a digit",
    // A closing parenthesis passes: "(Independent Publisher)".
    check: ({ root }) => brokenIf(/[^\p{L}\p{N})]$/u.test(title(root)), ["info", "title"], title(root)),
  },
  {
    id: "FieldLengthNotInRange",
    severity: "warning",
    says: `The description has ${limits.descriptionFrom} to ${limits.descriptionTo} characters`,
    check: ({ root }) => {
      const length = (textOf(root["info"], "description") ?? "").length;
      const fits = length >= limits.descriptionFrom && length <= limits.descriptionTo;
      return brokenIf(isRecord(root["info"]) && !fits, ["info", "description"], length);
    },
  },
  {
    id: "OperationMissingRequiredProperty",
    severity: "info",
    says: "A definition names a contact",
    check: ({ root: { info } }) =>
      brokenIf(isRecord(info) && textOf(info["contact"], "name") === undefined, ["info", "contact"]),
  },
  {
    id: "ContactEmailNotValid",
    severity: "info",
    says: "The mail address of the contact is one",
    check: ({ root }) => {
      const email = textOf(member(root["info"], "contact"), "email");
      return brokenIf(
        email !== undefined && !/^[!-~]+@[!-~]+$/.test(email),
        ["info", "contact", "email"],
        email,
      );
    },
  },
  {
    id: "ConnectorMetadataPropertiesMissing",
    severity: "info",
    says: `x-ms-connector-metadata has the rows ${metadataNames.join(", ")}`,
    check: ({ root }) => {
      const names = listOf(root, metadata).map((row) => textOf(row, "propertyName"));
      const missing = metadataNames.filter((name) => !names.includes(name));
      return brokenIf(missing.length > 0, [metadata], `without ${missing.join(", ")}`);
    },
  },
  {
    id: "TooManyConnectorCategories",
    severity: "warning",
    says: `A connector has at most ${limits.categories} categories`,
    check: ({ root }) =>
      brokenIf(categoriesOf(root).length > limits.categories, [metadata], categoriesOf(root).length),
  },
  {
    id: "InvalidConnectorCategory",
    severity: "warning",
    says: "Categories are of the platform's list",
    check: ({ root }) => unknownCategories(root).map((found) => ({ at: [metadata], found })),
  },
  {
    id: "TagRedefined",
    severity: "info",
    says: "A tag is declared once",
    check: ({ root }) =>
      repeated(listOf(root, "tags").map((tag) => textOf(tag, "name"))).map((found) => ({
        at: ["tags"],
        found: found ?? "no name",
      })),
  },
  {
    id: "SecurityRequirementMustBeDefined",
    severity: "info",
    says: "What security asks for is among the security definitions",
    check: ({ root }) =>
      requirements(root)
        .filter(({ scheme }) => !isRecord(member(root["securityDefinitions"], scheme)))
        .map(({ index, scheme }) => ({ at: ["security", index], found: scheme })),
  },
  {
    id: "OAuthSecurityRequirementValueMustBeScopeName",
    severity: "info",
    says: "The scopes that security asks for are declared",
    check: function* ({ root }) {
      for (const { index, scheme, scopes } of requirements(root)) {
        const definition = member(root["securityDefinitions"], scheme);
        if (textOf(definition, "type") !== "oauth2") continue;
        const declared = member(definition, "scopes");
        for (const scope of scopes.filter((each) => !isRecord(declared) || !Object.hasOwn(declared, each)))
          yield { at: ["security", index, scheme], found: scope };
      }
    },
  },
  {
    id: "SecuritySchemePropertyNotValid",
    severity: "info",
    says: "There is one security definition; the platform takes the first and passes the others over",
    check: ({ root }) => {
      const names = entriesOf(root, "securityDefinitions").map(([name]) => name);
      return brokenIf(names.length > 1, ["securityDefinitions"], names.join(", "));
    },
  },
];

const metadata = "x-ms-connector-metadata";

const title = (root: JsonRecord): string => textOf(root["info"], "title") ?? "";

function categoriesOf(root: JsonRecord): readonly string[] {
  return listOf(root, metadata)
    .filter((row) => textOf(row, "propertyName") === "Categories")
    .flatMap((row) => (textOf(row, "propertyValue") ?? "").split(";"))
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function unknownCategories(root: JsonRecord): readonly string[] {
  const known = categories.map((name) => name.toLowerCase());
  return categoriesOf(root).filter((name) => !known.includes(name.toLowerCase()));
}

function requirements(root: JsonRecord) {
  return listOf(root, "security").flatMap((requirement, index) =>
    (isRecord(requirement) ? Object.keys(requirement) : []).map((scheme) => ({
      index,
      scheme,
      scopes: textsOf(requirement, scheme),
    })),
  );
}
