import type { Edits } from "./edit.ts";
import { sampleDefinition } from "./sample-definition.ts";

/** One edit of the sample, the sentence of the rule that it breaks, and the place that is named. */
export interface Breakage {
  readonly says: string;
  readonly edits: Edits;
  readonly pointer: string;
}

const list = "/paths/~1deals/get";
const create = "/paths/~1deals/post";
const deal = "/paths/~1deals~1{id}/get";
const hook = "/paths/~1hooks/post";
const stages = `${list}/parameters/1`;
const id = `${deal}/parameters/0`;
const caller = "/parameters/Caller";
const body = `${create}/parameters/0`;
const hookBody = `${hook}/parameters/0`;
const callback = `${hookBody}/schema/properties/callback`;
const stage = "/definitions/Deal/properties/stage";
const name = "/definitions/Deal/properties/name";
const metadata = "/x-ms-connector-metadata";
const categories = `${metadata}/2/propertyValue`;
const deals = "/definitions/Deals/properties/value";
const annotation = "x-ms-api-annotation";
const replacement = { replacement: { api: "Deals", operationId: "GetDeal" } };
const many = (count: number, item: (index: number) => readonly [string, unknown]): unknown =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => item(index)));
const text = { type: "string", "x-ms-summary": "Text", description: "A text." };
const leadingTo = (name: string, count: number): unknown =>
  many(count, (index) => [`p${index}`, { $ref: `#/definitions/${name}` }]);
const answer = { "200": { description: "Done." } };
const nested = (depth: number): unknown => (depth === 0 ? text : { type: "array", items: nested(depth - 1) });
const deepest = `/definitions/Deep${"/items".repeat(100)}`;

const broken = (says: string, pointer: string, edits: Edits): Breakage => ({ says, pointer, edits });

/** For a value that stands where the finding points. */
const at = (says: string, pointer: string, value: unknown): Breakage =>
  broken(says, pointer, { [pointer]: value });

/** For a member of the object that the finding points to. */
const inside = (says: string, pointer: string, member: string, value: unknown): Breakage =>
  broken(says, pointer, { [`${pointer}/${member}`]: value });

export const documentBreakages: readonly Breakage[] = [
  at('A definition is an OpenAPI 2.0 document and says `"swagger": "2.0"`', "/swagger", "3.0"),
  broken("A definition has info and paths", "", { "/paths": undefined }),
  broken("A definition is smaller than one megabyte", "", { "/info/description": "x".repeat(1_048_576) }),
  at("The base path starts with a slash", "/basePath", "v1"),
  at(
    "The host is a name, with a port at most: no scheme, no path, no braces",
    "/host",
    "https://api.contoso.example",
  ),
  at("The one scheme is https", "/schemes", ["https", "http"]),
  at("The title has at most 30 characters", "/info/title", "Deals of all the organizations we know"),
  at("The title is not empty", "/info/title", " "),
  at("The title does without the words API and Connector", "/info/title", "Deals API"),
  at("The title ends with a letter or a digit", "/info/title", "Deals!"),
  at("The description has 30 to 500 characters", "/info/description", "Deals."),
  at("A definition names a contact", "/info/contact", undefined),
  at("The mail address of the contact is one", "/info/contact/email", "deals"),
  broken("x-ms-connector-metadata has the rows Website, Privacy policy, Categories", metadata, {
    [`${metadata}/0/propertyName`]: "Web",
  }),
  broken("A connector has at most 2 categories", metadata, { [categories]: "Data;Finance;Security" }),
  broken("Categories are of the platform's list", metadata, { [categories]: "Selling" }),
  at("A tag is declared once", "/tags", [{ name: "deals" }, { name: "deals" }]),
  broken("What security asks for is among the security definitions", "/security/0", {
    "/security": [{ key: [] }],
  }),
  at("The scopes that security asks for are declared", "/security/0/entra", ["write"]),
  broken(
    "There is one security definition; the platform takes the first and passes the others over",
    "/securityDefinitions",
    { "/securityDefinitions/basic": { type: "basic" } },
  ),
];

export const operationBreakages: readonly Breakage[] = [
  at("A path starts with a slash", "/paths/deals", { get: undefined }),
  at("A path has no query and no fragment", "/paths/~1deals?all", {}),
  at("The braces of a path come in pairs and name a parameter", "/paths/~1deals~1{id", {}),
  at("Paths differ in more than upper and lower case", "/paths/~1Deals", {}),
  at("A path is written out, not referred to", "/paths/~1all", { $ref: "#/paths/~1deals" }),
  broken("A definition has at most 256 operations", "/paths", {
    "/paths": many(257, (index) => [
      `/p${index}`,
      { get: { operationId: `Get${index}`, responses: answer } },
    ]),
  }),
  inside("Every operation has an operationId", list, "operationId", undefined),
  inside("Operations have different operationIds", list, "operationId", "GetDeal"),
  inside(
    "An operationId has letters and digits only, and the mark of a revision such as _V2 at most",
    create,
    "operationId",
    "create-deal",
  ),
  at("A summary has at most 80 characters", `${list}/summary`, "List deals ".repeat(8)),
  at("A summary has no slash", `${list}/summary`, "List or/and find deals"),
  at("A summary has letters, digits, spaces and parentheses only", `${list}/summary`, "List: deals"),
  inside("Every operation has a summary", list, "summary", undefined),
  inside("Every operation has a description", list, "description", ""),
  inside("A description is a sentence and ends as one", list, "description", "Lists deals, newest first"),
  inside("A description says more than the summary", list, "description", "List deals."),
  inside("Every operation has a response", hook, "responses", {}),
  broken("No path with a parameter also fits another path", deal, {
    "/paths/~1deals~1open": { get: { operationId: "Open", responses: answer } },
  }),
  inside("Only a deprecated operation has a replacement", list, annotation, replacement),
  broken("A replacement names api and operationId", list, {
    [`${list}/deprecated`]: true,
    [`${list}/${annotation}`]: { replacement: { api: "Deals" } },
  }),
  broken("The operations of a family have different revisions", list, {
    [`${list}/${annotation}`]: { family: "Deals", revision: 1 },
    [`${deal}/${annotation}`]: { family: "Deals", revision: 1 },
  }),
];

export const parameterBreakages: readonly Breakage[] = [
  inside("A parameter has a name and a place: path, query, header, formData or body", stages, "in", "qeury"),
  inside("A parameter that is no body has a type", stages, "type", undefined),
  inside("A body has a schema", body, "schema", undefined),
  inside("Only a body has a schema", stages, "schema", text),
  broken("An operation has at most one body", create, {
    [`${create}/parameters/1`]: { name: "more", in: "body", schema: text },
  }),
  broken("An operation takes a body or form data, not both", create, {
    [`${create}/parameters/1`]: { name: "more", in: "formData", ...text },
  }),
  inside("A file is form data", stages, "type", "file"),
  inside("A GET takes no body and no form data", stages, "in", "formData"),
  broken("The parameters of an operation differ in name or place", list, {
    [`${stages}/name`]: "X-Caller",
    [`${stages}/in`]: "header",
  }),
  inside("A parameter in the path is required", id, "required", false),
  broken("Every name in the braces of a path is a parameter", deal, { [`${deal}/parameters`]: [] }),
  inside("Every parameter in the path is named in its braces", id, "name", "key"),
  inside("No parameter is called connectionId; the platform adds it", stages, "name", "connectionId"),
  inside(
    "A hidden parameter that is required has a default, for nobody can fill it in",
    caller,
    "default",
    undefined,
  ),
  inside(
    "A hidden parameter with a default is required; otherwise its default is not sent",
    caller,
    "required",
    false,
  ),
  inside("Lists in parameters are separated by commas", stages, "collectionFormat", "multi"),
  inside("A parameter that is a list says what its items are", stages, "items", undefined),
  inside("The label of a parameter has at most 80 characters", stages, "x-ms-summary", "Stages ".repeat(12)),
  inside("A parameter that makers see has a label", stages, "x-ms-summary", undefined),
  inside("A parameter that makers see has a description", stages, "description", undefined),
  inside(
    "A parameter in the path says how it is encoded: x-ms-url-encoding",
    id,
    "x-ms-url-encoding",
    undefined,
  ),
  inside("Only parameters in the path have x-ms-url-encoding", stages, "x-ms-url-encoding", "single"),
];

export const responseBreakages: readonly Breakage[] = [
  broken("A response stands under a status of three digits, or default", `${list}/responses`, {
    [`${list}/responses/2XX`]: { description: "Good." },
  }),
  inside("A response has a description", "/responses/Refused", "description", undefined),
  broken("Every operation says what it answers when it has worked", hook, {
    [`${hook}/responses`]: { default: { description: "Anything." } },
  }),
  broken("One response of an operation has a schema; makers see only one", create, {
    [`${create}/responses/400`]: { description: "Refused.", schema: text },
  }),
  at("The default response has no schema", `${create}/responses/default`, {
    description: "Anything else.",
    schema: text,
  }),
  broken("What an operation answers is described at status 200 or 201, else makers cannot use it", deal, {
    [`${deal}/responses`]: {
      "200": { description: "The deal." },
      "204": { description: "No deal.", schema: { $ref: "#/definitions/Deal" } },
    },
  }),
];

export const schemaBreakages: readonly Breakage[] = [
  inside("A schema has one type; a list of types is not understood", name, "type", ["string", "null"]),
  inside("A schema does without oneOf, anyOf, patternProperties", name, "oneOf", [text]),
  inside("A list says what its items are", deals, "items", undefined),
  inside("The items of a list have a type", deals, "items", {}),
  inside("required names at least one property", "/definitions/Deal", "required", []),
  inside("What is required is among the properties", "/definitions/Deal", "required", ["title"]),
  inside("What is required of makers is not read-only", `${hookBody}/schema`, "properties", {
    callback: {
      type: "string",
      readOnly: true,
      "x-ms-visibility": "internal",
      "x-ms-notification-url": true,
    },
  }),
  inside("An enumeration has at least one value", stage, "enum", []),
  inside("The values of an enumeration differ", stage, "enum", ["open", "won", "open"]),
  inside("x-ms-enum-values labels values of the enumeration", stage, "enum", ["open"]),
  inside("x-ms-enum-values labels each value once", stage, "x-ms-enum-values", [
    { value: "open", displayName: "Open" },
    { value: "open", displayName: "Still open" },
  ]),
  inside("x-ms-enum-values gives every value a displayName", stage, "x-ms-enum-values", [{ value: "open" }]),
  inside("A default is among the values of the enumeration", stage, "default", "lost"),
  inside("A default is of the type of its value", name, "default", 1),
  inside("A format is one that OpenAPI 2.0 or the platform knows", name, "format", "guid"),
  inside("A discriminator is a required property", "/definitions/Deal", "discriminator", "stage"),
  inside("A property that makers see has a label: x-ms-summary or title", name, "x-ms-summary", undefined),
  inside("A property that makers see has a description", name, "description", undefined),
  broken("Schemas are nested less than 100 deep", deepest, { "/definitions/Deep": nested(101) }),
  broken("A body has at most 512 schemas", body, {
    [`${body}/schema`]: { type: "object", properties: many(512, (index) => [`p${index}`, text]) },
  }),
  broken("An operation has at most 16384 schemas", deal, {
    [`${deal}/responses/200/schema`]: {
      type: "object",
      properties: many(16_384, (index) => [`p${index}`, text]),
    },
  }),
  broken(
    "The schemas of operations can be counted: they do not lead to one another without end",
    "/definitions",
    {
      [`${deal}/responses/200/schema`]: { $ref: "#/definitions/Outer" },
      "/definitions/Outer": { type: "object", properties: leadingTo("Inner", 15_000) },
      "/definitions/Inner": { type: "object", properties: leadingTo("Outer", 3_400) },
    },
  ),
];

const dealsSchema = `${list}/responses/200/schema`;

export const referenceBreakages: readonly Breakage[] = [
  at("A reference to a schema starts with #/definitions/", dealsSchema, { $ref: "deals.json" }),
  at("A reference to a schema leads to one", dealsSchema, { $ref: "#/definitions/Orders" }),
  at("A reference to a parameter starts with #/parameters/", `${list}/parameters/0`, {
    $ref: "#/definitions/Deal",
  }),
  at("A reference to a parameter leads to one", `${list}/parameters/0`, { $ref: "#/parameters/Nobody" }),
  at("A reference to a response starts with #/responses/", `${create}/responses/400`, {
    $ref: "#/definitions/Deal",
  }),
  at("A reference to a response leads to one", `${create}/responses/400`, { $ref: "#/responses/None" }),
  broken("A reference to a parameter does not lead to another reference", `${list}/parameters/0`, {
    "/parameters/Other": sampleDefinition.parameters.Caller,
    [caller]: { $ref: "#/parameters/Other" },
  }),
  broken("A reference to a response does not lead to another reference", `${create}/responses/400`, {
    "/responses/Other": { description: "Refused." },
    "/responses/Refused": { $ref: "#/responses/Other" },
  }),
  broken("A definition is not a reference that leads back to itself", "/definitions/Deal", {
    "/definitions/Deal": { $ref: "#/definitions/Deal" },
  }),
  at("Beside a reference stands nothing else, for nothing else is read", dealsSchema, {
    $ref: "#/definitions/Deals",
    description: "Not read.",
  }),
];

const values = `${id}/x-ms-dynamic-values`;

export const extensionBreakages: readonly Breakage[] = [
  inside(
    "An extension is one that the platform reads; a misspelt one is passed over in silence",
    stages,
    "x-ms-visibilty",
    "advanced",
  ),
  at("x-ms-trigger is single or batch", `${hook}/x-ms-trigger`, "webhook"),
  inside("x-ms-visibility is important, advanced or internal", stages, "x-ms-visibility", "none"),
  broken("An operation that fills in values or schemas is there", values, {
    [`${values}/operationId`]: "ListOrders",
  }),
  broken(
    "What is handed to an operation that fills in values is one of its parameters",
    `${values}/parameters`,
    { [`${values}/parameters`]: { owner: "me" } },
  ),
  broken("nextLinkName is nextLink or @odata.nextLink", `${list}/x-ms-pageable`, {
    [`${list}/x-ms-pageable`]: { nextLinkName: "next" },
  }),
  inside("A dynamic schema stands in the schema of a body, not beside it", body, "x-ms-dynamic-schema", {
    operationId: "ListDeals",
    parameters: {},
  }),
];

export const webhookBreakages: readonly Breakage[] = [
  at(
    "x-ms-notification-content stands on the path, not on the operation",
    `${hook}/x-ms-notification-content`,
    { schema: text },
  ),
  broken("A trigger that registers a callback has a property for its address: x-ms-notification-url", hook, {
    [`${callback}/x-ms-notification-url`]: undefined,
  }),
  at("A trigger that registers a callback by POST is single", `${hook}/x-ms-trigger`, "batch"),
  inside("The address of a callback is a property of the body", stages, "x-ms-notification-url", true),
  broken("The address of a callback is hidden, for the platform fills it in", hookBody, {
    [`${callback}/x-ms-visibility`]: undefined,
  }),
  broken("The address of a callback is a text", hookBody, { [`${callback}/type`]: "object" }),
  inside(
    "The address of a callback is required, and so is everything around it, else it is not sent",
    hookBody,
    "required",
    false,
  ),
  broken("The path of a trigger says what is sent to the callback: x-ms-notification-content", hook, {
    "/paths/~1hooks/x-ms-notification-content": undefined,
  }),
  at("x-ms-notification names an operation that registers a callback", `${list}/x-ms-notification`, {
    operationId: "GetDeal",
  }),
  inside('The summary of a trigger begins with "When"', hook, "summary", "On a deal"),
  inside("A trigger says how to make it fire: x-ms-trigger-hint", hook, "x-ms-trigger-hint", undefined),
  broken(
    "Beside a trigger that registers a callback stands a DELETE, by which the platform takes it back",
    hook,
    { "/paths/~1hooks~1{hook}": undefined },
  ),
];

const token = "/properties/connectionParameters/token";
const signIn = `${token}/oAuthSettings`;
const policy = "/properties/policyTemplateInstances/0";
const parameters = `${policy}/parameters`;

export const propertiesBreakages: readonly Breakage[] = [
  broken("apiProperties.json holds an object called properties", "", { "/properties": undefined }),
  at("iconBrandColor is a colour, such as #0b5cab", "/properties/iconBrandColor", "blue"),
  at("iconBrandColor is neither white nor the platform's own blue", "/properties/iconBrandColor", "#007EE5"),
  at(
    "A connection parameter is called by letters, digits and underscores, or token: and the name of a claim",
    "/properties/connectionParameters/my-site",
    { type: "string" },
  ),
  inside(
    "A connection parameter is of one of the types string, securestring, int, bool, oauthSetting, gatewaySetting, clientCertificate",
    token,
    "type",
    "secret",
  ),
  inside("A sign-in names its identity provider", signIn, "identityProvider", undefined),
  inside("A sign-in with Entra names the resource that it is for", signIn, "customParameters", {}),
  at("No client secret stands in the file", `${signIn}/clientSecret`, "hunter2"),
  inside("A policy is made from a template that the platform has", policy, "templateId", "setcookie"),
  inside(
    "A policy has every parameter that its template cannot do without",
    parameters,
    "x-ms-apimTemplateParameter.value",
    undefined,
  ),
  at("A policy is for operations that the definition has", `${parameters}/x-ms-apimTemplate-operationName`, [
    "ListOrders",
  ]),
  at("The script is for operations that the definition has", "/properties/scriptOperations", ["ListOrders"]),
  inside(
    "A policy reads connection parameters that are there",
    parameters,
    "x-ms-apimTemplateParameter.value",
    "@connectionParameters('region')",
  ),
];
