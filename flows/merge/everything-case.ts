import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize } from "../customize/inputs.ts";
import { type Action, branch, callFlow } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  createArray,
  empty,
  equals,
  joinFilled,
  json,
  not,
  or,
  orEmpty,
  outputs,
  removeProperty,
  setProperty,
  skip,
  string,
  union,
  when,
} from "../kit/functions.ts";
import { helpCode } from "../projection/help.ts";
import { comparisonRows } from "../projection/rows.ts";
import { closeChanges, outgoingReason } from "../projection/stage.ts";
import { steps } from "../records/names.ts";
import { referral } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import { changeReferral } from "./change.ts";
import { sentUnlessChanged } from "./send-case.ts";
import { listChanges } from "./set-lists.ts";
import { decideSets, setOutcome } from "./sets.ts";
import {
  aheadTexts,
  auditNow,
  customizeBody,
  decidedLines,
  eTagText,
  finalColumns,
  hasFlag,
  microsoftText,
  saidText,
  stateWith,
  writeAhead,
} from "./write.ts";

/** The calls of this case, in their order. */
export const everythingSteps = {
  ahead: "Remember everything that is about to be sent",
  change: "Change the referral in all respects",
  alone: "Change what Partner Center may refuse",
  invite: "Invite Microsoft",
  close: "Close the referral",
  write: "Write everything to Salesforce",
} as const;

export const everythingSuffix = " in all respects";

/** Differences both ways, people and solutions, Microsoft invited, the deal closed: in this order. */
export function everythingCase(model: Model): readonly Action[] {
  return [...decideSets(model), ...sentUnlessChanged(model, carryOut(model), everythingSuffix)];
}

function carryOut(model: Model): readonly Action[] {
  const changes = joinFilled(union(createArray(decidedLines("change")), listChanges(model)), ",");
  const hasAlone = hasChangesAlone(model);
  const hasHelp = comparisonRows(model).some((row) => row.kind === "help");
  return [
    branch(
      "If anything is to be sent",
      "It is remembered first, closing and inviting too.",
      or(not(empty(changes)), hasFlag("send"), hasFlag("close"), hasFlag("invite")),
      [
        writeAhead(
          model,
          everythingSteps.ahead,
          decidedPairs(model, "ahead"),
          saidOfEverything(model),
          concat(string(body(steps.decide)), orEmpty(setOutcome(model, "words"))),
        ),
        branch("If fields, people or solutions differ", "All of them in one call.", not(empty(changes)), [
          changeReferral(
            model,
            everythingSteps.change,
            "Unless somebody has changed the referral since it was read.",
            { patch: json(concat("[", changes, "]")), eTag: referral("eTag") },
          ),
        ]),
      ],
    ),
    ...(hasAlone ? [changeAlone(model)] : []),
    ...(hasHelp ? [invite(model)] : []),
    close(model),
    writeEverything(model),
  ];
}

/** Whether any field is sent by a path that Partner Center is not known to take. */
export const hasChangesAlone = (model: Model): boolean =>
  comparisonRows(model).some((row) => row.alone && row.sends !== false);

/** The pairs of fields and sets as they will be, as members of an object. */
const decidedPairs = (model: Model, sets: "pairs" | "ahead" = "pairs"): Expression =>
  skip(concat(leadingComma(decidedLines("pair")), orEmpty(setOutcome(model, sets))), 1);

const leadingComma = (text: Expression): Expression => when(empty(text), "", concat(",", text));

/** The eTag after the changes of this run. */
const eTagNow = (hasAlone: boolean): Expression =>
  coalesce(body(everythingSteps.close, "eTag"), eTagBeforeClosing(hasAlone));

const eTagBeforeClosing = (hasAlone: boolean): Expression =>
  coalesce(
    ...(hasAlone ? [body(everythingSteps.alone, "eTag")] : []),
    body(everythingSteps.change, "eTag"),
    referral("eTag"),
  );

/** Paths that Partner Center is not known to take go alone, last but one. */
function changeAlone(model: Model): Action {
  const changes = decidedLines("alone");
  return branch(
    "If there are changes that Partner Center may refuse",
    "Refused, they must not hold up the others.",
    not(empty(changes)),
    [
      changeReferral(model, everythingSteps.alone, "Paths that are not proven, apart from all others.", {
        patch: json(concat("[", changes, "]")),
        eTag: coalesce(body(everythingSteps.change, "eTag"), referral("eTag")),
      }),
    ],
  );
}

function invite(model: Model): Action {
  const ahead = body(everythingSteps.ahead, "modified");
  return branch(
    "If Microsoft is to be invited",
    "Help was chosen, or an earlier invitation did not come to its end.",
    hasFlag("invite"),
    [
      callFlow(
        everythingSteps.invite,
        "A second referral in the same engagement, made by the only flow that creates referrals.",
        "createReferral",
        {
          text: "Invite",
          text_1: string(customizeBody(model, { [model.crm.opportunity.status]: "Pending" }, ahead)),
          text_2: string(invitation(model)),
          text_4: auditNow(model),
          // What Salesforce is to take is not written yet: only the write of everything settles it.
          text_3: stateWith(model, { ...aheadTexts(model, decidedPairs(model)), attempt: "null" }),
        },
        { timeout: "PT8M" },
      ),
    ],
  );
}

/** What Microsoft's referral takes over from ours, as it is after the changes. */
function invitation(model: Model): Expression {
  const now = (part: string): Expression => coalesce(body(everythingSteps.change, part), referral(part));
  const profile = removeProperty(
    removeProperty(coalesce(now("customerProfile"), constant({})), "isMatchingComplete"),
    "ids",
  );
  const consent = setProperty(
    coalesce(now("consent"), constant({})),
    "consentToShareReferralWithMicrosoftSellers",
    true,
  );
  return withProperties(constant({}), {
    referral: withProperties(constant({ type: "Shared" }), {
      name: now("name"),
      qualification: now("qualification"),
      customerProfile: profile,
      consent,
      details: now("details"),
      team: now("team"),
    }),
    assistance: helpCode(model),
    engagementId: referral("engagementId"),
    id: referral("id"),
  });
}

function close(model: Model): Action {
  return branch(
    "If the deal is to be closed",
    "Nothing can be changed after it: the last call of all.",
    hasFlag("close"),
    [
      changeReferral(model, everythingSteps.close, "Won, lost or declined, with the reason.", {
        patch: json(closeChanges(model, outgoingReason(model))),
        eTag: eTagBeforeClosing(hasChangesAlone(model)),
      }),
    ],
  );
}

/** What the audit is told, of people and solutions too. */
const saidOfEverything = (model: Model): Expression =>
  joinFilled(createArray(saidText(model), orEmpty(setOutcome(model, "words"))), "; ");

/** State, audit and status, with the values that Salesforce takes and its rows. */
function writeEverything(model: Model): Action {
  const values = json(concat("{", decidedLines("values"), "}"));
  const modified = (action: string): Expression =>
    when(empty(orEmpty(body(action, "modified"))), null, body(action, "modified"));
  const guard = coalesce(modified(everythingSteps.invite), modified(everythingSteps.ahead));
  const isUndecided = equals(setOutcome(model, "undecided"), true);
  const bodyNow = withProperties(customizeBody(model, finalColumns(model, isUndecided), guard), {
    [bodyMembers.after]: when(
      equals(setOutcome(model, "solutions"), null),
      constant({}),
      setProperty(constant({}), model.crm.opportunity.solutionCount, setOutcome(model, "solutions")),
    ),
  });
  const invited = outputs(everythingSteps.invite, "body", "microsoft");
  return callCustomize(
    everythingSteps.write,
    "The values that Salesforce takes and its rows, and what is settled now, in one write.",
    {
      type: when(
        or(hasFlag("take"), equals(setOutcome(model, "hasRows"), true)),
        "UpdateOpportunity",
        "StoreState",
      ),
      body: union(bodyNow, values),
      state: stateWith(model, {
        pairs: concat("{", decidedPairs(model), "}"),
        open: skip(concat(leadingComma(decidedLines("open")), orEmpty(setOutcome(model, "open"))), 1),
        msft: when(equals(invited, null), microsoftText(model), string(invited)),
        read: eTagText(eTagNow(hasChangesAlone(model))),
      }),
      audit: saidOfEverything(model),
      auditSoFar: auditNow(model),
      rows: coalesce(setOutcome(model, "rows"), constant({})),
    },
  );
}
