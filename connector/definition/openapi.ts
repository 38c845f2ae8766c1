// The part of OpenAPI 2.0, and of Microsoft's extensions to it, that our definitions are written in. Closed on purpose:
// the public typings take any property of a schema and a parameter, so that a misspelt x-ms-visibility would compile.
// Type aliases, not interfaces: only they count as JSON.

export type Visibility = "important" | "advanced" | "internal";

/** What makers see of a value. Absent visibility: shown in its place, neither first nor behind a toggle. */
type Shown = {
  readonly "x-ms-summary"?: string;
  readonly description?: string;
  readonly "x-ms-visibility"?: Visibility;
};

/** A label for a value of an `enum`. */
export type EnumLabel = { readonly value: string; readonly displayName: string };

type Choice = { readonly enum?: readonly string[]; readonly "x-ms-enum-values"?: readonly EnumLabel[] };

/** Set by the service: makers see it in answers, never as something to fill in. */
type Kept = { readonly readOnly?: true };

export type TextSchema = Shown &
  Kept &
  Choice & {
    readonly type: "string";
    readonly format?: "date-time" | "uri" | "email";
    readonly default?: string;
  };
export type FlagSchema = Shown & Kept & { readonly type: "boolean"; readonly default?: boolean };
export type DecimalSchema = Shown & Kept & { readonly type: "number"; readonly format: "double" };
export type WholeSchema = Shown & Kept & { readonly type: "integer"; readonly format: "int32" };
export type ListSchema = Shown & Kept & { readonly type: "array"; readonly items: Schema };
export type RecordSchema = Shown &
  Kept & {
    readonly type: "object";
    readonly required?: readonly string[];
    readonly properties: Properties;
  };
/** A value whose type depends on another property. */
export type OpenSchema = Shown & { readonly type?: never };
export type ReferenceSchema = { readonly $ref: `#/definitions/${string}` };

export type Schema =
  | TextSchema
  | FlagSchema
  | DecimalSchema
  | WholeSchema
  | ListSchema
  | RecordSchema
  | OpenSchema
  | ReferenceSchema;
export type Properties = Readonly<Record<string, Schema>>;

export type ParameterDefinition = Shown &
  Choice & {
    readonly name: string;
    readonly in: "path" | "query" | "header";
    readonly required: boolean;
    readonly type: "string" | "integer" | "boolean";
    readonly format?: "int32";
    readonly default?: string;
    readonly "x-ms-url-encoding"?: "single";
  };
export type BodyParameter = Shown & {
  readonly name: string;
  readonly in: "body";
  readonly required: boolean;
  readonly schema: Schema;
};
export type ParameterReference = { readonly $ref: `#/parameters/${string}` };

export type Answer = { readonly description: string; readonly schema?: Schema };

export type OperationDefinition = {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated?: true;
  readonly "x-ms-visibility"?: Visibility;
  readonly parameters: readonly (ParameterReference | BodyParameter)[];
  readonly responses: Readonly<Record<string, Answer>>;
};

export type PathItem = Readonly<
  Partial<Record<"get" | "post" | "put" | "patch" | "delete", OperationDefinition>>
>;

export type Contact = { readonly name: string; readonly url?: string; readonly email?: string };

export type Definition = {
  readonly swagger: "2.0";
  readonly info: {
    readonly title: string;
    readonly description: string;
    readonly version: string;
    readonly contact: Contact;
    readonly "x-ms-api-annotation": { readonly status: "Preview" | "Production" };
  };
  readonly host: string;
  readonly basePath: `/${string}`;
  readonly schemes: readonly ["https"];
  readonly consumes: readonly ["application/json"];
  readonly produces: readonly ["application/json"];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly definitions: Properties;
  readonly parameters: Readonly<Record<string, ParameterDefinition>>;
  readonly responses: Readonly<Record<string, Answer>>;
  readonly securityDefinitions: Readonly<Record<string, OauthDefinition>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly tags: readonly [];
  readonly "x-ms-connector-metadata": readonly {
    readonly propertyName: "Website" | "Privacy policy" | "Categories";
    readonly propertyValue: string;
  }[];
};

export type OauthDefinition = {
  readonly type: "oauth2";
  readonly flow: "accessCode";
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly scopes: Readonly<Record<string, string>>;
};
