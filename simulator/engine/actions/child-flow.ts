import type { WdlObject } from "../../expressions/index.ts";
import { finishCall } from "../calls/finish-call.ts";
import { headersFrom } from "../calls/headers.ts";
import { isRepeated, readRetryPolicy } from "../calls/retry-policy.ts";
import { tryCall } from "../calls/try-call.ts";
import type { CallOutcome } from "../host.ts";
import type { ActionKind } from "./kind.ts";

/** Run a Child Flow: the answer of the child's Response is the answer of the action. */
export const workflow: ActionKind = {
  hasTimeout: true,
  operationOptions: ["DisableAsyncPattern"],
  read: (settings, { reading }) => {
    const inputs = settings.requiredInner("inputs", `the inputs of ${settings.what}`);
    const host = inputs.requiredInner("host", `the host of ${settings.what}`);
    const flowId = host.requiredText("workflowReferenceName").toLowerCase();
    host.done();
    const body = reading.optionalTemplate(inputs, "body");
    const headers = reading.optionalTemplate(inputs, "headers");
    const policy = readRetryPolicy(inputs);
    inputs.done();
    reading.children.add(flowId);
    return {
      begin: (step) => {
        const content = body === undefined ? undefined : step.evaluate(body);
        const given = headers === undefined ? {} : step.evaluate(headers);
        step.inputs = {
          host: { workflowReferenceName: flowId },
          ...(headers === undefined ? {} : { headers: given }),
          ...(content === undefined ? {} : { body: content }),
        } satisfies WdlObject;
        const { run, action } = step;
        tryCall(
          step,
          policy,
          (_attempt, arrived) =>
            run.world.callChild(
              { run, action, flowId, headers: headersFrom(given), body: content },
              (answer) => {
                if (step.isRunning)
                  arrived(answer === undefined ? noResponse(run.id) : { kind: "answered", answer });
              },
            ),
          (outcome) =>
            finishCall({ step, isAsync: false, minimumItemCount: undefined, follow: () => {} }, outcome),
          (outcome, policyInForce) =>
            isRepeated(outcome, policyInForce) &&
            (run.world.quirks["no-response-repeated"] === "yes" || !isNoResponse(outcome)),
        );
      },
    };
  },
};

/** A child that ends without a Response, even in success (measured by a third party). */
function noResponse(trackingId: string): CallOutcome {
  const message = `The server did not receive a response from an upstream server. Request tracking id '${trackingId}'.`;
  return {
    kind: "answered",
    answer: { statusCode: 502, headers: {}, body: { error: { code: "NoResponse", message } } },
  };
}

function isNoResponse(outcome: CallOutcome): boolean {
  const body = outcome.kind === "answered" ? outcome.answer.body : undefined;
  const error = isRecord(body) ? body["error"] : undefined;
  return isRecord(error) && error["code"] === "NoResponse";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
