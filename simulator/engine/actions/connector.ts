import { toPlain, type WdlObject, type WdlValue } from "../../expressions/index.ts";
import { finishCall } from "../calls/finish-call.ts";
import { type RetryPolicy, readRetryPolicy } from "../calls/retry-policy.ts";
import { deliver, tryCall } from "../calls/try-call.ts";
import type { ConnectorCall } from "../host.ts";
import { type OperationRead, readOperation } from "../load/connection.ts";
import type { Settings } from "../load/settings.ts";
import type { Step } from "../run/step.ts";
import type { ActionKind, Inside } from "./kind.ts";

/** An operation of a connector. */
export const openApiConnection: ActionKind = {
  hasTimeout: true,
  runtime: ["paginationPolicy", "contentTransfer"],
  operationOptions: ["DisableAsyncPattern", "IncludeAuthorizationHeadersInOutputs"],
  read: (settings, inside) => {
    const { operation, policy } = readCall(settings, inside);
    const isAsync = !inside.options.has("disableasyncpattern");
    const { minimumItemCount } = inside;
    return {
      begin: (step) => {
        const call = prepare(step, operation);
        const { host } = step.run.world;
        tryCall(
          step,
          policy,
          (attempt, arrived) => {
            step.run.countCall(call.operationId);
            deliver(step, host.call(tryOf(call, attempt)), arrived);
          },
          (outcome) =>
            finishCall(
              {
                step,
                isAsync,
                minimumItemCount,
                follow: (link, arrived) => {
                  step.run.countCall(call.operationId);
                  deliver(step, host.follow(call, link), arrived);
                },
              },
              outcome,
            ),
        );
      },
    };
  },
};

/** An operation that is answered by a callback: it ends when somebody calls the address that it was given. */
export const openApiConnectionWebhook: ActionKind = {
  hasTimeout: true,
  read: (settings, inside) => {
    const { operation, policy } = readCall(settings, inside);
    return {
      begin: (step) => {
        const { world } = step.run;
        const callbackUrl = world.awaitCallback(step.run, (answer) => {
          step.succeed({ ...answer, headers: { ...answer.headers } });
        });
        const call: ConnectorCall = { ...prepare(step, operation), callbackUrl };
        tryCall(
          step,
          policy,
          (attempt, arrived) => {
            step.run.countCall(call.operationId);
            deliver(step, world.host.call(tryOf(call, attempt)), arrived);
          },
          (outcome) => {
            const isTaken = outcome.kind === "answered" && outcome.answer.statusCode < 400;
            if (isTaken) return; // Now it waits to be called.
            finishCall({ step, isAsync: false, minimumItemCount: undefined, follow: () => {} }, outcome);
          },
        );
      },
    };
  },
};

function readCall(
  settings: Settings,
  { reading }: Inside,
): { readonly operation: OperationRead; readonly policy: RetryPolicy } {
  const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
  const operation = readOperation(reading, inputs, reading.placeOf(settings.path));
  const policy = readRetryPolicy(inputs);
  inputs.done();
  return { operation, policy };
}

/** Evaluates the parameters and notes the inputs as the run history shows them. */
function prepare(step: Step, { use, parameters }: OperationRead): ConnectorCall {
  const values: Record<string, WdlValue> = {};
  const plain: Record<string, unknown> = {};
  for (const { key, value } of parameters) {
    const given = step.evaluate(value);
    values[key] = given;
    plain[key] = toPlain(given);
  }
  step.inputs = inputsRecord(use, values);
  const { run, action } = step;
  return {
    connectionName: use.connectionName,
    connectionReference: use.connectionReference,
    connector: use.connector,
    apiId: use.apiId,
    operationId: use.operationId,
    parameters: plain,
    caller: { flow: run.flow.name, runId: run.id, action: action.name, attempt: 1 },
  };
}

function inputsRecord({ apiId, connectionName, operationId }: OperationRead["use"], parameters: WdlObject) {
  return { host: { apiId, connectionReferenceName: connectionName, operationId }, parameters };
}

function tryOf(call: ConnectorCall, attempt: number): ConnectorCall {
  return attempt === 1 ? call : { ...call, caller: { ...call.caller, attempt } };
}
