import { unreachable } from "../../generator/diagnostics/failure.ts";
import type { Json, JsonObject } from "../../generator/model/emitted.ts";
import type { Writing } from "./flow-file.ts";
import { actionKey } from "./functions.ts";
import type { FlowInput, Trigger } from "./trigger.ts";

/** The one trigger of a flow, under the name that the platform gives it. */
export function writeTrigger(writing: Writing, trigger: Trigger): JsonObject {
  switch (trigger.kind) {
    case "started":
      return {
        manual: {
          type: "Request",
          kind: "Button",
          inputs: { schema: inputSchema(trigger.inputs) },
          metadata: { operationMetadataId: writing.metadataId("manual") },
        },
      };
    case "webhook":
      return {
        manual: {
          type: "Request",
          kind: "Http",
          // Partner Center cannot sign in: anybody who knows the address may call, so nothing that is said is believed.
          inputs: {
            triggerAuthenticationType: "All",
            method: "POST",
            schema: writing.render(trigger.schema),
          },
          metadata: { operationMetadataId: writing.metadataId("manual") },
        },
      };
    case "recurrence":
      return {
        Recurrence: {
          type: "Recurrence",
          recurrence: { frequency: "Minute", interval: trigger.minutes },
          runtimeConfiguration: { concurrency: { runs: 1 } },
          metadata: { operationMetadataId: writing.metadataId("Recurrence") },
        },
      };
    case "polling":
      return {
        [actionKey(trigger.name)]: {
          type: "OpenApiConnection",
          recurrence: { frequency: "Minute", interval: trigger.minutes },
          splitOn: "@triggerOutputs()?['body/value']",
          ...(trigger.conditions.length === 0
            ? {}
            : {
                conditions: trigger.conditions.map((condition) => ({
                  expression: writing.render(condition),
                })),
              }),
          inputs: {
            host: writing.host(trigger.connection, trigger.operationId),
            parameters: Object.fromEntries(
              Object.entries(trigger.parameters).map(([key, value]) => [key, writing.render(value)]),
            ),
            authentication: "@parameters('$authentication')",
          },
          ...(trigger.oneAtATime ? { runtimeConfiguration: { concurrency: { runs: 1 } } } : {}),
          metadata: { operationMetadataId: writing.metadataId(actionKey(trigger.name)) },
        },
      };
    default:
      return unreachable(trigger, "kind of trigger");
  }
}

function inputSchema(inputs: readonly FlowInput[]): JsonObject {
  const properties = inputs.map((input): [string, Json] => [
    input.key,
    {
      title: input.title,
      type: input.type === "text" ? "string" : "boolean",
      "x-ms-dynamically-added": true,
      description: input.description,
      "x-ms-content-hint": input.type === "text" ? "TEXT" : "BOOLEAN",
      ...(input.options === undefined ? {} : { enum: [...input.options] }),
    },
  ]);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: inputs.filter((input) => input.required).map((input) => input.key),
  };
}
