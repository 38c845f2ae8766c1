import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, branch, operation, respond } from "../kit/action.ts";
import { call, type Expression, get, type Value } from "../kit/expression.ts";
import { writeFlow } from "../kit/flow-file.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  cut,
  empty,
  equals,
  json,
  less,
  not,
  orEmpty,
  outputs,
  setProperty,
  string,
  triggerBody,
  utcNow,
  when,
} from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";
import { meaning } from "../kit/words.ts";
import { auditWith } from "../records/audit.ts";
import { guardTime } from "../records/salesforce-requests.ts";
import { stateText } from "../records/state.ts";
import { microsoftReferral } from "./new-referral.ts";

const inputs: readonly FlowInput[] = [
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
    description: "The body for [Customize]: id, guard and columns, as JSON.",
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
    required: false,
  },
  { key: "text_4", title: "Audit", description: "The audit so far.", type: "text", required: false },
];

const steps = {
  ahead: "Remember that a referral is being created",
  post: "Create our referral",
  members: "Look who is in the engagement",
  invite: "Invite Microsoft to the deal",
  store: "Store the referral on the opportunity",
} as const;

const wanted = (...keys: readonly string[]): Expression => get(json(triggerBody("text_2")), ...keys);
const opportunityBody = (): Expression => json(triggerBody("text_1"));
const state = (): Expression => json(triggerBody("text_3"));
const isStep = (name: "Create" | "Invite"): Expression => equals(triggerBody("text"), name);

/** The engagement of the deal: of the referral just created, or the one given. */
const engagement = (): Expression => coalesce(body(steps.post, "engagementId"), wanted("engagementId"));

/** Answers to a creation that leave no referral behind; after any other one it may exist. */
const cleanRefusals = [400, 401, 403, 404, 422, 429];

/** Flow 3: the only one that creates referrals. What it is about to do is stored first, so that nothing is created twice. */
export function createReferral(model: Model): EmittedFlow {
  const fresh = and(isStep("Create"), isFresh());
  return writeFlow(model, {
    key: "createReferral",
    trigger: { kind: "started", inputs },
    actions: [
      callCustomize(
        steps.ahead,
        "If this run ends here, the next one knows to look for the referral first.",
        {
          type: "StoreState",
          body: opportunityBody(),
          state: stateText(state(), { attempt: attempt(when(isStep("Create"), "post", "invite")) }),
          audit: orEmpty(triggerBody("text_4")),
        },
      ),
      branch(
        "If our own referral is to be created",
        "Not repeated by itself, and not sent late: another run may have taken over by then.",
        fresh,
        [
          operation(steps.post, "Our own referral of the deal.", {
            connection: "referrals",
            operationId: partnerCenter.create,
            repetition: "never",
            timeout: "PT2M",
            parameters: { Referral: wanted("referral") },
          }),
        ],
      ),
      branch(
        "If Microsoft is to be invited",
        "Co-sell: a second referral in the same engagement, addressed to Microsoft.",
        not(empty(orEmpty(wanted("assistance")))),
        inviteMicrosoft(),
      ),
      storeReferral(model),
      ...failures(model),
    ],
  });
}

/** Time of the attempt, and what it is for. */
function attempt(step: Expression | string): Expression {
  return setProperty(
    setProperty(setProperty(constant({}), "step", step), "at", utcNow("yyyy-MM-ddTHH:mm:ssZ")),
    "engagementId",
    coalesce(wanted("engagementId"), ""),
  );
}

/** The run may have been held up between remembering and creating. */
function isFresh(): Expression {
  const remembered = coalesce(body(steps.ahead, "modified"), call("utcNow"));
  const age = call(
    "sub",
    call("ticks", call("utcNow")),
    call("ticks", call("replace", remembered, "+0000", "Z")),
  );
  return less(age, fiveMinutesInTicks);
}

const fiveMinutesInTicks = 5 * 60 * 10_000_000;

function inviteMicrosoft(): readonly Action[] {
  const targets = string(coalesce(body(steps.members, "value"), constant([])));
  const isThere = contains(targets, `"id":"${partnerCenter.microsoftTarget}"`);
  return [
    operation(steps.members, "Microsoft may have been invited by an earlier attempt.", {
      connection: "referrals",
      operationId: partnerCenter.list,
      repetition: "safe",
      parameters: { $filter: concat("engagementId eq '", engagement(), "'"), $top: 100 },
    }),
    branch("If Microsoft is not there yet", "Asked once only.", not(isThere), [
      operation(steps.invite, "Microsoft's referral of the deal, with the help that is asked for.", {
        connection: "referrals",
        operationId: partnerCenter.create,
        repetition: "never",
        timeout: "PT2M",
        parameters: { Referral: microsoftReferral(wanted("referral"), engagement(), wanted("assistance")) },
      }),
    ]),
  ];
}

/** Where people see the referral (the shape of the link in Microsoft's own solution). */
const linkStart = "https://partner.microsoft.com/referrals/v2/inbox?id=";

/** The columns of the opportunity with identifier and link put in, once our referral is known. */
function ownColumns(model: Model, status: string): Expression {
  const { referralIdentifier, referralLink, status: statusColumn } = model.crm.opportunity;
  const id = coalesce(body(steps.post, "id"), wanted("id"));
  const own = setProperty(get(opportunityBody(), bodyMembers.own), statusColumn, status);
  const linked = setProperty(setProperty(own, referralIdentifier, id), referralLink, concat(linkStart, id));
  return when(equals(id, null), own, linked);
}

/** The body for [Customize] after the attempt was remembered. */
function bodyAfterAttempt(model: Model, status: string): Expression {
  const withOwn = setProperty(opportunityBody(), bodyMembers.own, ownColumns(model, status));
  return setProperty(withOwn, bodyMembers.guard, guardTime(coalesce(body(steps.ahead, "modified"), "")));
}

function storeReferral(model: Model): Action {
  const words = when(isStep("Create"), "Referral created in Partner Center", "Microsoft invited to the deal");
  return callCustomize(steps.store, "Identifier and link; the merge that follows settles the fields.", {
    type: "StoreState",
    body: bodyAfterAttempt(model, "Pending"),
    state: stateText(state(), { attempt: attempt("created") }),
    audit: auditWith(triggerBody("text_4"), words, model.flowOptions.auditMaxLength),
  });
}

function failures(model: Model): readonly Action[] {
  const postStatus = outputs(steps.post, "statusCode");
  const inviteStatus = outputs(steps.invite, "statusCode");
  const status = coalesce(inviteStatus, postStatus, outputs(steps.ahead, "statusCode"), 500);
  const answerBody: Value = {
    id: coalesce(body(steps.post, "id"), ""),
    modified: coalesce(body(steps.store, "modified"), ""),
    message: reason(),
  };
  const isPosted = not(equals(coalesce(body(steps.post, "id"), wanted("id")), null));
  const isClean = contains(constant([...cleanRefusals]), coalesce(postStatus, 0));
  const store = callCustomize(
    "Write down why there is no referral",
    "In words, on the opportunity. A clear refusal ends the attempt; after anything else the next run looks first.",
    {
      type: "StoreState",
      body: bodyAfterAttempt(model, "Error"),
      state: stateText(state(), { attempt: when(isClean, null, attempt(when(isPosted, "invite", "post"))) }),
      audit: auditWith(
        triggerBody("text_4"),
        concat(
          "Partner Center did not take the referral (",
          string(status),
          ", ",
          meaning(status),
          "): ",
          reason(),
        ),
        model.flowOptions.auditMaxLength,
      ),
    },
    { [steps.store]: ["Failed", "Skipped", "TimedOut"] },
  );
  return [
    store,
    respond(
      "Answer",
      "201 when the referral is there, 412 when somebody changed the opportunity meanwhile, 502 otherwise.",
      when(
        equals(outputs(steps.store, "statusCode"), 200),
        201,
        when(equals(outputs(steps.ahead, "statusCode"), 412), 412, 502),
      ),
      answerBody,
      { [store.name]: ["Succeeded", "Failed", "Skipped", "TimedOut"] },
    ),
  ];
}

function reason(): Expression {
  const said = (action: string): Expression =>
    coalesce(body(action, "error", "message"), body(action, "message"));
  return cut(coalesce(said(steps.invite), said(steps.post), body(steps.ahead, "message"), ""), 300);
}
