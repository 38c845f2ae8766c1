import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { missingWords } from "../creation/missing.ts";
import { choose, type SwitchCase } from "../kit/action.ts";
import { fits } from "../kit/chunks.ts";
import type { Expression } from "../kit/expression.ts";
import { writeFlow } from "../kit/flow-file.ts";
import {
  and,
  coalesce,
  concat,
  contains,
  empty,
  equals,
  not,
  or,
  orEmpty,
  triggerBody,
  when,
} from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";
import { crmClass } from "../projection/stage.ts";
import { isTriggerConditionShort } from "../records/limits.ts";
import { steps } from "../records/names.ts";
import { isAsSeen } from "../records/opportunity.ts";
import {
  inputs,
  isAsked,
  isMicrosoftGiven,
  kept,
  opportunity,
  readStatus,
  stateOwner,
  storedState,
} from "../records/sources.ts";
import { isReadable } from "../records/state.ts";
import { catchAndAnswer, unreadableCase } from "./catch.ts";
import { checkedCreateCase, createCase, missingCase } from "./create-case.ts";
import { inboundCase } from "./inbound-case.ts";
import { isOlderThan, lookCase } from "./look-case.ts";
import { mergeCase } from "./merge-case.ts";
import { copyCase, forgetCase, offCase, quietCase, waitingCase } from "./other-cases.ts";
import { readSalesforce } from "./read.ts";

const flowInputs: readonly FlowInput[] = [
  {
    key: inputs.opportunityId,
    title: "Opportunity id",
    description: "The opportunity to settle, or blank.",
    type: "text",
    required: false,
  },
  {
    key: inputs.referralId,
    title: "Referral id",
    description:
      "The referral to settle, where the opportunity is not known; or those of an engagement, separated by commas.",
    type: "text",
    required: false,
  },
  {
    key: inputs.microsoftSide,
    title: "Microsoft side",
    description: "What is known of Microsoft's own referral, as JSON, or blank.",
    type: "text",
    required: false,
  },
  {
    key: inputs.mayCreate,
    title: "May create",
    description: "Yes only from the flow that may create referrals.",
    type: "boolean",
    required: false,
  },
  {
    key: inputs.fromReconcile,
    title: "From Reconcile",
    description: "Yes looks at everything, and sends once more what Partner Center refused some time ago.",
    type: "boolean",
    required: false,
  },
  {
    key: inputs.lastTime,
    title: "Last time",
    description: "Yes where nobody will ask again: what cannot be settled is written down.",
    type: "boolean",
    required: false,
  },
];

/** Flow 6, the only merger: finds the pair, settles every field both ways, answers on every path. */
export function salesforceToPartnerCenter(model: Model): EmittedFlow {
  // What does not fit the one expression is tested later, at the price of an action.
  const whole = whatToDo(model, { missing: true, settled: true });
  const withoutMissing = whatToDo(model, { missing: false, settled: true });
  const shortest = whatToDo(model, { missing: false, settled: false });
  const isWhole = fits(model, whole);
  const create: readonly SwitchCase[] = isWhole
    ? [
        { value: "Create", actions: createCase(model) },
        { value: "Missing", actions: missingCase(model) },
      ]
    : [{ value: "Create", actions: checkedCreateCase(model) }];
  return writeFlow(model, {
    key: "salesforceToPartnerCenter",
    trigger: { kind: "started", inputs: flowInputs },
    actions: [
      readSalesforce(model),
      choose(
        steps.settle,
        "Merge a pair, make one, or leave it alone.",
        isWhole ? whole : fits(model, withoutMissing) ? withoutMissing : shortest,
        [
          { value: "Merge", actions: mergeCase(model) },
          ...create,
          { value: "Look", actions: lookCase(model) },
          { value: "Wait", actions: waitingCase(model) },
          { value: "Inbound", actions: inboundCase(model) },
          { value: "Quiet", actions: quietCase(model) },
          { value: "Off", actions: offCase(model) },
          { value: "Copy", actions: copyCase(model) },
          { value: "Forget", actions: forgetCase(model) },
          { value: "Unreadable", actions: unreadableCase(model) },
        ],
      ),
      ...catchAndAnswer(model),
    ],
  });
}

/** Which case this is; the names are those of the cases, anything else does nothing. */
function whatToDo(
  model: Model,
  tested: { readonly missing: boolean; readonly settled: boolean },
): Expression {
  const { crm } = model;
  const stored = orEmpty(kept(crm, "state"));
  const isCopy = and(
    contains(stored, '"for":"'),
    not(contains(stored, concat('"for":"', stateOwner(), '"'))),
  );
  const isLinked = not(empty(orEmpty(kept(crm, "referralIdentifier"))));
  const isActive = equals(crmClass(model.stages, opportunity("StageName")), "Active");
  const hasAttempt = contains(stored, '"attempt":{');
  const attemptAt = coalesce(storedState(crm, "attempt", "at"), "1970-01-01");
  const isPending = equals(kept(crm, "status"), "Pending");
  const create = tested.missing ? when(empty(missingWords(model)), "Create", "Missing") : "Create";
  const isSettled =
    tested.settled && isTriggerConditionShort(model)
      ? and(isAsked("mayCreate"), not(isPending), isAsSeen(model, opportunity()))
      : equals(1, 0);
  const unlinked = when(not(isActive), "Quiet", when(isAsked("mayCreate"), create, "Wait"));
  const known = when(
    not(isReadable(stored)),
    "Forget",
    when(
      isCopy,
      "Copy",
      when(
        and(not(isLinked), hasAttempt),
        // Another run may be creating it at this very moment.
        when(or(isAsked("mayCreate"), isOlderThan(attemptAt, 5)), "Look", "Under way"),
        when(
          not(equals(kept(crm, "sync"), true)),
          "Off",
          when(isLinked, when(isSettled, "Settled", "Merge"), unlinked),
        ),
      ),
    ),
  );
  const referralId = orEmpty(triggerBody(inputs.referralId));
  const missing = when(
    or(empty(referralId), contains(referralId, ","), isMicrosoftGiven()),
    "Nothing",
    "Inbound",
  );
  return when(
    not(and(equals(readStatus(0), 200), equals(readStatus(1), 200))),
    "Unreadable",
    when(equals(opportunity("Id"), null), missing, known),
  );
}
