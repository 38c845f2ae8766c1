import { Failure } from "../../../generator/diagnostics/failure.ts";
import { equal, fromPlain, toPlain } from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import type { CallOutcome, FlowHost } from "../host.ts";
import { durationMilliseconds } from "../load/duration.ts";
import type { FlowAnswer } from "../run/run.ts";
import type { ChildCall } from "../run/world.ts";
import type { MockAnswer, MockFile, MockMatch } from "./mock-file.ts";

/** A call as a mocks file looks at it. */
interface Call {
  readonly action: string;
  readonly operation?: string;
  readonly connector?: string;
  readonly method?: string;
  readonly url?: string;
  readonly flow?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Thrown for a call that no mock answers; `skeleton` is an entry for the mocks file, ready to be filled in. */
export class MockMissing extends Failure {
  readonly skeleton: MockFile["calls"][number];

  constructor(call: Call) {
    const operation = call.operation ?? call.url ?? call.flow ?? call.action;
    super(runCodes.finding("MOCK_MISSING", { action: call.action, operation }));
    this.name = "MockMissing";
    const { parameters: _, ...match } = call;
    this.skeleton = { match, answers: [{ statusCode: 200, body: {} }] };
  }
}

export interface MockedWorld {
  readonly host: FlowHost;
  readonly unknownChild: (call: ChildCall) => FlowAnswer;
}

/** Answers every call from a mocks file, and nothing by itself. */
export function mockHost(file: MockFile): MockedWorld {
  const given = new Map<number, number>();
  const answerTo = (call: Call): MockAnswer => {
    const index = file.calls.findIndex(({ match }) => fits(match, call));
    const entry = file.calls[index];
    if (entry === undefined) throw new MockMissing(call);
    const count = given.get(index) ?? 0;
    given.set(index, count + 1);
    return entry.answers[Math.min(count, entry.answers.length - 1)] ?? {};
  };
  return {
    host: {
      call: ({ caller, operationId, connector, parameters }) =>
        outcomeOf(answerTo({ action: caller.action, operation: operationId, connector, parameters })),
      follow: ({ caller, operationId, connector }, url) =>
        outcomeOf(answerTo({ action: caller.action, operation: operationId, connector, url })),
      http: ({ caller, method, url }) => outcomeOf(answerTo({ action: caller.action, method, url })),
    },
    unknownChild: ({ action, flowId, body }) => {
      const plain = body === undefined ? {} : toPlain(body);
      const parameters = isRecord(plain) ? plain : {};
      const {
        statusCode = 200,
        headers = {},
        body: content,
      } = answerTo({
        action: action.name,
        flow: flowId,
        parameters,
      });
      return { statusCode, headers, ...(content === undefined ? {} : { body: fromPlain(content) }) };
    },
  };
}

function outcomeOf({ statusCode = 200, headers = {}, body, delay, unreachable }: MockAnswer): CallOutcome {
  const after = delay === undefined ? undefined : durationMilliseconds(delay);
  const late = after === undefined ? {} : { after };
  if (unreachable !== undefined) {
    return { kind: "unreachable", code: unreachable, message: "No answer came.", ...late };
  }
  return {
    kind: "answered",
    answer: { statusCode, headers, ...(body === undefined ? {} : { body }) },
    ...late,
  };
}

/** All that an entry says must fit. An entry for a page or a long operation says its url; others never answer one. */
function fits(match: MockMatch, call: Call): boolean {
  if (call.url !== undefined && call.operation !== undefined && match.url === undefined) return false;
  const isSame = (wanted: string | undefined, actual: string | undefined): boolean =>
    wanted === undefined || wanted.toLowerCase() === actual?.toLowerCase();
  return (
    isSame(match.action, call.action) &&
    isSame(match.operation, call.operation) &&
    isSame(match.connector, call.connector) &&
    isSame(match.method, call.method) &&
    isSame(match.flow, call.flow) &&
    (match.url === undefined || (call.url !== undefined && fitsPattern(match.url, call.url))) &&
    Object.entries(match.parameters ?? {}).every(([key, value]) =>
      equal(fromPlain(value), fromPlain(call.parameters?.[key])),
    )
  );
}

function fitsPattern(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
