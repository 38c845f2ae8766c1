import type { Random } from "../../world/clock.ts";
import { spans } from "../facts.ts";
import type { CallOutcome } from "../host.ts";
import type { Quirks } from "../quirks.ts";
import type { Attempt } from "../run/step.ts";
import { effectivePolicy, isRepeated, type RetryPolicy, waitBefore } from "./retry-policy.ts";
import { statusName } from "./status-names.ts";

/** Who waits for a call: an action of a run, or a trigger. */
export interface Patience {
  readonly now: () => number;
  readonly later: (milliseconds: number, piece: () => void) => void;
  readonly random: Random;
  readonly quirks: Quirks;
  /** Told of every try once there has been more than one. */
  readonly tried: (attempts: Attempt[]) => void;
}

/** Makes one try, and says what came of it, at once or later. */
export type Send = (attempt: number, arrived: (outcome: CallOutcome) => void) => void;

/** Tries a call as often as its policy allows, until an outcome stands. */
export function tryCall(
  patience: Patience,
  ownPolicy: RetryPolicy,
  send: Send,
  done: (outcome: CallOutcome) => void,
  isWorthIt = isRepeated,
): void {
  const policy = effectivePolicy(ownPolicy, patience.quirks);
  let attempts: Attempt[] | undefined;
  const tryOnce = (attempt: number): void => {
    const startedAt = patience.now();
    send(attempt, (outcome) => {
      const isLast = attempt > policy.count || !isWorthIt(outcome, policy);
      if (!isLast || attempts !== undefined) {
        attempts ??= [];
        attempts.push({ startedAt, endedAt: patience.now(), code: codeOf(outcome) });
        patience.tried(attempts);
      }
      if (isLast) {
        done(outcome);
        return;
      }
      const wait = waitBefore(attempt, policy, outcome, patience.now(), patience.random);
      patience.later(wait, () => tryOnce(attempt + 1));
    });
  };
  tryOnce(1);
}

/** Lets the time pass that an outcome takes to arrive. An answer that takes too long has no receiver any more [PAL]. */
export function deliver(
  patience: Patience,
  outcome: CallOutcome,
  arrived: (outcome: CallOutcome) => void,
): void {
  const { after = 0 } = outcome;
  if (after === 0) arrived(outcome);
  else if (after <= spans.synchronousCall) patience.later(after, () => arrived(outcome));
  else patience.later(spans.synchronousCall, () => arrived(tooLate));
}

/** What the platform's gateway answers in place of a service that is too slow. */
const tooLate: CallOutcome = {
  kind: "answered",
  answer: {
    statusCode: 504,
    headers: {},
    body: { error: { code: 504, message: "The service did not answer in time." } },
  },
};

function codeOf(outcome: CallOutcome): string {
  return outcome.kind === "answered" ? statusName(outcome.answer.statusCode) : outcome.code;
}
