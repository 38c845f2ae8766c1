import { isInteger, isNumber, isObject, toText, type WdlValue } from "../../expressions/index.ts";
import { headersFrom } from "../calls/headers.ts";
import { runCodes } from "../codes.ts";
import { spans } from "../facts.ts";
import type { Reading } from "../load/reading.ts";
import { placeOf, type Settings } from "../load/settings.ts";
import { badInputs } from "../run/errors.ts";
import type { ActionKind } from "./kind.ts";

function forbid(reading: Reading, settings: Settings, action: string, type: string, place: string): void {
  const where = placeOf(reading, settings.path);
  reading.find(runCodes.finding("PLACE_FORBIDDEN", { action, type, place }, { where }));
}

export const terminate: ActionKind = {
  read: (settings, { reading, name, isInLoop }) => {
    if (isInLoop) forbid(reading, settings, name, "Terminate", "inside a loop");
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const status = inputs.word("runStatus", ["Succeeded", "Failed", "Cancelled"]);
    if (!inputs.has("runStatus")) inputs.missing("runStatus");
    const error = reading.optionalTemplate(inputs, "runError");
    if (error !== undefined && status !== "Failed")
      inputs.invalid("runError", "absent unless runStatus is Failed");
    inputs.done();
    return {
      begin: (step) => {
        const value = error === undefined ? undefined : step.evaluate(error);
        step.inputs = { runStatus: status ?? "Failed", ...(value === undefined ? {} : { runError: value }) };
        step.close("Succeeded", { code: "OK" });
        step.run.terminate(status ?? "Failed", value === undefined ? undefined : readError(value));
      },
    };
  },
};

function readError(value: WdlValue) {
  const member = (key: string): string => toText(isObject(value) ? (value[key] ?? null) : null);
  return { code: member("code"), message: member("message") };
}

const units: Readonly<Record<string, number>> = {
  Second: spans.second,
  Minute: spans.minute,
  Hour: spans.hour,
  Day: spans.day,
  Week: 7 * spans.day,
  Month: 30 * spans.day,
};

export const wait: ActionKind = {
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const interval = inputs.inner("interval", `the interval of ${settings.what}`);
    const until = inputs.inner("until", `the until of ${settings.what}`);
    if (interval === undefined && until === undefined) inputs.missing("interval");
    const count = interval === undefined ? undefined : reading.requiredTemplate(interval, "count");
    const unit = interval?.word("unit", Object.keys(units)) ?? "Second";
    const timestamp = until === undefined ? undefined : reading.requiredTemplate(until, "timestamp");
    interval?.done();
    until?.done();
    inputs.done();
    return {
      begin: (step) => {
        if (timestamp !== undefined) {
          const value = step.evaluate(timestamp);
          step.inputs = { until: { timestamp: value } };
          const moment = typeof value === "string" ? Date.parse(value) : Number.NaN;
          if (Number.isNaN(moment)) step.fail(badInputs("The 'timestamp' of the wait is not a valid time."));
          else step.later(Math.max(0, moment - step.run.now()), () => step.succeed(null));
          return;
        }
        const value = count === undefined ? null : step.evaluate(count);
        step.inputs = { interval: { count: value, unit } };
        if (!isNumber(value) || Number(value) < 0) {
          step.fail(badInputs("The 'count' of the wait must be a number that is not negative."));
        } else step.later(Number(value) * (units[unit] ?? 0), () => step.succeed(null));
      },
    };
  },
};

export const response: ActionKind = {
  kinds: ["Http", "PowerApp", "Skills", "VirtualAgent", "ApiConnection"],
  operationOptions: ["Asynchronous", "SuppressWorkflowHeadersOnResponse"],
  read: (settings, { reading, name, options, isInLoop }) => {
    if (isInLoop) forbid(reading, settings, name, "Response", "inside a loop");
    if (reading.triggerType !== "Request") {
      forbid(reading, settings, name, "Response", "in a flow that nobody calls");
    }
    reading.hasResponse = true;
    reading.hasAsynchronousResponse ||= options.has("asynchronous");
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const statusCode = reading.requiredTemplate(inputs, "statusCode");
    const headers = reading.optionalTemplate(inputs, "headers");
    const body = reading.optionalTemplate(inputs, "body");
    inputs.allow("schema"); // Only the designer reads it.
    inputs.done();
    return {
      begin: (step) => {
        const status = step.evaluate(statusCode);
        const given = headers === undefined ? {} : step.evaluate(headers);
        const content = body === undefined ? undefined : step.evaluate(body);
        const code = isInteger(status) ? Number(status) : Number.parseInt(toText(status), 10);
        step.inputs = {
          statusCode: status,
          ...(headers === undefined ? {} : { headers: given }),
          ...(content === undefined ? {} : { body: content }),
        };
        if (Number.isNaN(code) || code < 100 || code > 599) {
          step.fail(badInputs(`The status code '${toText(status)}' of the response is not valid.`));
          return;
        }
        const answer = {
          statusCode: code,
          headers: withContentType(headersFrom(given), content),
          ...(content === undefined ? {} : { body: content }),
        };
        if (step.run.respond(answer)) step.succeed({ ...answer, headers: { ...answer.headers } });
        else step.fail(nobodyWaits(name));
      },
    };
  },
};

function withContentType(headers: Readonly<Record<string, string>>, body: WdlValue | undefined) {
  const hasType = Object.keys(headers).some((key) => key.toLowerCase() === "content-type");
  if (hasType || body === undefined) return headers;
  const type = typeof body === "string" ? "text/plain" : "application/json";
  return { ...headers, "Content-Type": `${type}; charset=utf-8` };
}

/** A second response, or one after the caller has given up, fails [LAA]; the code is that of the run history. */
function nobodyWaits(action: string) {
  const message = `The execution of template action '${action}' is failed: the client application is no longer waiting for a response from the service.`;
  return { code: "ActionResponseTimedOut", error: { code: "ActionResponseTimedOut", message } };
}
