import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { partnerCenter } from "./facts.ts";
import { operation, respond, type Status } from "./kit/action.ts";
import type { Expression } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  createArray,
  equals,
  joinFilled,
  or,
  orEmpty,
  outputs,
  string,
  triggerBody,
  when,
} from "./kit/functions.ts";
import { isSettled, settleInputs, settlePair } from "./kit/settle.ts";
import { isMicrosofts } from "./merge/look-case.ts";

const read = "Read the referral of the event";
const members = "Read the engagement";
const settle = "Settle our referral";

/** An engagement has two referrals, and one more for each further partner. */
const membersLookedAt = 10;

/** Flow 4: news of a referral in one of our engagements, most often Microsoft's. Finds ours and settles it with what is known. */
export function microsoftUpdates(model: Model): EmittedFlow {
  const member = (index: number, ...keys: readonly string[]): Expression =>
    body(members, "value", index, ...keys);
  const indexes = Array.from({ length: membersLookedAt }, (_, index) => index);
  const ids = joinFilled(createArray(...indexes.map((index) => orEmpty(member(index, "id")))), ",");
  const after: readonly Status[] = ["Succeeded", "Failed", "Skipped", "TimedOut"];
  const call = settlePair({
    name: settle,
    description: "With what Microsoft says of its side. A deal that no opportunity carries is left alone.",
    inputs: {
      [settleInputs.referralId]: ids,
      [settleInputs.microsoftSide]: string(microsoftSide()),
    },
    timeout: "PT20M",
  });
  const lastCall = call.at(-1)?.name ?? settle;
  return writeFlow(model, {
    key: "microsoftUpdates",
    trigger: {
      kind: "started",
      inputs: [
        {
          key: "text",
          title: "Referral id",
          description: "The referral that the event names.",
          type: "text",
          required: true,
        },
      ],
    },
    actions: [
      operation(read, "Which engagement it belongs to.", {
        connection: "referrals",
        operationId: partnerCenter.read,
        repetition: "safe",
        parameters: { id: triggerBody("text") },
      }),
      operation(members, "All referrals of the same engagement: ours and Microsoft's.", {
        connection: "referrals",
        operationId: partnerCenter.list,
        repetition: "safe",
        parameters: {
          $filter: concat("engagementId eq '", orEmpty(body(read, "engagementId")), "'"),
          $top: 100,
        },
      }),
      ...call,
      respond(
        "Answer",
        "200 also where the referral may not be seen: Reconcile looks at our own ones.",
        when(or(isSettled(settle), equals(outputs(settle, "statusCode"), null)), 200, 502),
        { message: coalesce(body(settle, "message"), "") },
        { [settle]: after, [lastCall]: after },
      ),
    ],
  });
}

/** Microsoft's referral as it is: the event's, or else one of the engagement. An empty object where there is none. */
function microsoftSide(): Expression {
  const candidates = [body(read), ...[0, 1, 2, 3].map((index) => body(members, "value", index))];
  return candidates.reduceRight<Expression>(
    (rest, candidate) => when(isMicrosofts(candidate), candidate, rest),
    constant({}),
  );
}
