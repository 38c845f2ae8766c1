import { fromPlain, isObject, type WdlObject } from "../../expressions/index.ts";
import type { Quirks } from "../quirks.ts";
import type { FlowAnswer } from "../run/run.ts";
import { checkSchema } from "../schema/check-schema.ts";
import type { RequestTrigger } from "../triggers/plan.ts";
import { errorAnswer } from "./answers.ts";

/** A request to the address of a flow. */
export interface TriggerRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly queries?: Readonly<Record<string, string>>;
  /** What stands behind the address. */
  readonly relativePath?: string;
  readonly body?: unknown;
  /** Who is signed in; undefined for somebody who only knows the address. */
  readonly user?: string;
}

export type Acceptance =
  | { readonly kind: "accepted"; readonly outputs: WdlObject }
  | { readonly kind: "refused"; readonly answer: FlowAnswer };

/** Whether a request starts a run, and what its trigger gives then. */
export function acceptRequest(trigger: RequestTrigger, request: TriggerRequest, quirks: Quirks): Acceptance {
  const { headers = {}, queries, relativePath = "", user } = request;
  const method = (request.method ?? "POST").toUpperCase();
  const isOpen =
    trigger.authentication === "All" ||
    (trigger.authentication === undefined && quirks["unauthenticated-trigger"] === "accepted");
  if (!isOpen && trigger.kind === "Http" && user === undefined) {
    return refusal(
      401,
      "DirectApiAuthorizationRequired",
      "The request requires a signed-in user of the tenant.",
    );
  }
  if (trigger.authentication === "User" && !trigger.allowedUsers.includes(user ?? "")) {
    return refusal(403, "DirectApiAuthorizationFailed", "The user is not one of the allowed users.");
  }
  if (trigger.method !== undefined && trigger.method !== method) {
    const message = `The trigger '${trigger.name}' accepts the method '${trigger.method}' only.`;
    return refusal(405, "TriggerRequestMethodNotValid", message);
  }
  const segments = matchPath(trigger.relativePath ?? "", relativePath);
  if (segments === undefined) {
    return refusal(404, "NotFound", `The path '${relativePath}' does not fit the trigger '${trigger.name}'.`);
  }
  const body = request.body === undefined ? undefined : fromPlain(request.body);
  if (trigger.validatesSchema && trigger.schema !== undefined) {
    const [error] = checkSchema(body ?? null, trigger.schema);
    if (error !== undefined) {
      const message = `The input body for trigger '${trigger.name}' does not match its schema definition. Error details: '${error.message}'.`;
      return refusal(400, "TriggerInputSchemaMismatch", message);
    }
  }
  const outputs = {
    headers: { ...headers },
    ...(queries === undefined ? {} : { queries: { ...queries } }),
    ...(trigger.relativePath === undefined ? {} : { relativePathParameters: segments }),
    ...(body === undefined ? {} : { body }),
  };
  return { kind: "accepted", outputs };
}

function refusal(statusCode: number, code: string, message: string): Acceptance {
  return { kind: "refused", answer: errorAnswer(statusCode, code, message) };
}

/** The values of the `{name}` segments; undefined when the path is another one. */
function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const split = (text: string): readonly string[] => text.split("/").filter((part) => part !== "");
  const wanted = split(template);
  const given = split(path);
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name !== undefined) values[name] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return values;
}

/** The inputs of an instant flow by the titles that a maker sees, turned into its keys. */
export function inputsByTitle(
  trigger: RequestTrigger,
  inputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const properties = isObject(trigger.schema) ? trigger.schema["properties"] : undefined;
  const keys = new Map(
    Object.entries(isObject(properties) ? properties : {}).map(([key, property]) => [
      isObject(property) ? property["title"] : undefined,
      key,
    ]),
  );
  return Object.fromEntries(
    Object.entries(inputs).map(([title, value]) => [keys.get(title) ?? title, value]),
  );
}
