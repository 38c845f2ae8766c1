import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize } from "../customize/inputs.ts";
import { partnerCenter, referralLinkStart } from "../facts.ts";
import { type Action, branch, choose, operation, respond } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import { writeFlow } from "../kit/flow-file.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  cut,
  empty,
  equals,
  greater,
  json,
  less,
  not,
  or,
  orEmpty,
  outputs,
  replace,
  setProperty,
  string,
  sub,
  ticks,
  triggerBody,
  utcNow,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import type { FlowInput } from "../kit/trigger.ts";
import { meaning, messageOf } from "../kit/words.ts";
import { withProperties } from "../records/state.ts";
import { microsoftReferral } from "./new-referral.ts";
import { readRecordAgain } from "./read-again.ts";

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
];

const steps = {
  ahead: "Remember that a referral is being created",
  what: "What is to be created",
  post: "Create our referral",
  postShared: "Create our referral of a co-sell deal",
  members: "Look who is in the engagement",
  membersOfNew: "Look who is in the new engagement",
  invite: "Invite Microsoft to the deal",
  inviteToNew: "Invite Microsoft to the new deal",
  store: "Store the referral on the opportunity",
  again: "Read when the opportunity was last changed",
  storeAgain: "Store the referral on the opportunity after all",
  why: "Write down why there is no referral",
} as const;

const wanted = (...keys: readonly string[]): Expression => get(json(triggerBody("text_2")), ...keys);
const opportunityBody = (...keys: readonly string[]): Expression => get(json(triggerBody("text_1")), ...keys);
const state = (...keys: readonly string[]): Expression => get(json(triggerBody("text_3")), ...keys);
const isCreation = (): Expression => equals(triggerBody("text"), "Create");

const posted = (key: string): Expression => coalesce(body(steps.post, key), body(steps.postShared, key));
const invited = (key: string): Expression => coalesce(body(steps.invite, key), body(steps.inviteToNew, key));
const postStatus = (): Expression =>
  coalesce(outputs(steps.post, "statusCode"), outputs(steps.postShared, "statusCode"));
const inviteStatus = (): Expression =>
  coalesce(outputs(steps.invite, "statusCode"), outputs(steps.inviteToNew, "statusCode"));

/** Answers to a creation that leave no referral behind; after any other one it may exist. */
const cleanRefusals = [400, 401, 403, 404, 422, 429];

/** Flow 3: the only one that creates referrals. What it is about to do is stored first, so that nothing is created twice. */
export function createReferral(model: Model): EmittedFlow {
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
          state: string(setProperty(state(), "attempt", attempt(when(isCreation(), "post", "invite")))),
          audit: "",
        },
      ),
      choose(
        steps.what,
        "Tested directly before it: what is held up for five minutes is left to the next run.",
        whatToCreate(),
        [
          { value: "Own deal", actions: [createOwn(steps.post)] },
          {
            value: "Co-sell deal",
            actions: [
              createOwn(steps.postShared),
              ...inviteMicrosoft(
                steps.membersOfNew,
                steps.inviteToNew,
                body(steps.postShared, "engagementId"),
              ),
            ],
          },
          {
            value: "Invitation",
            actions: inviteMicrosoft(steps.members, steps.invite, wanted("engagementId")),
          },
        ],
      ),
      storeReferral(model),
      ...ifChangedMeanwhile(model),
      writeWhy(model),
      answer(),
    ],
  });
}

/** What is attempted, and since when. */
function attempt(step: Expression | string): Expression {
  return withProperties(constant({}), {
    step,
    at: utcNow("yyyy-MM-ddTHH:mm:ssZ"),
    engagementId: coalesce(wanted("engagementId"), ""),
  });
}

const fiveMinutesInTicks = 5 * 60 * 10_000_000;

function whatToCreate(): Expression {
  const remembered = replace(coalesce(body(steps.ahead, "modified"), utcNow()), "+0000", "Z");
  const isFresh = less(sub(ticks(utcNow()), ticks(remembered)), fiveMinutesInTicks);
  const isCoSell = not(empty(orEmpty(wanted("assistance"))));
  return when(
    not(isFresh),
    "Too late",
    when(isCreation(), when(isCoSell, "Co-sell deal", "Own deal"), "Invitation"),
  );
}

function createOwn(name: string): Action {
  return operation(name, "Not repeated by itself: a second referral could not be taken back.", {
    connection: "referrals",
    operationId: partnerCenter.create,
    repetition: "never",
    timeout: "PT2M",
    parameters: { Referral: wanted("referral") },
  });
}

function inviteMicrosoft(members: string, invite: string, engagementId: Expression): readonly Action[] {
  return [
    operation(members, "Microsoft may have been invited by an earlier attempt.", {
      connection: "referrals",
      operationId: partnerCenter.list,
      repetition: "safe",
      parameters: { $filter: concat("engagementId eq '", engagementId, "'"), $top: 100 },
    }),
    branch(
      `If Microsoft is not there (${members.toLowerCase()})`,
      "Asked once only.",
      not(isThere(members)),
      [
        operation(invite, "Microsoft's referral of the deal, with the help that is asked for.", {
          connection: "referrals",
          operationId: partnerCenter.create,
          repetition: "never",
          timeout: "PT2M",
          parameters: {
            Referral: microsoftReferral(wanted("referral"), engagementId, wanted("assistance")),
          },
        }),
      ],
    ),
  ];
}

/** Addressed to Microsoft, or made by it. */
function isThere(members: string): Expression {
  const text = string(listOf(body(members, "value")));
  const { microsoftTarget } = partnerCenter;
  return or(
    contains(text, `"id":"${microsoftTarget}"`),
    contains(text, `"organizationId":"${microsoftTarget}"`),
  );
}

/** Identifier and link of our referral; null where there is none. */
const ownId = (): Expression => coalesce(posted("id"), wanted("id"));

/** Microsoft's side as the state remembers it; null until the next event tells of it. */
const microsoftSide = (): Expression =>
  when(
    equals(invited("id"), null),
    null,
    withProperties(constant({}), {
      id: invited("id"),
      status: invited("status"),
      substatus: invited("substatus"),
    }),
  );

/** Nothing was tried, because the run had been held up for too long. */
const isLate = (): Expression =>
  and(
    equals(postStatus(), null),
    equals(coalesce(outputs(steps.members, "statusCode"), outputs(steps.membersOfNew, "statusCode")), null),
  );

/** The body for [Customize] after the attempt was remembered. */
function bodyAfterAttempt(own: Expression, guard: Expression): Expression {
  return setProperty(setProperty(opportunityBody(), bodyMembers.own, own), bodyMembers.guard, guard);
}

/** Columns with what was created; a creation ends Synced, an invitation goes on where it was asked for. */
function columnsOfSuccess(model: Model): Expression {
  const { referralIdentifier, referralLink, status, lastSynced } = model.crm.opportunity;
  const linked = withProperties(constant({}), {
    [referralIdentifier]: ownId(),
    [referralLink]: concat(referralLinkStart, orEmpty(ownId())),
    [status]: "Synced",
    [lastSynced]: utcNow("yyyy-MM-ddTHH:mm:ssZ"),
  });
  const unchanged = (value: string): Expression => setProperty(constant({}), status, value);
  return when(isLate(), unchanged("Error"), when(isCreation(), linked, unchanged("Pending")));
}

function stateOfSuccess(): Expression {
  const created = withProperties(state(), {
    pairs: state("sent"),
    sent: constant({}),
    attempt: null,
    msft: microsoftSide(),
    read: createArray(posted("eTag")),
  });
  const joined = withProperties(state(), { attempt: null, msft: coalesce(microsoftSide(), state("msft")) });
  const late = setProperty(state(), "attempt", attempt(when(isCreation(), "post", "invite")));
  return string(when(isLate(), late, when(isCreation(), created, joined)));
}

const successWords = (): Expression =>
  when(
    isLate(),
    "The run was held up for too long to create anything: the next one looks first",
    when(
      isCreation(),
      when(
        equals(invited("id"), null),
        "Referral created in Partner Center",
        "Referral created in Partner Center; Microsoft invited to the deal",
      ),
      "Microsoft invited to the deal",
    ),
  );

function storeReferral(model: Model): Action {
  return {
    ...callCustomize(
      steps.store,
      "Identifier, link, pairs and audit in one write: a creation is settled by it.",
      {
        type: "StoreState",
        body: bodyAfterAttempt(columnsOfSuccess(model), coalesce(body(steps.ahead, "modified"), null)),
        state: stateOfSuccess(),
        audit: successWords(),
      },
    ),
    after: { [steps.what]: ["Succeeded"] },
  };
}

/** The identity of a referral that was created is stored whatever the seller has done meanwhile; the rest waits for the next run. */
function ifChangedMeanwhile(model: Model): readonly Action[] {
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
          [bodyMembers.record]: setProperty(
            opportunityBody(bodyMembers.record),
            model.crm.opportunity.audit,
            body(steps.again, model.crm.opportunity.audit),
          ),
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
      },
      { [steps.again]: ["Succeeded"] },
    ),
  ];
}

/** In words, on the opportunity. A clear refusal ends the attempt; after anything else the next run looks first. */
function writeWhy(model: Model): Action {
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

function answer(): Action {
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
