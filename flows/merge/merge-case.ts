import type { Model } from "../../generator/model/model.ts";
import { type Action, branch, choose } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  and,
  body,
  coalesce,
  constant,
  createArray,
  empty,
  equals,
  not,
  or,
  when,
} from "../kit/functions.ts";
import { comparisonRows } from "../projection/rows.ts";
import { steps } from "../records/names.ts";
import { bothSides, kept } from "../records/sources.ts";
import { accountForFields, anyHas, anythingToDo, decideFields } from "./decide.ts";
import { elementsKey, readBothSides, readElements, readReferral } from "./read.ts";
import { sendActions, valuesForSalesforce } from "./send.ts";
import { writeResult } from "./write.ts";

/** Reads the referral, compares both sides and carries every difference over, both ways. */
export function mergeCase(model: Model): readonly Action[] {
  return [
    readReferral(model),
    readElements(model),
    readBothSides(model),
    ...decideFields(),
    branch(
      "If there is anything to do",
      "Nothing is written where nothing has moved.",
      isAnythingToDo(model),
      [
        ...accountForFields(),
        choose(
          "What is to be sent",
          "Partner Center first, then the result to Salesforce.",
          whatToSend(model),
          [
            {
              value: "Close",
              actions: sendActions(model, { suffix: "before closing", takes: true, ending: "close" }),
            },
            {
              value: "Invite",
              actions: sendActions(model, {
                suffix: "before inviting Microsoft",
                takes: true,
                ending: "invite",
              }),
            },
            {
              value: "Send and take",
              actions: sendActions(model, { suffix: "while taking others", takes: true, ending: "none" }),
            },
            {
              value: "Take",
              actions: [
                valuesForSalesforce(steps.values),
                writeResult(model, steps.writeOnly, { values: steps.values }),
              ],
            },
            { value: "Send", actions: sendActions(model, { suffix: "", takes: false, ending: "none" }) },
          ],
          [writeResult(model, steps.writeAgreed, {})],
        ),
      ],
    ),
  ];
}

/** Fields that moved, people or solutions that moved, a pending request to look again, or news of Microsoft's side. */
function isAnythingToDo(model: Model): Expression {
  const isPending = equals(kept(model.crm, "status"), "Pending");
  const hasNews = and(
    not(empty(bothSides("microsoft"))),
    not(equals(bothSides("microsoft"), bothSides("state", "msft"))),
  );
  const hasUnfolded = not(empty(coalesce(bothSides("state", "sent"), constant({}))));
  return or(anythingToDo(), elementsMoved(), isPending, hasNews, hasUnfolded);
}

/** Whether people or solutions differ from what was settled, on either side. */
export function elementsMoved(): Expression {
  return not(
    equals(
      bothSides("state", "pairs", elementsKey),
      createArray(bothSides("crmElements"), bothSides("pcElements")),
    ),
  );
}

function whatToSend(model: Model): Expression {
  const helpIndex = comparisonRows(model).findIndex((row) => row.kind === "help");
  const isAsked = equals(get(body(steps.decide, helpIndex), "verdict"), "send");
  const isUnfinished = equals(bothSides("state", "attempt", "step"), "invite");
  const isInvited = or(isAsked, isUnfinished);
  const takes = anyHas("take", "restore");
  const sends = when(anyHas("send"), when(takes, "Send and take", "Send"), when(takes, "Take", "Nothing"));
  const invites = helpIndex < 0 ? sends : when(isInvited, "Invite", sends);
  return when(anyHas("close"), "Close", invites);
}
