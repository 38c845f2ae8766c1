import type { CallOutcome, ConnectorCall, FlowHost } from "../engine/host.ts";
import type { ServiceName } from "./call-log.ts";
import type { FaultCounts, FaultPoint } from "./fault-counts.ts";

/** What becomes of a connector call instead of its answer. */
export type CallFaultKind = "throttled" | "throttledForAWhile" | "failing" | "reset" | "answerLost";

/** Which calls of flows and triggers are meant. */
export interface CallMatch {
  readonly service: ServiceName;
  /** Operation id; any by default. */
  readonly operation?: string;
  /** How many matching calls go well before. Default: none. */
  readonly skip?: number;
}

export interface CallFault extends CallMatch {
  readonly kind: CallFaultKind;
  /** How many calls in a row. Default: one. */
  readonly times?: number;
}

interface Armed {
  readonly match: CallMatch;
  skip: number;
  left: number;
  readonly strike: (carryOut: () => CallOutcome) => CallOutcome;
}

/** Lets connector calls go wrong: errors instead of answers, lost answers, and what happens just before a call. */
export class CallFaults {
  readonly #counts: FaultCounts;
  readonly #now: () => number;
  readonly #serviceOf: (call: ConnectorCall) => ServiceName | undefined;
  #armed: Armed[] = [];
  readonly #unauthorised = new Map<ServiceName, number>();

  constructor(
    counts: FaultCounts,
    now: () => number,
    serviceOf: (call: ConnectorCall) => ServiceName | undefined,
  ) {
    this.#counts = counts;
    this.#now = now;
    this.#serviceOf = serviceOf;
  }

  /** The same host, with calls that go wrong. */
  watch(host: FlowHost): FlowHost {
    return {
      ...host,
      call: (call) => this.#carryOut(call, () => host.call(call)),
      follow: (call, link) => this.#carryOut(call, () => host.follow(call, link)),
    };
  }

  add({ kind, times = 1, ...match }: CallFault): void {
    const { point, strike } = kinds[kind];
    this.#arm(match, times, (carryOut) => {
      this.#counts.count(point);
      return strike(carryOut);
    });
  }

  /** Lets something happen once, just before a call. */
  before(match: CallMatch, happens: () => void): void {
    this.#arm(match, 1, (carryOut) => {
      this.#counts.count("edit between read and write");
      happens();
      return carryOut();
    });
  }

  /** From now on, and until a moment, the service takes the connection's token for expired. */
  unauthorised(service: ServiceName, until: number): void {
    this.#unauthorised.set(service, until);
  }

  /** From now on everything goes well. */
  clear(): void {
    this.#armed = [];
    this.#unauthorised.clear();
  }

  #arm(match: CallMatch, left: number, strike: Armed["strike"]): void {
    this.#armed.push({ match, skip: match.skip ?? 0, left, strike });
  }

  #carryOut(call: ConnectorCall, carryOut: () => CallOutcome): CallOutcome {
    if (this.#armed.length === 0 && this.#unauthorised.size === 0) return carryOut();
    const service = this.#serviceOf(call);
    if (service === undefined) return carryOut();
    if (this.#now() < (this.#unauthorised.get(service) ?? 0)) {
      this.#counts.count("connection unauthorised");
      return answered(401, { message: "The access token has expired." });
    }
    const armed = this.#next(service, call.operationId);
    return armed === undefined ? carryOut() : armed.strike(carryOut);
  }

  /** Uses up the oldest fault that is due; those that match and wait come one call closer. */
  #next(service: ServiceName, operation: string): Armed | undefined {
    let due: Armed | undefined;
    for (const armed of this.#armed) {
      const { match } = armed;
      if (match.service !== service) continue;
      if (match.operation !== undefined && match.operation !== operation) continue;
      if (armed.skip > 0) armed.skip -= 1;
      else due ??= armed;
    }
    if (due === undefined) return undefined;
    due.left -= 1;
    if (due.left <= 0) this.#armed = this.#armed.filter((other) => other !== due);
    return due;
  }
}

interface Kind {
  readonly point: FaultPoint;
  readonly strike: Armed["strike"];
}

/** An answer that comes after two minutes has no receiver any more: the gateway has answered 504. */
const tooLate = 121_000;

const kinds: Readonly<Record<CallFaultKind, Kind>> = {
  throttled: { point: "call throttled", strike: () => answered(429, { message: "Rate limit is exceeded." }) },
  throttledForAWhile: {
    point: "call throttled with Retry-After",
    strike: () =>
      answered(429, { message: "Rate limit is exceeded. Try again later." }, { "Retry-After": "45" }),
  },
  failing: {
    point: "call failed (5xx)",
    strike: () => answered(503, { message: "The service is unavailable." }),
  },
  reset: {
    point: "connection reset",
    strike: () => ({
      kind: "unreachable",
      code: "BadGateway",
      message: "The connection was closed before an answer came.",
      after: 200,
    }),
  },
  answerLost: {
    point: "answer lost after commit",
    strike: (carryOut) => ({ ...carryOut(), after: tooLate }),
  },
};

function answered(
  statusCode: number,
  body: { readonly message: string },
  headers: Readonly<Record<string, string>> = {},
): CallOutcome {
  const answer = { statusCode, headers, body: { statusCode, ...body } };
  return { kind: "answered", answer, after: 200 };
}
