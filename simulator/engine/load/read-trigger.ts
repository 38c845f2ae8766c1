import { fromPlain } from "../../expressions/index.ts";
import { readRetryPolicy } from "../calls/retry-policy.ts";
import { runCodes } from "../codes.ts";
import { defaultConcurrentRuns, limits } from "../facts.ts";
import type { Concurrency, TriggerPlan } from "../triggers/plan.ts";
import { readRecurrence } from "../triggers/recurrence.ts";
import { readOperation } from "./connection.ts";
import { readOperationOptions } from "./read-common.ts";
import type { Reading } from "./reading.ts";
import { placeOf, Settings } from "./settings.ts";

const types = ["Request", "Recurrence", "OpenApiConnection", "OpenApiConnectionWebhook"];

/** The kinds of request triggers, as exported solutions and the designer spell them. */
const requestKinds = ["Http", "Button", "PowerApp", "PowerAppV2", "ApiConnection", "Skills", "VirtualAgent"];

/** Reads the one trigger of a flow. */
export function readTrigger(reading: Reading, triggers: Settings): TriggerPlan | undefined {
  const [name, second] = triggers.keys();
  if (name === undefined || second !== undefined) {
    triggers.invalid(undefined, "an object with one trigger");
    return undefined;
  }
  const path = [...triggers.path, name];
  const settings = new Settings(`the trigger ${name}`, triggers.value(name), path, reading);
  const type = settings.requiredText("type");
  if (!types.includes(type)) {
    const where = placeOf(reading, [...path, "type"]);
    const data = { trigger: name, type };
    reading.find(runCodes.finding("TRIGGER_TYPE_UNKNOWN", data, { where, allowed: types }));
    return undefined;
  }
  reading.triggerType = type;
  settings.allow("description", "metadata");
  const options = readOperationOptions(settings, ["SingleInstance", "EnableSchemaValidation"]);
  const runtime = readRuntime(settings, options.has("singleinstance"));
  const common = {
    name,
    place: reading.placeOf(path),
    conditions: readConditions(reading, settings),
    splitOn: reading.optionalTemplate(settings, "splitOn"),
    ...runtime,
    clientTrackingId: readCorrelation(reading, settings),
  };
  const plan = readType(reading, settings, type, common, options.has("enableschemavalidation"));
  settings.done();
  return plan;
}

type Common = Omit<Extract<TriggerPlan, { type: "Recurrence" }>, "type" | "recurrence">;

function readType(
  reading: Reading,
  settings: Settings,
  type: string,
  common: Common,
  validatesSchema: boolean,
): TriggerPlan {
  switch (type) {
    case "Request":
      return { ...common, type, ...readRequest(settings), validatesSchema };
    case "Recurrence": {
      const recurrence = readRecurrence(settings.requiredInner("recurrence"));
      settings.inner("inputs")?.done();
      return { ...common, type, recurrence };
    }
    case "OpenApiConnectionWebhook":
      return { ...common, type, ...readConnector(reading, settings) };
    default: {
      const recurrence = readRecurrence(settings.requiredInner("recurrence"));
      return { ...common, type: "OpenApiConnection", recurrence, ...readConnector(reading, settings) };
    }
  }
}

function readConnector(reading: Reading, settings: Settings) {
  const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
  const operation = readOperation(reading, inputs, reading.placeOf(settings.path));
  const policy = readRetryPolicy(inputs);
  inputs.done();
  return { operation, policy };
}

function readRequest(settings: Settings) {
  const kind = settings.word("kind", requestKinds) ?? "Http";
  const inputs = settings.inner("inputs", `the inputs of ${settings.what}`);
  inputs?.allow("headersSchema", "operationId", "host"); // Only the designer reads them.
  const schema = inputs?.value("schema");
  const given = settings.value("inputs");
  const read = {
    kind,
    inputs: given === undefined ? undefined : fromPlain(given),
    method: inputs?.text("method")?.toUpperCase(),
    relativePath: inputs?.text("relativePath"),
    schema: schema === undefined ? undefined : fromPlain(schema),
    authentication: inputs?.word("triggerAuthenticationType", ["All", "Tenant", "User"]),
    allowedUsers: (inputs?.text("triggerAllowedUsers") ?? "").split(/[,;\s]+/).filter((user) => user !== ""),
  };
  inputs?.inner("parameters")?.done();
  inputs?.done();
  return read;
}

function readConditions(reading: Reading, settings: Settings) {
  return (settings.list("conditions") ?? []).map((value, index) => {
    const path = [...settings.path, "conditions", index];
    const condition = new Settings(`condition ${index + 1} of ${settings.what}`, value, path, reading);
    const text = condition.requiredText("expression");
    if (!text.startsWith("@")) condition.invalid("expression", "a text that starts with @");
    condition.done();
    return reading.compile(condition.what, text, [...path, "expression"]);
  });
}

function readCorrelation(reading: Reading, settings: Settings) {
  const configuration = settings.inner("splitOnConfiguration");
  const correlation = configuration?.inner("correlation") ?? settings.inner("correlation");
  configuration?.done();
  const template =
    correlation === undefined ? undefined : reading.optionalTemplate(correlation, "clientTrackingId");
  correlation?.done();
  return template;
}

function readRuntime(settings: Settings, isSingle: boolean) {
  const runtime = settings.inner("runtimeConfiguration");
  const secure = runtime?.inner("secureData");
  const properties = new Set(secure?.list("properties") ?? []);
  secure?.done();
  const given = runtime?.inner("concurrency");
  let concurrency: Concurrency | undefined;
  if (given !== undefined) {
    const runs = given.count("runs", 1, limits.concurrentRuns) ?? defaultConcurrentRuns;
    const waiting = given.count("maximumWaitingRuns", 1, limits.concurrentRuns);
    concurrency = { runs, maximumWaitingRuns: waiting ?? limits.concurrentRuns };
    given.done();
  }
  if (isSingle && concurrency !== undefined)
    settings.invalid("operationOptions", "absent beside concurrency");
  if (isSingle) concurrency = { runs: 1, maximumWaitingRuns: limits.concurrentRuns };
  runtime?.done();
  return {
    concurrency,
    secureInputs: properties.has("inputs"),
    secureOutputs: properties.has("outputs"),
  };
}
