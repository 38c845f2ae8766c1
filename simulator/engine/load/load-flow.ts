import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { fromPlain } from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import { limits } from "../facts.ts";
import { type Flow, parameterTypes } from "../flow.ts";
import { type DraftBody, readBlock } from "./read-block.ts";
import { readTrigger } from "./read-trigger.ts";
import { Reading } from "./reading.ts";
import { isObject, Settings } from "./settings.ts";

/** A flow as it lies in a solution. */
export interface FlowSource {
  /** The workflow id; other flows call it by that. */
  readonly id: string;
  readonly name: string;
  /** What findings call the file. */
  readonly file: string;
  /** The parsed JSON of the file. */
  readonly content: unknown;
}

/** `flow` is undefined when a finding is an error. */
export interface LoadedFlow {
  readonly flow: Flow | undefined;
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads the file of a cloud flow and compiles it, so that it can run many times. What the simulator does not carry
 * out is a finding with its place; nothing is passed over.
 */
export function loadFlow({ id, name, file, content }: FlowSource): LoadedFlow {
  const properties = isObject(content) ? content["properties"] : undefined;
  if (!isObject(properties) || !isObject(properties["definition"])) {
    const reason = "it has no properties.definition";
    return { flow: undefined, findings: [runCodes.finding("FLOW_UNREADABLE", { file, reason })] };
  }
  const reading = new Reading(file);
  const top = new Settings("the flow file", content, [], reading);
  top.allow("schemaVersion");
  const inner = new Settings("the properties of the flow", properties, ["properties"], reading);
  top.allow("properties");
  top.done();
  inner.allow("templateName", "displayName");
  readConnections(reading, inner);
  const definition = inner.requiredInner("definition", "the definition");
  inner.done();
  definition.allow("$schema", "contentVersion", "description", "metadata");
  readParameters(reading, definition);
  readStaticResults(reading, definition);
  const outputs = definition.inner("outputs");
  outputs?.done();
  const trigger = readTrigger(reading, definition.requiredInner("triggers", "the triggers"));
  const body: DraftBody = { loop: undefined, actions: [] };
  const around = { parent: undefined, body, depth: 0, isInLoop: false };
  const block = readBlock(reading, definition, "actions", "actions", around);
  definition.done();
  reading.limit("the flow", reading.actions.size, limits.actionsPerFlow, "actions", definition.path);
  reading.checkReferences();
  if (reading.findings.length > 0 || trigger === undefined) {
    return { flow: undefined, findings: reading.findings };
  }
  const { parameters, connections, actions, variables, operations } = reading;
  return {
    findings: [],
    flow: {
      id: id.toLowerCase(),
      name,
      file,
      parameters,
      connections,
      trigger,
      block,
      body,
      actions,
      variables,
      operations,
      children: [...reading.children],
      hasResponse: reading.hasResponse,
      hasAsynchronousResponse: reading.hasAsynchronousResponse,
    },
  };
}

function readConnections(reading: Reading, properties: Settings): void {
  const references = properties.inner("connectionReferences", "connectionReferences");
  for (const alias of references?.keys() ?? []) {
    const path = ["properties", "connectionReferences", alias];
    const reference = new Settings(`the connection ${alias}`, references?.value(alias), path, reading);
    const runtimeSource = reference.word("runtimeSource", ["embedded", "invoker"]) ?? "embedded";
    // Whose name a call carries is up to whoever carries it out; only the forms that exported flows have are taken.
    const impersonation = reference.inner("impersonation");
    impersonation?.word("source", ["invoker"]);
    impersonation?.done();
    const connection = reference.inner("connection");
    connection?.allow("name", "id");
    const logicalName = connection?.text("connectionReferenceLogicalName");
    connection?.done();
    const api = reference.requiredInner("api", `the api of the connection ${alias}`);
    const connector = api.requiredText("name");
    api.allow("logicalName", "id");
    api.done();
    reference.done();
    reading.connections.set(alias, { alias, connector, reference: logicalName, runtimeSource });
  }
}

function readParameters(reading: Reading, definition: Settings): void {
  const parameters = definition.inner("parameters", "the parameters");
  for (const name of parameters?.keys() ?? []) {
    const path = [...definition.path, "parameters", name];
    const parameter = new Settings(`the parameter ${name}`, parameters?.value(name), path, reading);
    const type = parameter.word("type", parameterTypes);
    if (!parameter.has("type")) parameter.missing("type");
    const value = parameter.value("defaultValue");
    const metadata = parameter.value("metadata");
    const schemaName = isObject(metadata) ? metadata["schemaName"] : undefined;
    parameter.done();
    reading.parameters.push({
      name,
      type: type ?? "String",
      default: value === undefined ? undefined : fromPlain(value),
      schemaName: typeof schemaName === "string" ? schemaName : undefined,
    });
  }
}

function readStaticResults(reading: Reading, definition: Settings): void {
  const results = definition.inner("staticResults", "the staticResults");
  for (const name of results?.keys() ?? []) {
    const path = [...definition.path, "staticResults", name];
    const result = new Settings(`the static result ${name}`, results?.value(name), path, reading);
    const status = result.word("status", ["Succeeded", "Failed", "Skipped", "TimedOut", "Cancelled"]);
    const outputs = result.value("outputs");
    const code = result.text("code");
    const error = result.inner("error");
    const read = {
      status: status ?? "Succeeded",
      ending: {
        ...(outputs === undefined ? {} : { outputs: fromPlain(outputs) }),
        ...(code === undefined ? {} : { code }),
        ...(error === undefined
          ? {}
          : { error: { code: error.text("code") ?? "", message: error.text("message") ?? "" } }),
      },
    };
    error?.done();
    result.done();
    reading.staticResults.set(name, read);
  }
}
