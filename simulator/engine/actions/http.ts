import { isObject, toPlain, toText, type WdlValue } from "../../expressions/index.ts";
import { finishCall } from "../calls/finish-call.ts";
import { headersFrom } from "../calls/headers.ts";
import { readRetryPolicy } from "../calls/retry-policy.ts";
import { deliver, tryCall } from "../calls/try-call.ts";
import { runCodes } from "../codes.ts";
import type { HttpCall } from "../host.ts";
import type { Reading } from "../load/reading.ts";
import { placeOf, type Settings } from "../load/settings.ts";
import { badInputs } from "../run/errors.ts";
import type { ActionKind } from "./kind.ts";

/** What the run history shows in place of a secret. */
const sanitized = "*sanitized*";

/** A request to any address. */
export const http: ActionKind = {
  hasTimeout: true,
  runtime: ["paginationPolicy", "contentTransfer"],
  operationOptions: [
    "DisableAsyncPattern",
    "IncludeAuthorizationHeadersInOutputs",
    "SuppressWorkflowHeaders",
    "DisableAutomaticDecompression",
  ],
  read: (settings, { reading, options, minimumItemCount }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const templates = {
      method: reading.requiredTemplate(inputs, "method"),
      uri: reading.requiredTemplate(inputs, "uri"),
      headers: reading.optionalTemplate(inputs, "headers"),
      queries: reading.optionalTemplate(inputs, "queries"),
      body: reading.optionalTemplate(inputs, "body"),
      cookie: reading.optionalTemplate(inputs, "cookie"),
      authentication: readAuthentication(reading, inputs),
    };
    const policy = readRetryPolicy(inputs);
    inputs.done();
    const isAsync = !options.has("disableasyncpattern");
    return {
      begin: (step) => {
        const values: Record<string, WdlValue> = {};
        for (const [key, template] of Object.entries(templates)) {
          if (template !== undefined) values[key] = step.evaluate(template);
        }
        const { authentication, ...shown } = values;
        step.inputs = {
          ...shown,
          ...(authentication === undefined ? {} : { authentication: withoutSecrets(authentication) }),
          ...(policy.type === "default" ? {} : { retryPolicy: { type: capitalised(policy.type) } }),
        };
        const url = addressOf(toText(values["uri"] ?? ""), values["queries"] ?? null);
        if (url === undefined) {
          step.fail(badInputs(`The uri '${toText(values["uri"] ?? "")}' of the request is not valid.`));
          return;
        }
        const call: Omit<HttpCall, "caller"> = {
          method: toText(values["method"] ?? "GET").toUpperCase(),
          url,
          headers: {
            ...headersFrom(values["headers"] ?? null),
            ...cookieHeader(values["cookie"]),
            ...authorization(authentication),
          },
          ...(values["body"] === undefined ? {} : { body: toPlain(values["body"]) }),
        };
        const send = (sent: Omit<HttpCall, "caller">, attempt: number): HttpCall => {
          step.run.countCall("Http");
          const caller = { flow: step.run.flow.name, runId: step.run.id, action: step.action.name, attempt };
          return { ...sent, caller };
        };
        const { host } = step.run.world;
        tryCall(
          step,
          policy,
          (attempt, arrived) => deliver(step, host.http(send(call, attempt)), arrived),
          (outcome) =>
            finishCall(
              {
                step,
                isAsync,
                minimumItemCount,
                follow: (link, arrived) => {
                  const { headers } = call;
                  const next = new URL(link, url).href;
                  deliver(step, host.http(send({ method: "GET", url: next, headers }, 1)), arrived);
                },
              },
              outcome,
            ),
        );
      },
    };
  },
};

function readAuthentication(reading: Reading, inputs: Settings) {
  const authentication = inputs.inner("authentication", `the authentication of ${inputs.what}`);
  if (authentication === undefined) return undefined;
  const type = authentication.value("type");
  if (type !== "Basic" && type !== "Raw") {
    const where = placeOf(reading, [...authentication.path, "type"]);
    const data = { what: inputs.what, feature: `the authentication ${String(type)}` };
    reading.find(runCodes.finding("FEATURE_UNSUPPORTED", data, { where, allowed: ["Basic", "Raw"] }));
  }
  return reading.template(inputs, "authentication");
}

function authorization(value: WdlValue | undefined): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  const member = (key: string): string => toText(value[key] ?? null);
  if (value["type"] === "Raw") return { Authorization: member("value") };
  const pair = Buffer.from(`${member("username")}:${member("password")}`).toString("base64");
  return { Authorization: `Basic ${pair}` };
}

function withoutSecrets(value: WdlValue): WdlValue {
  if (!isObject(value)) return value;
  const secret = ["password", "value", "secret", "pfx"];
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, secret.includes(key) ? sanitized : each]),
  );
}

function cookieHeader(value: WdlValue | undefined): Readonly<Record<string, string>> {
  return value === undefined || value === null ? {} : { Cookie: toText(value) };
}

function addressOf(uri: string, queries: WdlValue): string | undefined {
  if (!URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  if (isObject(queries)) {
    for (const [name, value] of Object.entries(queries)) url.searchParams.append(name, toText(value));
  }
  return url.href;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
