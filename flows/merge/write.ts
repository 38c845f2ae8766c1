import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize, handedRecord } from "../customize/inputs.ts";
import type { Action } from "../kit/action.ts";
import { type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  contains,
  createArray,
  equals,
  joinFilled,
  json,
  not,
  or,
  orEmpty,
  string,
  union,
  utcNow,
  when,
} from "../kit/functions.ts";
import { hasLine, joinMarked } from "../kit/lines.ts";
import { type Flag, markCount, marks, overruledWords, remainingWords } from "../projection/decided-lines.ts";
import { steps } from "../records/names.ts";
import {
  givenMicrosoftSide,
  isAsked,
  isInvitationOpen,
  isMicrosoftGiven,
  jsonText,
  kept,
  opportunity,
  referral,
  stateOwner,
  storedState,
} from "../records/sources.ts";
import { type StateTexts, stateText, withProperties } from "../records/state.ts";

/** The body of a call of [Customize]: the opportunity as it was read, and columns that the sync keeps. */
export function customizeBody(
  model: Model,
  own: Readonly<Record<string, Operand>>,
  guard?: Expression,
): Expression {
  return withProperties(constant({}), {
    [bodyMembers.record]: handedRecord(model, opportunity()),
    ...(guard === undefined ? {} : { [bodyMembers.guard]: guard }),
    [bodyMembers.own]: withProperties(constant({}), own),
  });
}

/** The audit as it was read at the beginning of the run. */
export const auditNow = (model: Model): Expression => orEmpty(kept(model.crm, "audit"));

/** Writes nothing but a status, state and a line for the audit, on the opportunity that was read. */
export function storeOnOpportunity(
  model: Model,
  name: string,
  description: string,
  stored: {
    readonly status: Operand;
    readonly own?: Readonly<Record<string, Operand>>;
    readonly state?: Value;
    readonly audit?: Value;
  },
): Action {
  return callCustomize(name, description, {
    type: "StoreState",
    body: customizeBody(model, { [model.crm.opportunity.status]: stored.status, ...stored.own }),
    state: stored.state ?? "",
    audit: stored.audit ?? "",
    auditSoFar: stored.audit === undefined ? "" : auditNow(model),
  });
}

const decided = (): Expression => body(steps.decide);

/** Lines of the decided rows, by their mark, joined. */
export const decidedLines = (mark: keyof typeof marks, separator: "," | "; " = ","): Expression =>
  joinMarked(decided(), marks[mark], markCount, separator);

export const hasFlag = (flag: Flag): Expression => hasLine(decided(), `${marks.flag} ${flag}`);

export const hasChangesThatGoAlone = (): Expression => hasLine(decided(), `${marks.alone} `);

/** Nothing about Microsoft's side that the state does not know already. */
export const isMicrosoftNews = (model: Model): Expression =>
  and(isMicrosoftGiven(), not(equals(givenSide(), storedState(model.crm, "msft"))));

/** What the state remembers of Microsoft's side. */
const givenSide = (): Expression =>
  withProperties(constant({}), {
    id: givenMicrosoftSide("id"),
    status: givenMicrosoftSide("status"),
    substatus: givenMicrosoftSide("substatus"),
  });

export const microsoftText = (model: Model): Expression =>
  when(isMicrosoftGiven(), string(givenSide()), jsonText(storedState(model.crm, "msft")));

const microsoftWords = {
  "New/Pending": "Microsoft has been asked",
  "New/Received": "Microsoft has received the deal",
  "Active/Accepted": "Microsoft accepted the deal",
  "Closed/Declined": "Microsoft declined the deal",
  "Closed/Expired": "Microsoft did not answer in time",
  "Closed/Won": "Microsoft closed the deal as won",
  "Closed/Lost": "Microsoft closed the deal as lost",
};

/** What is said of Microsoft's side; an unchanged repeat says nothing. */
function microsoftNews(model: Model): Expression {
  const state = concat(orEmpty(givenMicrosoftSide("status")), "/", orEmpty(givenMicrosoftSide("substatus")));
  const reason = orEmpty(givenMicrosoftSide("statusReason"));
  return when(
    isMicrosoftNews(model),
    concat(
      coalesce(get(constant(microsoftWords), state), "Microsoft's side changed"),
      " (",
      orEmpty(givenMicrosoftSide("substatus")),
      ")",
      when(equals(reason, ""), "", concat(": ", reason)),
    ),
    "",
  );
}

/** What the audit is told of this run; empty when there is nothing to say. */
export const saidText = (model: Model): Expression =>
  joinFilled(createArray(decidedLines("words", "; "), microsoftNews(model)), "; ");

/** Something that only the flow which creates may do, while this run was started by another one. */
export const needsCreator = (model: Model): Expression =>
  or(hasFlag("ask"), and(isInvitationOpen(model.crm), not(isAsked("mayCreate"))));

/** The status that a run ends in: it follows from what stays refused and open. */
export function statusAfter(model: Model, isUndecided: Expression = equals(1, 0)): Expression {
  return when(
    needsCreator(model),
    "Pending",
    when(
      hasLine(decided(), `${marks.refused} "`),
      "Error",
      when(or(hasFlag("conflict"), isUndecided), "Conflict", "Synced"),
    ),
  );
}

/** The state with the given members; the others as the comparison has made them. */
export function stateWith(model: Model, members: Partial<StateTexts> = {}): Expression {
  return stateText(model, {
    owner: stateOwner(),
    pairs: concat("{", decidedLines("pair"), "}"),
    sent: "{}",
    open: decidedLines("open"),
    refused: decidedLines("refused"),
    attempt: when(
      and(isInvitationOpen(model.crm), not(isAsked("mayCreate"))),
      jsonText(storedState(model.crm, "attempt")),
      "null",
    ),
    msft: microsoftText(model),
    read: eTagText(referral("eTag")),
    ...members,
  });
}

/** The eTag as a list of one, because it holds quotes of its own. */
export const eTagText = (eTag: Expression): Expression => string(createArray(eTag));

/** The state while something is under way: the pairs as they were, and those that hold once all has been carried out. */
export const aheadTexts = (model: Model, pairs: Expression): Partial<StateTexts> => ({
  pairs: jsonText(coalesce(storedState(model.crm, "pairs"), constant({}))),
  sent: concat("{", pairs, "}"),
  read: "null",
});

/** Stores what is about to be sent, so that any later run knows of it. */
export function writeAhead(
  model: Model,
  name: string,
  pairs: Expression = decidedLines("pair"),
  said: Expression = saidText(model),
  judged: Expression = string(body(steps.decide)),
): Action {
  // What a policy or people decide on, or what stays different, must be known even if this run never comes to its end.
  const overruled = or(...[overruledWords, ...remainingWords].map((each) => contains(judged, each)));
  return callCustomize(
    name,
    "Stored before it is sent: whoever comes later knows what this run was about to do.",
    {
      type: "StoreState",
      body: customizeBody(model, { [model.crm.opportunity.status]: "Pending" }),
      state: stateWith(model, {
        ...aheadTexts(model, pairs),
        attempt: jsonText(storedState(model.crm, "attempt")),
      }),
      audit: when(overruled, concat("Sending: ", said), ""),
      auditSoFar: auditNow(model),
    },
  );
}

/** Columns of the last write of a run. */
export const finalColumns = (model: Model, isUndecided?: Expression): Readonly<Record<string, Operand>> => ({
  [model.crm.opportunity.status]: statusAfter(model, isUndecided),
  [model.crm.opportunity.lastSynced]: utcNow("yyyy-MM-ddTHH:mm:ssZ"),
});

/** Writes the outcome after a change that carried nothing back: state, audit and status. */
export function writeAfterSending(model: Model, guard: Expression): Action {
  return callCustomize(steps.write, "What was sent is settled now: pairs, audit and status in one write.", {
    type: "StoreState",
    body: customizeBody(model, finalColumns(model), guard),
    state: stateWith(model, { read: eTagText(coalesce(body(steps.change, "eTag"), referral("eTag"))) }),
    audit: saidText(model),
    auditSoFar: auditNow(model),
  });
}

/** Writes what Salesforce takes, or only that both sides are as they should be. */
export function writeOnly(model: Model): Action {
  const values = json(concat("{", decidedLines("values"), "}"));
  return callCustomize(
    steps.writeOnly,
    "Nothing is to be sent: Partner Center's values, or only pairs, audit and status.",
    {
      type: when(hasFlag("take"), "UpdateOpportunity", "StoreState"),
      body: union(customizeBody(model, finalColumns(model)), values),
      state: stateWith(model),
      audit: saidText(model),
      auditSoFar: auditNow(model),
    },
  );
}
