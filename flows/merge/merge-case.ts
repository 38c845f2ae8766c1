import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, choose } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  coalesce,
  constant,
  empty,
  equals,
  not,
  or,
  orEmpty,
  replace,
  triggerBody,
  when,
} from "../kit/functions.ts";
import { microsoftsIdentifier } from "../projection/rows.ts";
import { isTriggerConditionShort } from "../records/limits.ts";
import { isAsSeen } from "../records/opportunity.ts";
import {
  givenMicrosoftSide,
  inputs,
  isAsked,
  isInvitationOpen,
  kept,
  opportunity,
  referral,
  storedState,
} from "../records/sources.ts";
import { readElements } from "./elements.ts";
import { everythingCase } from "./everything-case.ts";
import { wasPassedOver } from "./other-cases.ts";
import { decideFields, readReferral } from "./read.ts";
import { sendCase } from "./send-case.ts";
import {
  hasChangesThatGoAlone,
  hasFlag,
  isMicrosoftNews,
  needsCreator,
  statusAfter,
  writeOnly,
} from "./write.ts";

/** Reads the referral, compares both sides and carries every difference over, both ways. */
export function mergeCase(model: Model): readonly Action[] {
  return [
    readReferral(model),
    branch(
      "If both sides are as we left them",
      "Salesforce as seen, the referral as last compared: our own write, seen again. Otherwise everything is compared.",
      isAsLeft(model),
      [],
      [
        readElements(model),
        decideFields(model),
        choose(
          "What is to be done",
          "Send fields, write to Salesforce, everything in its order, or nothing at all.",
          whatToDo(model),
          [
            { value: "Send", actions: sendCase(model) },
            { value: "Write", actions: [writeOnly(model)] },
            { value: "Everything", actions: everythingCase(model) },
          ],
        ),
      ],
    ),
  ];
}

/**
 * Nothing to do for a notification of our own change: status settled, own columns as seen, the referral's eTag as when
 * last compared, and no news of Microsoft's side. Reconcile looks at everything.
 */
function isAsLeft(model: Model): readonly Expression[] {
  const eTag = orEmpty(referral("eTag"));
  const status = orEmpty(kept(model.crm, "status"));
  const isSettled = or(equals(status, "Synced"), equals(status, "Conflict"));
  if (!isTriggerConditionShort(model)) return [equals(1, 0)];
  // Whoever names the opportunity has seen something move, its solutions for example, of which neither text tells.
  const isNotified = and(empty(orEmpty(triggerBody(inputs.opportunityId))), not(isAsked("fromReconcile")));
  return [
    and(isNotified, isSettled, not(empty(eTag))),
    equals(storedState(model.crm, "read", 0), eTag),
    isAsSeen(model, opportunity()),
    not(isMicrosoftNews(model)),
    ...givesNothingNew(model),
  ];
}

/** Microsoft may give its referral an identifier, or another kind of help, without a change of status. */
function givesNothingNew(model: Model): readonly Expression[] {
  const given = (path: string): Expression => givenMicrosoftSide(...path.split("."));
  return model.fields
    .filter(({ role, referral: path }) => role === "help" || path === microsoftsIdentifier)
    .map(({ key, role, referral: path }) => {
      const value = role === "help" ? replace(orEmpty(given(path)), "Unknown", "") : orEmpty(given(path));
      return or(empty(value), equals(value, storedState(model.crm, "pairs", key, 1)));
    });
}

function whatToDo(model: Model): Expression {
  const mayInvite = and(isInvitationOpen(model.crm), isAsked("mayCreate"));
  const isEverything = or(
    hasFlag("sets"),
    hasFlag("invite"),
    hasFlag("close"),
    mayInvite,
    hasChangesThatGoAlone(),
    and(hasFlag("send"), hasFlag("take")),
  );
  const wasSent = not(empty(coalesce(get(storedState(model.crm), "sent"), constant({}))));
  const isToWrite = or(
    hasFlag("write"),
    wasSent,
    isMicrosoftNews(model),
    not(equals(kept(model.crm, "status"), statusAfter(model))),
  );
  const write = when(
    and(needsCreator(model), equals(kept(model.crm, "status"), "Pending")),
    when(or(hasFlag("take"), wasPassedOver(model)), "Write", "Nothing"),
    when(isToWrite, "Write", "Nothing"),
  );
  return when(isEverything, "Everything", when(hasFlag("send"), "Send", write));
}
