import { maximumDepth } from "./facts.ts";
import {
  entriesOf,
  isRecord,
  type JsonRecord,
  type Located,
  listOf,
  member,
  type Pointer,
  textOf,
} from "./json.ts";

/** A definition, taken apart once for all rules. Reads anything: what is not there is simply not listed. */
export interface ConnectorDocument {
  readonly root: JsonRecord;
  readonly paths: readonly Located[];
  readonly operations: readonly OperationNode[];
  /** Every parameter that is written out, shared ones once. */
  readonly parameters: readonly Located[];
  /** Every response that is written out, shared ones once. */
  readonly responses: readonly Located[];
  /** Every schema that is written out, parents before their children. */
  readonly schemas: readonly SchemaNode[];
  /** Parameters that have a member of this name. Most rules are about members that few have. */
  readonly parametersWith: (name: string) => readonly Located[];
  /** Schemas that have a member of this name. */
  readonly schemasWith: (name: string) => readonly SchemaNode[];
  readonly references: readonly Reference[];
  /** Where schemas were left unread, because they are nested too deep. */
  readonly tooDeep: readonly Pointer[];
  /** What a reference of one kind leads to. */
  readonly resolve: (kind: ReferenceKind, reference: string) => JsonRecord | undefined;
  /** A schema, or what its reference leads to. */
  readonly follow: (schema: unknown) => JsonRecord | undefined;
}

export interface OperationNode extends Located {
  readonly id: string | undefined;
  readonly method: Method;
  readonly path: string;
  readonly item: JsonRecord;
  /** Those of the path and its own, references followed. */
  readonly parameters: readonly Located[];
  /** References followed, by status or `default`. */
  readonly responses: readonly (Located & { readonly status: string })[];
}

export interface SchemaNode extends Located {
  readonly parent: SchemaNode | undefined;
  /** Name in the `properties` of the parent. */
  readonly property: string | undefined;
  readonly root: "definition" | "body" | "response" | "notification";
}

export type ReferenceKind = "definitions" | "parameters" | "responses";

export interface Reference {
  readonly kind: ReferenceKind;
  readonly target: string;
  readonly at: Pointer;
  readonly siblings: readonly string[];
}

export const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;
export type Method = (typeof methods)[number];

export function readDocument(root: JsonRecord): ConnectorDocument {
  const resolve = (kind: ReferenceKind, reference: string): JsonRecord | undefined => {
    const prefix = `#/${kind}/`;
    if (!reference.startsWith(prefix)) return undefined;
    const target = member(member(root, kind), decode(reference.slice(prefix.length)));
    return isRecord(target) ? target : undefined;
  };
  const written = new Collector();
  for (const [name, value] of entriesOf(root, "parameters")) written.parameter(value, ["parameters", name]);
  for (const [name, value] of entriesOf(root, "responses")) written.response(value, ["responses", name]);
  for (const [name, value] of entriesOf(root, "definitions"))
    written.schema(value, ["definitions", name], "definition");

  const paths: Located[] = [];
  const operations: OperationNode[] = [];
  for (const [path, item] of entriesOf(root, "paths")) {
    if (!isRecord(item) || path.startsWith("x-")) continue;
    const at = ["paths", path];
    paths.push({ value: item, at });
    written.parameters(item, at);
    const content = member(item, "x-ms-notification-content");
    written.schema(member(content, "schema"), [...at, "x-ms-notification-content", "schema"], "notification");
    for (const method of methods) {
      const value = member(item, method);
      if (!isRecord(value)) continue;
      const operation = { path, item, method, value, at: [...at, method] };
      written.parameters(value, operation.at);
      for (const [status, answer] of entriesOf(value, "responses"))
        written.response(answer, [...operation.at, "responses", status]);
      operations.push({
        ...operation,
        id: textOf(value, "operationId"),
        parameters: effectiveParameters(item, value, at, operation.at, resolve),
        responses: entriesOf(value, "responses").flatMap(([status, answer]) => {
          const reference = textOf(answer, "$ref");
          const target = reference === undefined ? answer : resolve("responses", reference);
          return isRecord(target)
            ? [{ status, value: target, at: [...operation.at, "responses", status] }]
            : [];
        }),
      });
    }
  }
  return {
    root,
    paths,
    operations,
    parameters: written.allParameters,
    responses: written.allResponses,
    schemas: written.schemas,
    parametersWith: byMember(written.allParameters),
    schemasWith: byMember(written.schemas),
    references: written.references,
    tooDeep: written.tooDeep,
    resolve,
    follow: (schema) => {
      const reference = textOf(schema, "$ref");
      if (reference !== undefined) return resolve("definitions", reference);
      return isRecord(schema) ? schema : undefined;
    },
  };
}

/** Finds objects by their members; they are listed when the first one is asked for. */
function byMember<Node extends Located>(nodes: readonly Node[]): (name: string) => readonly Node[] {
  let listed: ReadonlyMap<string, readonly Node[]> | undefined;
  return (name) => {
    listed ??= listByMember(nodes);
    return listed.get(name) ?? [];
  };
}

function listByMember<Node extends Located>(nodes: readonly Node[]): ReadonlyMap<string, readonly Node[]> {
  const lists = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const name of Object.keys(node.value)) {
      const list = lists.get(name);
      if (list === undefined) lists.set(name, [node]);
      else list.push(node);
    }
  }
  return lists;
}

/** An operation's own parameter replaces that of its path with the same name and place. */
function effectiveParameters(
  item: JsonRecord,
  operation: JsonRecord,
  itemAt: Pointer,
  operationAt: Pointer,
  resolve: ConnectorDocument["resolve"],
): readonly Located[] {
  const read = (owner: JsonRecord, at: Pointer): readonly Located[] =>
    listOf(owner, "parameters").flatMap((given, index) => {
      const reference = textOf(given, "$ref");
      const value = reference === undefined ? given : resolve("parameters", reference);
      return isRecord(value) ? [{ value, at: [...at, "parameters", index] }] : [];
    });
  const own = read(operation, operationAt);
  const places = new Map<unknown, Set<unknown>>();
  for (const { value } of own)
    places.set(value["name"], (places.get(value["name"]) ?? new Set<unknown>()).add(value["in"]));
  const isReplaced = ({ value }: Located): boolean => places.get(value["name"])?.has(value["in"]) === true;
  return [...read(item, itemAt).filter((each) => !isReplaced(each)), ...own];
}

/** Walks a document by what each place means, so that a property called `enum` is no enumeration. */
class Collector {
  readonly allParameters: Located[] = [];
  readonly allResponses: Located[] = [];
  readonly schemas: SchemaNode[] = [];
  readonly references: Reference[] = [];
  readonly tooDeep: Pointer[] = [];

  parameters(owner: JsonRecord, at: Pointer): void {
    for (const [index, value] of listOf(owner, "parameters").entries())
      this.parameter(value, at.concat("parameters", index));
  }

  parameter(value: unknown, at: Pointer): void {
    if (!isRecord(value) || this.#reference("parameters", value, at)) return;
    this.allParameters.push({ value, at });
    if (value["in"] === "body") this.schema(value["schema"], at.concat("schema"), "body");
  }

  response(value: unknown, at: Pointer): void {
    if (!isRecord(value) || this.#reference("responses", value, at)) return;
    this.allResponses.push({ value, at });
    this.schema(value["schema"], at.concat("schema"), "response");
  }

  schema(
    value: unknown,
    at: Pointer,
    root: SchemaNode["root"],
    parent?: SchemaNode,
    property?: string,
    depth = 0,
  ): void {
    if (!isRecord(value) || this.#reference("definitions", value, at)) return;
    if (depth >= maximumDepth) {
      this.tooDeep.push(at);
      return;
    }
    const node: SchemaNode = { value, at, root, parent, property };
    this.schemas.push(node);
    const { properties, items, additionalProperties } = value;
    const inner = depth + 1;
    if (isRecord(properties)) {
      for (const name of Object.keys(properties))
        this.schema(properties[name], at.concat("properties", name), root, node, name, inner);
    }
    if (isRecord(items)) this.schema(items, at.concat("items"), root, node, undefined, inner);
    if (isRecord(additionalProperties))
      this.schema(additionalProperties, at.concat("additionalProperties"), root, node, undefined, inner);
    for (const [index, child] of listOf(value, "allOf").entries())
      this.schema(child, at.concat("allOf", index), root, node, undefined, inner);
  }

  #reference(kind: ReferenceKind, value: JsonRecord, at: Pointer): boolean {
    const target = textOf(value, "$ref");
    if (target === undefined) return false;
    const siblings = Object.keys(value).filter((name) => name !== "$ref");
    this.references.push({ kind, target, at, siblings });
    return true;
  }
}

/** The name in a reference: percent-encoded, then escaped as in a JSON pointer. */
function decode(name: string): string {
  const plain = /%[0-9a-f]{2}/i.test(name) ? decodePercent(name) : name;
  return plain.replaceAll("~1", "/").replaceAll("~0", "~");
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that encodes nothing is part of the name.
    return text;
  }
}
