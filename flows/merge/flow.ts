import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { type Action, branch, choose, compose, failRun, respond, until } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import { writeFlow } from "../kit/flow-file.ts";
import { and, coalesce, concat, constant, contains, cut, empty, equals, greater, not, or, orEmpty, outputs, string, triggerBody, when } from "../kit/functions.ts";
import type { FlowInput } from "../kit/trigger.ts";
import { meaning } from "../kit/words.ts";
import { auditWith } from "../records/audit.ts";
import { steps } from "../records/names.ts";
import { inputs, kept, opportunity, readStatus, referral, stateOwner, storedState } from "../records/sources.ts";
import { mergeCase } from "./merge-case.ts";
import { readSalesforce } from "./read.ts";
import { changedMeanwhile } from "./send.ts";
import { customizeBody } from "./write.ts";

const flowInputs: readonly FlowInput[] = [
  { key: inputs.opportunityId, title: "Opportunity id", description: "The opportunity to settle, or blank.", type: "text", required: false },
  { key: inputs.referralId, title: "Referral id", description: "The referral to settle, where the opportunity is not known.", type: "text", required: false },
  { key: inputs.microsoftSide, title: "Microsoft side", description: "What is known of Microsoft's own referral, as JSON, or blank.", type: "text", required: false },
  { key: inputs.mayCreate, title: "May create", description: "Yes only from the flow that may create referrals.", type: "boolean", required: false },
  { key: inputs.retryRefused, title: "Try refused again", description: "Yes from Reconcile: sends once more what Partner Center refused.", type: "boolean", required: false },
];

/** Flow 6, the only merger: finds the pair, settles every field both ways, answers on every path. */
export function salesforceToPartnerCenter(model: Model): EmittedFlow {
  return writeFlow(model, {
    key: "salesforceToPartnerCenter",
    trigger: { kind: "started", inputs: flowInputs },
    actions: [
      until(steps.loop, "Once, and again when somebody changed a record meanwhile or a pair was just made: three times at most.", {
        done: not(isToBeRepeated()),
        atMost: 3,
        timeout: "PT30M",
        actions: [
          readSalesforce(model),
          choose("What is there to do", "Merge a pair, make one, or leave it alone.", whatToDo(model), [
            { value: "Merge", actions: mergeCase(model) },
          ]),
        ],
      }),
      ...writeDownFailure(model),
    ],
  });
}

/** Merging in parts that later steps extend. */
function whatToDo(model: Model): Expression {
  const { crm } = model;
  const owner = orEmpty(storedFor(model));
  const isCopy = and(not(empty(owner)), not(equals(owner, stateOwner())));
  const isLinked = not(empty(orEmpty(kept(crm, "referralIdentifier"))));
  const found = when(
    isCopy,
    "Copy",
    when(not(equals(kept(crm, "sync"), true)), "Off", when(isLinked, "Merge", "Create")),
  );
  const missing = when(empty(orEmpty(triggerBody(inputs.referralId))), "Nothing", "Inbound");
  return when(not(equals(readStatus(), 200)), "Unreadable", when(equals(opportunity("Id"), null), missing, found));
}

const storedFor = (model: Model): Expression => getFor(storedState(model.crm));
const getFor = (state: Expression): Expression => state;

function isToBeRepeated(): Expression {
  const changed = [steps.change, steps.writeAhead].map((action) => equals(outputs(action, "statusCode"), changedMeanwhile));
  return or(...changed);
}

function writeDownFailure(model: Model): readonly Action[] {
  return [compose("x", "y", concat(meaning(1), string(referral()))), branch("z", "y", contains(constant([]), ""), [failRun("f", "d", "c", cut(coalesce(greater(1, 2)), 3)), respond("r", "d", 200, {}), callCustomize("c", "d", { type: "StoreState", body: customizeBody(model, {}), state: "", audit: auditWith(kept(model.crm, "audit"), "", 1) })])];
}
