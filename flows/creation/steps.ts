import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  constant,
  equals,
  json,
  orEmpty,
  outputs,
  triggerBody,
  utcNow,
  when,
} from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";
import { withProperties } from "../records/state.ts";

export const inputs: readonly FlowInput[] = [
  {
    key: "text",
    title: "Step",
    description: "Create makes a referral; Invite asks Microsoft to join one.",
    type: "text",
    required: true,
    options: ["Create", "Invite"],
  },
  {
    key: "text_1",
    title: "Opportunity",
    description: "The body for [Customize]: the record and columns, as JSON.",
    type: "text",
    required: true,
  },
  {
    key: "text_2",
    title: "Referral",
    description: "The referral to create, and the help that is asked for, as JSON.",
    type: "text",
    required: true,
  },
  {
    key: "text_3",
    title: "State",
    description: "What is remembered of the pair, as JSON.",
    type: "text",
    required: true,
  },
  {
    key: "text_4",
    title: "Audit so far",
    description: "The audit of the opportunity as it was read.",
    type: "text",
    required: false,
  },
];

export const steps = {
  ahead: "Remember that a referral is being created",
  what: "What is to be created",
  post: "Create our referral",
  postShared: "Create our referral of a co-sell deal",
  members: "Look who is in the engagement",
  membersOfNew: "Look who is in the new engagement",
  invite: "Invite Microsoft to the deal",
  inviteToNew: "Invite Microsoft to the new deal",
  found: "Microsoft's referral of the deal",
  foundInNew: "Microsoft's referral of the new deal",
  store: "Store the referral on the opportunity",
  again: "Read when the opportunity was last changed",
  storeAgain: "Store the referral on the opportunity after all",
  why: "Write down why there is no referral",
} as const;

export const wanted = (...keys: readonly string[]): Expression => get(json(triggerBody("text_2")), ...keys);

export const opportunityBody = (...keys: readonly string[]): Expression =>
  get(json(triggerBody("text_1")), ...keys);

export const state = (...keys: readonly string[]): Expression => get(json(triggerBody("text_3")), ...keys);

export const auditSoFar = (): Expression => orEmpty(triggerBody("text_4"));

export const isCreation = (): Expression => equals(triggerBody("text"), "Create");

export const posted = (key: string): Expression =>
  coalesce(body(steps.post, key), body(steps.postShared, key));

export const invited = (key: string): Expression =>
  coalesce(body(steps.invite, key), body(steps.inviteToNew, key));

export const postStatus = (): Expression =>
  coalesce(outputs(steps.post, "statusCode"), outputs(steps.postShared, "statusCode"));

export const inviteStatus = (): Expression =>
  coalesce(outputs(steps.invite, "statusCode"), outputs(steps.inviteToNew, "statusCode"));

/** What is attempted, and since when. */
export function attempt(step: Expression | string): Expression {
  return withProperties(constant({}), {
    step,
    at: utcNow("yyyy-MM-ddTHH:mm:ssZ"),
    engagementId: coalesce(wanted("engagementId"), ""),
  });
}

/** Identifier and link of our referral; null where there is none. */
export const ownId = (): Expression => coalesce(posted("id"), wanted("id"));

/** Microsoft's side as the state remembers it, of a referral that was made now or was there; null until an event tells of it. */
export function microsoftSide(): Expression {
  const side = (key: string): Expression =>
    coalesce(invited(key), body(steps.found, 0, key), body(steps.foundInNew, 0, key));
  return when(
    equals(side("id"), null),
    null,
    withProperties(constant({}), { id: side("id"), status: side("status"), substatus: side("substatus") }),
  );
}

/** Nothing was tried, because the run had been held up for too long. */
export const isLate = (): Expression =>
  and(
    equals(postStatus(), null),
    equals(coalesce(outputs(steps.members, "statusCode"), outputs(steps.membersOfNew, "statusCode")), null),
  );
