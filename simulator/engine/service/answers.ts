import type { Flow } from "../flow.ts";
import type { Quirks } from "../quirks.ts";
import type { FlowAnswer } from "../run/run.ts";

// What the flow service answers by itself, in place of a flow.

export function errorAnswer(statusCode: number, code: string, message: string): FlowAnswer {
  return {
    statusCode,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: { error: { code, message } },
  };
}

export function disabled({ trigger }: Flow, quirks: Quirks): FlowAnswer {
  const message = `Could not execute workflow trigger '${trigger.name}' with state 'Disabled': trigger is not enabled.`;
  return errorAnswer(quirks["disabled-trigger-status"], "WorkflowTriggerIsNotEnabled", message);
}

export function notFound(id: string): FlowAnswer {
  return errorAnswer(404, "WorkflowNotFound", `The workflow '${id}' could not be found.`);
}

/** The run ended before its Response. */
export function noResponse(): FlowAnswer {
  const message = "The server did not receive a response from an upstream server.";
  return errorAnswer(502, "NoResponse", message);
}

export function tooSlow(): FlowAnswer {
  return errorAnswer(504, "GatewayTimeout", "The flow did not respond in time.");
}

export function tooManyWaiting(): FlowAnswer {
  const message = "The number of waiting runs has reached its maximum.";
  return errorAnswer(429, "WorkflowRunWaitingRunsLimitExceeded", message);
}

/** What a caller is told whose request does not meet the conditions of the trigger is not documented. */
export function conditionsUnmet({ name }: Flow): FlowAnswer {
  const message = `The conditions of the trigger of '${name}' do not hold.`;
  return errorAnswer(400, "TriggerConditionNotMet", message);
}
