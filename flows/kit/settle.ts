import { type Action, branch, callFlow } from "./action.ts";
import type { Expression, Value } from "./expression.ts";
import { equals, or, outputs } from "./functions.ts";

/** Inputs of the merging flow, by their positional keys. */
export const settleInputs = {
  opportunityId: "text",
  referralId: "text_1",
  microsoftSide: "text_2",
  mayCreate: "boolean",
  fromReconcile: "boolean_1",
  lastTime: "boolean_2",
} as const;

/** Somebody changed a record while it was being settled, or a pair was just made that now wants settling. */
export const settleAgain = 412;

export interface Settling {
  /** The name of the first call; the others add to it. */
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, Value>>;
  readonly timeout: string;
  readonly after?: NonNullable<Action["after"]>;
}

/**
 * Calls the merging flow, and again when it says so: three times at most. Where the first call settles everything,
 * nothing else runs.
 */
export function settlePair({ name, description, inputs, timeout, after }: Settling): readonly Action[] {
  const again = `${name} again`;
  const last = `${name} a last time`;
  const isAskedBy = (action: string): Expression => equals(outputs(action, "statusCode"), settleAgain);
  const call = (action: string, words: string, more: Readonly<Record<string, Value>>): Action =>
    callFlow(action, words, "salesforceToPartnerCenter", { ...inputs, ...more }, { timeout });
  const first = call(name, description, {});
  return [
    after === undefined ? first : { ...first, after },
    branch(
      `Whether to ${lowerFirst(again)}`,
      "412: a record was changed meanwhile, or a pair was just made that now wants settling.",
      isAskedBy(name),
      [
        call(again, "Reads both sides again.", {}),
        branch(
          `Whether to ${lowerFirst(last)}`,
          "Three times at most.",
          isAskedBy(again),
          [
            call(last, "What cannot be settled now is written down on the opportunity.", {
              [settleInputs.lastTime]: true,
            }),
          ],
          [],
          { [again]: ["Failed"] },
        ),
      ],
      [],
      { [name]: ["Failed"] },
    ),
  ];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What the calls of `settlePair` were answered in the end. */
export function isSettled(name: string): Expression {
  return or(
    ...[name, `${name} again`, `${name} a last time`].map((action) =>
      equals(outputs(action, "statusCode"), 200),
    ),
  );
}

/** How the merger's answer begins for a referral that names an opportunity which does not exist. */
export const orphanWords = "No opportunity: referral ";
