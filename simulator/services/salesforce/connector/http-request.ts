import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { fault } from "../fault.ts";
import type { Org, User } from "../org.ts";
import { answerRest } from "../rest/dispatch.ts";
import { parseDataUrl, type RestAnswer, type RestContext } from "../rest/request.ts";

/**
 * "Send an HTTP request": what to send stands in headers of the call (Uri, Method, ContentType, CustomHeader1 to 5),
 * the body is passed on raw. The answer is Salesforce's own.
 */
export function sendHttpRequest(
  context: RestContext,
  user: User,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): RestAnswer {
  const uri = headers["uri"];
  if (uri === undefined) throw fault(400, "INVALID_REQUEST", "The header Uri is missing.");
  const method = (headers["method"] ?? "GET").toUpperCase();
  const target = parseDataUrl(onOwnHost(context.org, uri));
  if (target === undefined) {
    throw new Failure(emulatorCodes.finding("ROUTE_UNKNOWN", { method, path: uri }));
  }
  return answerRest(context, {
    ...target,
    method,
    headers: customHeaders(context.org, headers),
    body: parsed(headers["contenttype"] ?? "application/json", body),
    user,
  });
}

function onOwnHost(org: Org, uri: string): string {
  const host = /^https?:\/\/([^/?]+)/i.exec(uri)?.[1];
  if (host === undefined || host.toLowerCase() === org.options.instance.toLowerCase()) return uri;
  throw fault(400, "INVALID_REQUEST", `The host ${host} is not the instance of the connection.`);
}

function customHeaders(
  org: Org,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const result: Record<string, string> = {};
  if (org.quirks["http-action-conditional-headers"] === "dropped") return result;
  for (let number = 1; number <= 5; number += 1) {
    const text = headers[`customheader${number}`];
    if (text === undefined || text.trim() === "") continue;
    const colon = text.indexOf(":");
    if (colon < 1)
      throw fault(400, "INVALID_REQUEST", `CustomHeader${number} is not of the form "name: value".`);
    result[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
  }
  return result;
}

function parsed(contentType: string, body: unknown): unknown {
  if (typeof body !== "string" || !contentType.toLowerCase().includes("json")) return body;
  if (body.trim() === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw fault(400, "JSON_PARSER_ERROR", "The HTTP entity body cannot be read as JSON.");
  }
}
