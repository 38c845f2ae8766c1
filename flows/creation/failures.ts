import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize } from "../customize/inputs.ts";
import { referralLinkStart } from "../facts.ts";
import { type Action, respond } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  cut,
  equals,
  greater,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  string,
  utcNow,
  when,
} from "../kit/functions.ts";
import { meaning, messageOf } from "../kit/words.ts";
import { withProperties } from "../records/state.ts";
import { readRecordAgain } from "./read-again.ts";
import {
  attempt,
  auditSoFar,
  inviteStatus,
  isCreation,
  microsoftSide,
  opportunityBody,
  ownId,
  posted,
  postStatus,
  state,
  steps,
} from "./steps.ts";
import { bodyAfterAttempt, stateOfSuccess, successWords } from "./store-referral.ts";

/** Answers to a creation that leave no referral behind; after any other one it may exist. */
const cleanRefusals = [400, 401, 403, 404, 422, 429];

/** The identity of a referral that was created is stored whatever the seller has done meanwhile; the rest waits for the next run. */
export function ifChangedMeanwhile(model: Model): readonly Action[] {
  const { referralIdentifier, referralLink, status } = model.crm.opportunity;
  return [
    {
      ...readRecordAgain(model, steps.again, opportunityBody(bodyMembers.record, "Id")),
      after: { [steps.store]: ["Failed", "TimedOut"] },
    },
    callCustomize(
      steps.storeAgain,
      "Only who it is, and that there is more to settle.",
      {
        type: "StoreState",
        body: withProperties(opportunityBody(), {
          [bodyMembers.guard]: body(steps.again, "SystemModstamp"),
          [bodyMembers.own]: when(
            isCreation(),
            withProperties(constant({}), {
              [referralIdentifier]: ownId(),
              [referralLink]: concat(referralLinkStart, orEmpty(ownId())),
              [status]: "Pending",
            }),
            setProperty(constant({}), status, "Pending"),
          ),
        }),
        state: stateOfSuccess(),
        audit: successWords(),
        auditSoFar: orEmpty(body(steps.again, model.crm.opportunity.audit)),
      },
      { [steps.again]: ["Succeeded"] },
    ),
  ];
}

/** In words, on the opportunity. A clear refusal ends the attempt; after anything else the next run looks first. */
export function writeWhy(model: Model): Action {
  const { status, referralIdentifier, referralLink } = model.crm.opportunity;
  const code = coalesce(inviteStatus(), postStatus(), 504);
  const isClean = contains(constant([...cleanRefusals]), coalesce(postStatus(), 0));
  const isPosted = not(equals(posted("id"), null));
  const failed = withProperties(state(), {
    attempt: when(
      and(isClean, not(isPosted)),
      null,
      attempt(when(or(isPosted, not(isCreation())), "invite", "post")),
    ),
    refused: when(
      and(isClean, not(isPosted), isCreation()),
      setProperty(constant({}), "create", createArray(postStatus(), utcNow("yyyy-MM-ddTHH:mm:ssZ"))),
      coalesce(state("refused"), constant({})),
    ),
    sent: when(isPosted, constant({}), state("sent")),
    pairs: when(isPosted, state("sent"), state("pairs")),
  });
  const own = withProperties(constant({}), { [status]: "Error" });
  const withIdentity = withProperties(own, {
    [referralIdentifier]: posted("id"),
    [referralLink]: concat(referralLinkStart, orEmpty(posted("id"))),
  });
  return callCustomize(
    steps.why,
    "A clear refusal ends the attempt; after anything else the next run looks before it creates.",
    {
      type: "StoreState",
      body: bodyAfterAttempt(
        when(isPosted, withIdentity, own),
        coalesce(body(steps.ahead, "modified"), null),
      ),
      state: string(failed),
      audit: concat(
        when(
          isPosted,
          "The referral was created, but Microsoft could not be invited (",
          "Partner Center did not take the referral (",
        ),
        string(code),
        ", ",
        meaning(code),
        "): ",
        reason(),
      ),
      auditSoFar: auditSoFar(),
    },
    { [steps.what]: ["Failed", "TimedOut"] },
  );
}

function reason(): Expression {
  const said = (action: string): Expression =>
    when(greater(coalesce(outputs(action, "statusCode"), 0), 399), messageOf(body(action)), null);
  return cut(
    coalesce(
      said(steps.invite),
      said(steps.inviteToNew),
      said(steps.members),
      said(steps.membersOfNew),
      said(steps.post),
      said(steps.postShared),
      "there was no answer",
    ),
    300,
  );
}

export function answer(): Action {
  const all = ["Succeeded", "Failed", "Skipped", "TimedOut"] as const;
  const stored = coalesce(outputs(steps.storeAgain, "statusCode"), outputs(steps.store, "statusCode"), 0);
  return respond(
    "Answer",
    "201 when the referral is there, 412 when somebody changed the opportunity meanwhile, 502 otherwise.",
    when(
      equals(outputs(steps.ahead, "statusCode"), 412),
      412,
      when(equals(outputs(steps.store, "statusCode"), 200), 201, when(equals(stored, 200), 412, 502)),
    ),
    {
      id: coalesce(ownId(), ""),
      modified: coalesce(body(steps.store, "modified"), ""),
      microsoft: microsoftSide(),
      written: equals(outputs(steps.why, "statusCode"), 200),
      message: coalesce(body(steps.ahead, "message"), reason()),
    },
    { [steps.why]: all, [steps.storeAgain]: all },
  );
}
