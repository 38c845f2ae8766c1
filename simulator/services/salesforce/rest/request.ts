import { fault } from "../fault.ts";
import type { Deployment } from "../metadata/deploy-request.ts";
import type { Org, User } from "../org.ts";
import type { Cursors } from "./cursors.ts";

/** A call of the REST API below /services/data/vNN.0, whoever makes it: a client, a composite or the connector. */
export interface RestRequest {
  readonly method: string;
  /** The decoded parts of the path after the version. */
  readonly segments: readonly string[];
  readonly apiVersion: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly user: User;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What every resource may use. */
export interface RestContext {
  readonly org: Org;
  readonly cursors: Cursors;
  /** Deployments of metadata by id. */
  readonly deployments: Map<string, Deployment>;
}

/** A path with its query, as composite requests and the connector's HTTP action carry it. */
export interface ParsedUrl {
  readonly apiVersion: string;
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `/services/data/v58.0/…?…`, absolute or relative; undefined when it is another resource. */
export function parseDataUrl(url: string): ParsedUrl | undefined {
  const local = url.replace(/^https?:\/\/[^/?]+/i, "");
  const [path = "", search = ""] = splitOnce(local, "?");
  const match = /^\/?services\/data\/v(\d+\.\d+)(\/.*)?$/i.exec(path);
  if (match?.[1] === undefined) return undefined;
  return { apiVersion: match[1], segments: decodeSegments(match[2] ?? ""), query: parseQueryString(search) };
}

export function decodeSegments(path: string): readonly string[] {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map(decode);
}

export function parseQueryString(search: string): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const part of search.split("&")) {
    if (part === "") continue;
    const [name = "", value = ""] = splitOnce(part, "=");
    query[decode(name)] = decode(value.replaceAll("+", " "));
  }
  return query;
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** A text that is not well encoded stays as it is: Salesforce then finds nothing under it. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The JSON object of a body; anything else is what Salesforce's reader refuses. */
export function objectBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  throw fault(
    400,
    "JSON_PARSER_ERROR",
    "The HTTP entity body is required, but this request has no entity body.",
  );
}

export function allowsDuplicates(headers: Readonly<Record<string, string>>): boolean {
  return /allowSave\s*=\s*true/i.test(headers["sforce-duplicate-rule-header"] ?? "");
}
