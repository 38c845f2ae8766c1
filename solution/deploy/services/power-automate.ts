import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { TokenSource } from "../dataverse/client.ts";
import { powerAutomateUrl } from "../facts.ts";
import type { HttpRequest, Machine } from "../machine.ts";
import { membersOf, readJson, requireGood, unreadable } from "../web/answers.ts";
import { send } from "../web/send.ts";

export interface FlowRun {
  readonly id: string;
  /** `Running`, `Succeeded`, `Failed`, `Cancelled` … */
  readonly status: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** What it failed with: the flow's own code, and its words. */
  readonly errorCode: string | undefined;
  readonly error: string | undefined;
}

/** What the flow service alone knows: addresses of triggers, and runs. */
export interface PowerAutomate {
  /** Where the HTTP trigger of a flow is called. Who has the address can start the flow: a secret. */
  readonly callbackUrl: (flowId: string) => Promise<string>;
  /** Starts a flow that is run by hand; inputs by the keys of its trigger. */
  readonly start: (flowId: string, inputs: Readonly<Record<string, unknown>>) => Promise<void>;
  /** The latest runs, newest first. */
  readonly runs: (flowId: string) => Promise<readonly FlowRun[]>;
}

/** [Microsoft.PowerApps.PowerShell, Get-FlowRun; listCallbackUrl as in Logic Apps. No reference is published.] */
export function powerAutomate(machine: Machine, token: TokenSource, environmentId: string): PowerAutomate {
  const base = machine.environment["COSELL_FLOW_SERVICE_URL"] || powerAutomateUrl.service;
  const flows = `${base}/providers/Microsoft.ProcessSimple/environments/${environmentId}/flows`;

  async function ask(method: HttpRequest["method"], path: string, body?: unknown) {
    const headers = {
      Authorization: `Bearer ${await token(powerAutomateUrl.resource)}`,
      Accept: "application/json",
      "Content-Type": "application/json",
    };
    const url = `${flows}/${path}${path.includes("?") ? "&" : "?"}api-version=2016-11-01`;
    return send(machine, {
      service,
      method,
      url,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // Asking for an address is a POST that changes nothing; starting a run is one that does.
      repeatable: method === "GET" || path.endsWith("listCallbackUrl"),
    });
  }

  return {
    callbackUrl: async (flowId) => {
      const asked = { service, request: "the address of the HTTP trigger" };
      const answer = await ask("POST", `${flowId}/triggers/manual/listCallbackUrl`, {});
      const { value } = membersOf(membersOf(readJson(answer, asked))["response"]);
      if (typeof value === "string" && URL.canParse(value)) return value;
      throw unreadable(asked, "it holds no address");
    },
    start: async (flowId, inputs) => {
      requireGood(await ask("POST", `${flowId}/triggers/manual/run`, inputs), {
        service,
        request: "the start of a flow",
      });
    },
    runs: async (flowId) => {
      const answer = await ask("GET", `${flowId}/runs?$top=${latestRuns}`);
      const { value } = membersOf(readJson(answer, { service, request: "the runs of a flow" }));
      return (Array.isArray(value) ? value : []).map(readRun);
    },
  };
}

const service = "Power Automate";
const latestRuns = 10;

function readRun(value: unknown): FlowRun {
  const { name, properties } = membersOf(value);
  const { status, startTime, error } = membersOf(properties);
  const { code, message } = membersOf(error);
  return {
    id: String(name),
    status: String(status),
    started: Date.parse(String(startTime)),
    errorCode: typeof code === "string" ? code : undefined,
    error: typeof message === "string" ? message : undefined,
  };
}

/** Whether the flow service lets this identity do something, or says that it may not or does not know it. */
export function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && error.diagnostic.code === "DEPLOY.SERVICE_REFUSED";
}
