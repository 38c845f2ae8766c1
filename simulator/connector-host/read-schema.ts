import type { Schema } from "./definition.ts";
import { isObject, type JsonObject, member, textMember } from "./json.ts";

/** A schema under construction; definitions may refer to themselves. */
type Draft = { -readonly [Key in keyof Schema]: Schema[Key] };

/** Reads schemas of one OpenAPI document. `$ref` is followed, also in circles. */
export class SchemaReader {
  readonly #document: JsonObject;
  readonly #definitions = new Map<string, Draft>();
  readonly #missing: (reference: string) => never;

  /** `missing` is called for a reference that leads nowhere. */
  constructor(document: JsonObject, missing: (reference: string) => never) {
    this.#document = document;
    this.#missing = missing;
  }

  read(source: unknown): Schema {
    const reference = textMember(source, "$ref");
    if (reference === undefined) {
      const draft = emptyDraft();
      this.#fill(draft, source);
      return draft;
    }
    const known = this.#definitions.get(reference);
    if (known !== undefined) return known;
    const target = this.#find(reference);
    const draft = emptyDraft();
    this.#definitions.set(reference, draft);
    this.#fill(draft, target);
    return draft;
  }

  #find(reference: string): unknown {
    const name = /^#\/definitions\/(.+)$/.exec(reference)?.[1];
    const target = name === undefined ? undefined : member(member(this.#document, "definitions"), name);
    return target ?? this.#missing(reference);
  }

  #fill(draft: Draft, source: unknown): void {
    if (!isObject(source)) return;
    const parts = Array.isArray(source["allOf"]) ? source["allOf"].map((part) => this.read(part)) : [];
    const properties = new Map(parts.flatMap((part) => [...part.properties]));
    for (const [name, property] of Object.entries(asObject(source["properties"]))) {
      properties.set(name, this.read(property));
    }
    const type = typeOf(source["type"]) ?? parts.find((part) => part.type !== undefined)?.type;
    draft.properties = properties;
    draft.required = [...parts.flatMap((part) => part.required), ...texts(source["required"])];
    draft.nullable = source["x-nullable"] === true;
    if (type !== undefined) draft.type = type;
    else if (properties.size > 0) draft.type = "object";
    const format = textMember(source, "format");
    if (format !== undefined) draft.format = format;
    if (source["items"] !== undefined) draft.items = this.read(source["items"]);
    draft.open =
      properties.size === 0 ||
      dynamicKeys.some((key) => source[key] !== undefined) ||
      (source["additionalProperties"] !== undefined && source["additionalProperties"] !== false);
  }
}

const dynamicKeys = ["x-ms-dynamic-schema", "x-ms-dynamic-properties"] as const;

function emptyDraft(): Draft {
  return { nullable: false, properties: new Map(), required: [], open: true };
}

function typeOf(type: unknown): Schema["type"] {
  switch (type) {
    case "string":
    case "integer":
    case "number":
    case "boolean":
    case "array":
    case "object":
      return type;
    default:
      return undefined;
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
