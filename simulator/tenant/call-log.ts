import type { CallOutcome, ConnectorCall, FlowHost } from "../engine/host.ts";

export type ServiceName = "salesforce" | "partnerCenter" | "dataverse";

/** Counts what flows call, by run and service, and watches what polls find. */
export class CallLog {
  readonly #byRun = new Map<string, Record<ServiceName, number>>();
  readonly #patched = new Map<string, string[]>();
  readonly #quietPolls = new Map<string, number>();
  readonly #lostRace: () => void;

  /** `lostRace` is told of every 412. */
  constructor(lostRace: () => void = () => {}) {
    this.#lostRace = lostRace;
  }

  /** The same host, with every call counted. `serviceOf` names the service behind a connector. */
  watch(
    host: FlowHost,
    serviceOf: (call: ConnectorCall) => ServiceName | undefined,
    isPoll: (call: ConnectorCall) => boolean,
  ): FlowHost {
    const counted = (call: ConnectorCall, outcome: CallOutcome): CallOutcome => {
      if (isPoll(call)) this.#notePoll(call.caller.flow, outcome);
      else {
        this.#count(call.caller.runId, serviceOf(call));
        this.#notePaths(call);
        if (isLostRace(outcome)) this.#lostRace();
      }
      return outcome;
    };
    return {
      ...host,
      call: (call) => counted(call, host.call(call)),
      follow: (call, link) => counted(call, host.follow(call, link)),
    };
  }

  callsOf(runId: string): Readonly<Record<ServiceName, number>> {
    return this.#byRun.get(runId) ?? { salesforce: 0, partnerCenter: 0, dataverse: 0 };
  }

  /** The JSON-Patch paths that a run has sent, in their order. */
  patchedBy(runId: string): readonly string[] {
    return this.#patched.get(runId) ?? [];
  }

  /** How often in a row the polls of a flow have found nothing. */
  quietPolls(flow: string): number {
    return this.#quietPolls.get(flow) ?? 0;
  }

  /** Starts to count quiet polls anew. */
  forgetPolls(): void {
    this.#quietPolls.clear();
  }

  #count(runId: string, service: ServiceName | undefined): void {
    if (service === undefined) return;
    const calls = this.#byRun.get(runId) ?? { salesforce: 0, partnerCenter: 0, dataverse: 0 };
    calls[service] += 1;
    this.#byRun.set(runId, calls);
  }

  /** A parameter that is a JSON Patch is a list of operations, each with its path. */
  #notePaths({ caller, parameters }: ConnectorCall): void {
    const operations = Object.values(parameters).flatMap((value) => (Array.isArray(value) ? value : []));
    const paths = operations.flatMap((each: unknown) =>
      typeof each === "object" && each !== null && "op" in each && "path" in each ? [String(each.path)] : [],
    );
    if (paths.length > 0) this.#patched.set(caller.runId, [...this.patchedBy(caller.runId), ...paths]);
  }

  /** Only 200 starts a run; 202 has found nothing, and a poll that fails finds nothing either. */
  #notePoll(flow: string, outcome: CallOutcome): void {
    const isQuiet = outcome.kind !== "answered" || outcome.answer.statusCode !== 200;
    this.#quietPolls.set(flow, isQuiet ? this.quietPolls(flow) + 1 : 0);
  }
}

/** 412, or 200 around an inner 412 as a composite request has it. */
function isLostRace(outcome: CallOutcome): boolean {
  if (outcome.kind !== "answered") return false;
  const { statusCode, body } = outcome.answer;
  if (statusCode === 412) return true;
  if (typeof body !== "object" || body === null || !("compositeResponse" in body)) return false;
  const parts: unknown = body.compositeResponse;
  return (
    Array.isArray(parts) && parts.some((part: { httpStatusCode?: unknown }) => part.httpStatusCode === 412)
  );
}
