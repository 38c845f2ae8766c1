import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { choose, until } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import { writeFlow } from "../kit/flow-file.ts";
import {
  and,
  coalesce,
  constant,
  contains,
  empty,
  equals,
  not,
  or,
  orEmpty,
  outputs,
  triggerBody,
  when,
} from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";
import { crmClass } from "../projection/stage.ts";
import { steps } from "../records/names.ts";
import { inputs, kept, opportunity, readStatus, stateOwner, storedState } from "../records/sources.ts";
import { createCase, createStep } from "./create-case.ts";
import { endings, unreadableCase } from "./endings.ts";
import { inboundCase, inboundSteps } from "./inbound-case.ts";
import { lookCase, lookSteps } from "./look-case.ts";
import { mergeCase } from "./merge-case.ts";
import { copyCase, offCase, waitingCase } from "./other-cases.ts";
import { readSalesforce } from "./read.ts";
import { changedMeanwhile, guardedCalls } from "./send.ts";

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
    description: "The referral to settle, where the opportunity is not known.",
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
    key: inputs.retryRefused,
    title: "Try refused again",
    description: "Yes from Reconcile: sends once more what Partner Center refused.",
    type: "boolean",
    required: false,
  },
];

/** Flow 6, the only merger: finds the pair, settles every field both ways, answers on every path. */
export function salesforceToPartnerCenter(model: Model): EmittedFlow {
  return writeFlow(model, {
    key: "salesforceToPartnerCenter",
    trigger: { kind: "started", inputs: flowInputs },
    actions: [
      until(
        steps.loop,
        "Once, and again when somebody changed a record meanwhile or a pair was just made: three times at most.",
        {
          done: not(isToBeRepeated()),
          atMost: 3,
          timeout: "PT30M",
          actions: [
            readSalesforce(model),
            choose("What is there to do", "Merge a pair, make one, or leave it alone.", whatToDo(model), [
              { value: "Merge", actions: mergeCase(model) },
              { value: "Create", actions: createCase(model) },
              { value: "Look", actions: lookCase(model) },
              { value: "Wait", actions: waitingCase(model) },
              { value: "Inbound", actions: inboundCase(model) },
              { value: "Off", actions: offCase(model) },
              { value: "Copy", actions: copyCase(model) },
              { value: "Unreadable", actions: unreadableCase(model) },
            ]),
          ],
        },
      ),
      ...endings(model),
    ],
  });
}

/** Which case this is; the names are those of the cases, anything else does nothing. */
function whatToDo(model: Model): Expression {
  const { crm } = model;
  const owner = orEmpty(get(storedState(crm), "for"));
  const isCopy = and(not(empty(owner)), not(equals(owner, stateOwner())));
  const isLinked = not(empty(orEmpty(kept(crm, "referralIdentifier"))));
  const isActive = equals(crmClass(model.stages, opportunity("StageName")), "Active");
  const hasAttempt = not(equals(get(storedState(crm), "attempt", "at"), null));
  const unlinked = when(
    not(isActive),
    "Silence",
    when(equals(triggerBody(inputs.mayCreate), true), when(hasAttempt, "Look", "Create"), "Wait"),
  );
  const found = when(
    isCopy,
    "Copy",
    when(not(equals(kept(crm, "sync"), true)), "Off", when(isLinked, "Merge", unlinked)),
  );
  const missing = when(empty(orEmpty(triggerBody(inputs.referralId))), "Nothing", "Inbound");
  return when(
    not(equals(readStatus(), 200)),
    "Unreadable",
    when(equals(opportunity("Id"), null), missing, found),
  );
}

/** A record was changed meanwhile, or a pair was just made that now wants settling. */
function isToBeRepeated(): Expression {
  const made = [createStep, lookSteps.link, lookSteps.forget, inboundSteps.link, inboundSteps.create];
  return or(
    ...guardedCalls.map((action) => equals(outputs(action, "statusCode"), changedMeanwhile)),
    ...made.map((action) =>
      contains(constant([200, 201, changedMeanwhile]), coalesce(outputs(action, "statusCode"), 0)),
    ),
  );
}
