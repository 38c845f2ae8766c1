// Limits and word lists of the connector platform, each with its source.

/** Limits of a definition (connector FAQ; submission for certification; string guidance). */
export const limits = {
  operations: 256,
  schemasInBody: 512,
  schemasInOperation: 16_384,
  title: 30,
  descriptionFrom: 30,
  descriptionTo: 500,
  label: 80,
  categories: 2,
} as const;

/** A definition has fewer bytes than this; counted without white space (connector FAQ). */
export const maximumSize = 1_048_576;

/** Schemas below schemas that are looked at. The platform's own limit is not published; published connectors reach 14. */
export const maximumDepth = 100;

/**
 * Segments of the paths of a definition, and segments of them that are held against one another. As many operations as
 * the platform allows, of 15 segments each, stay below it even where all of them are parameters.
 */
export const maximumSegments = 1_000_000;

/** Categories of connectors (submission for certification). */
export const categories: readonly string[] = [
  "AI",
  "Business Management",
  "Business Intelligence",
  "Collaboration",
  "Commerce",
  "Communication",
  "Content and Files",
  "Finance",
  "Data",
  "Human Resources",
  "Internet of Things",
  "IT Operations",
  "Lifestyle and Entertainment",
  "Marketing",
  "Productivity",
  "Sales and CRM",
  "Security",
  "Social Media",
  "Website",
];

/** Rows of `x-ms-connector-metadata` (submission for certification). */
export const metadataNames: readonly string[] = ["Website", "Privacy policy", "Categories"];

/** Formats of the public definition schema: those of OpenAPI 2.0 and the platform's own. */
export const formats: readonly string[] = [
  "int32",
  "int64",
  "float",
  "double",
  "byte",
  "binary",
  "date",
  "date-time",
  "password",
  "date-no-tz",
  "email",
  "html",
  "uri",
  "uuid",
];

/** Extensions that the platform or one of its clients reads (extension reference; public schema; Power Fx sources). */
export const extensions: ReadonlySet<string> = new Set(
  [
    "agentic-protocol ai-sensitivity api-annotation capabilities connector-metadata",
    "content-sensitivityLabelInfo deployment-version description-for-model docs",
    "dynamic-list dynamic-properties dynamic-schema dynamic-tree dynamic-values",
    "editor editor-options enum enum-display-name enum-values explicit-input keyOrder keyType keywords",
    "localizeDefaultValue media-kind name-for-model no-generic-test",
    "notification notification-content notification-url openai-data openai-manifest operation-context",
    "pageable parameter-location permission property-entity-type relationships require-user-confirmation",
    "safe-operation skip-url-encoding sort summary test-value",
    "trigger trigger-hint trigger-metadata trigger-value url-encoding visibility",
  ].flatMap((line) => line.split(" ").map((name) => `x-ms-${name}`)),
);

/** Extensions that name an operation to be called while a flow is being made. */
export const dynamicExtensions = [
  "x-ms-dynamic-values",
  "x-ms-dynamic-list",
  "x-ms-dynamic-schema",
  "x-ms-dynamic-properties",
] as const;

/** What stands in a title: no word that every connector could have (submission for certification). */
export const restrictedTitleWords = /\b(?:API|Connector)\b/i;

/**
 * Looks at schemas while those that lead back to themselves are counted, in one definition; none is counted beyond.
 * Published connectors need up to 1,746.
 */
export const maximumLooks = 50_000_000;
