import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { partnerCenter } from "./facts.ts";
import { branch, callFlow, filter, operation, respond } from "./kit/action.ts";
import { type Expression, get, variable } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  empty,
  equals,
  item,
  not,
  or,
  orEmpty,
  outputs,
  string,
  triggerBody,
  when,
} from "./kit/functions.ts";
import { inputs } from "./records/sources.ts";
import { withProperties } from "./records/state.ts";

const read = "Read the referral of the event";
const members = "Read the engagement";
const ours = "Our referral of the deal";
const microsofts = "Microsoft's referral of the deal";
const settle = "Settle our referral";

/** Flow 4: news of a referral in one of our engagements, most often Microsoft's. Finds ours and settles it with what is known. */
export function microsoftUpdates(model: Model): EmittedFlow {
  const isMicrosofts = contains(
    string(coalesce(get(item(), "target"), constant([]))),
    `"id":"${partnerCenter.microsoftTarget}"`,
  );
  const isOurs = when(
    empty(variable("organizationId")),
    and(not(isMicrosofts), not(empty(orEmpty(get(item(), "externalReferenceId"))))),
    and(equals(get(item(), "organizationId"), variable("organizationId")), not(isMicrosofts)),
  );
  const list = coalesce(body(members, "value"), constant([]));
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
      filter(ours, "The one of our organization.", list, isOurs),
      filter(microsofts, "The one that is addressed to Microsoft.", list, isMicrosofts),
      branch("If the deal is ours", "A deal of others is left alone.", not(empty(body(ours))), [
        callFlow(
          settle,
          "With what Microsoft says of its side.",
          "salesforceToPartnerCenter",
          { [inputs.referralId]: body(ours, 0, "id"), [inputs.microsoftSide]: string(microsoftSide()) },
          { timeout: "PT20M" },
        ),
      ]),
      respond(
        "Answer",
        "200 also where the referral may not be seen: Reconcile looks at our own ones.",
        when(
          or(equals(outputs(settle, "statusCode"), null), equals(outputs(settle, "statusCode"), 200)),
          200,
          502,
        ),
        { message: coalesce(body(settle, "message"), "") },
        {
          [read]: ["Succeeded", "Failed", "TimedOut"],
          "If the deal is ours": ["Succeeded", "Failed", "Skipped", "TimedOut"],
        },
      ),
    ],
  });
}

/** Microsoft's side as the merger takes it, or an empty object. */
function microsoftSide(): Expression {
  const side = (...keys: readonly string[]): Expression => get(body(microsofts, 0), ...keys);
  return when(
    empty(body(microsofts)),
    constant({}),
    withProperties(constant({}), {
      id: side("id"),
      status: side("status"),
      substatus: side("substatus"),
      msxId: side("trackingInfo", "microsoftMsxId"),
    }),
  );
}
