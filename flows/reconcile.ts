import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { lookWhereEventsGo, ourAddress } from "./event-address.ts";
import { partnerCenter } from "./facts.ts";
import {
  type Action,
  append,
  branch,
  callFlow,
  choose,
  compose,
  emptyList,
  forEach,
  operation,
  select,
} from "./kit/action.ts";
import { call, get } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  and,
  body,
  coalesce,
  concat,
  constant,
  createArray,
  equals,
  first,
  item,
  last,
  not,
  orEmpty,
  outputs,
  skip,
  split,
  startsWith,
  take,
  union,
  utcNow,
  when,
} from "./kit/functions.ts";
import { listOf } from "./kit/lines.ts";
import { isSettled, orphanWords, settleInputs, settlePair } from "./kit/settle.ts";
import { isMicrosofts } from "./merge/look-case.ts";
import {
  comesWithOpportunity,
  mark,
  mostReferrals,
  overlapMinutes,
  queryResults,
  reconcileSteps,
  recordQueries,
} from "./reconcile-queries.ts";
import {
  addressMember,
  isTakenUp,
  nextFull,
  nextSince,
  readWatermark,
  stored,
  storeWatermark,
  untilWhen,
} from "./reconcile-watermark.ts";
import { compositeCall } from "./records/salesforce-requests.ts";

const failedIds = "failedIds";

const orphans = "orphans";

/** Flow 9: finds what was lost or refused and settles it. Idempotent, bounded, cheap when there is nothing to do. */
export function reconcile(model: Model): EmittedFlow {
  const options = model.flowOptions.reconcile;
  return writeFlow(model, {
    key: "reconcile",
    trigger: { kind: "recurrence", minutes: options.intervalMinutes },
    actions: [
      emptyList("List of what fails", "Kept for the next run.", failedIds),
      emptyList("List of orphans", "For people to look at.", orphans),
      readWatermark(model),
      compose(
        reconcileSteps.mark,
        'The last run\'s start less ten minutes, and what failed then. The first run begins with itself. With "full" every linked opportunity is looked at, page by page.',
        {
          since: coalesce(get(stored(), "since"), utcNow("yyyy-MM-ddTHH:mm:ssZ")),
          failed: coalesce(get(stored(), "failed"), constant([])),
          full: get(stored(), "full"),
          next: call("addMinutes", utcNow(), -overlapMinutes, "yyyy-MM-ddTHH:mm:ssZ"),
        },
      ),
      operation(
        reconcileSteps.referrals,
        "Oldest change first, so that nothing is passed over when there are more than one run takes.",
        {
          connection: "referrals",
          operationId: partnerCenter.list,
          repetition: "safe",
          parameters: {
            $filter: concat("updatedDateTime ge ", mark("since")),
            $orderby: "updatedDateTime asc",
            $top: mostReferrals,
          },
        },
      ),
      operation(
        reconcileSteps.records,
        "In error, pending for too long, or changed since: the opportunities and what hangs on them, in one call.",
        compositeCall(model, recordQueries(model), { together: false, repetition: "safe" }),
      ),
      untilWhen(model),
      select(
        reconcileSteps.referralIds,
        "R: by our referral. M: by Microsoft's. Blank for those of a later run, and where the opportunity is looked at.",
        listOf(body(reconcileSteps.referrals, "value")),
        when(
          and(isTakenUp(get(item(), "updatedDateTime")), not(comesWithOpportunity(model, get(item(), "id")))),
          concat(when(isMicrosofts(item()), "M:", "R:"), get(item(), "id")),
          "",
        ),
      ),
      select(
        reconcileSteps.opportunityIds,
        "O: by opportunity.",
        union(...queryResults(model), constant([])),
        when(
          isTakenUp(get(item(), "SystemModstamp")),
          concat(
            "O:",
            coalesce(
              get(item(), "OpportunityId"),
              get(item(), model.crm.solution.opportunity),
              get(item(), "Id"),
              "",
            ),
          ),
          "",
        ),
      ),
      compose(
        reconcileSteps.worklist,
        "What failed comes first. Each once. What this run leaves comes in the next one.",
        skip(
          union(
            createArray(""),
            mark("failed"),
            listOf(body(reconcileSteps.opportunityIds)),
            listOf(body(reconcileSteps.referralIds)),
          ),
          1,
        ),
      ),
      forEach(reconcileSteps.each, "One after the other.", outputs(reconcileSteps.worklist), settleOne()),
      {
        ...compose(
          reconcileSteps.report,
          "Each names an opportunity that does not exist any more: nothing is created for it. Decide in Partner Center what becomes of it.",
          call("variables", orphans),
        ),
        after: { [reconcileSteps.each]: ["Succeeded", "Failed"] },
      },
      ...lookWhereEventsGo(),
      compose(
        reconcileSteps.next,
        "Where the next run begins: at this one's start, or where a query was cut off.",
        {
          since: nextSince(model),
          full: nextFull(model),
          [addressMember]: ourAddress(),
          failed: take(call("variables", failedIds), mostFailed),
        },
      ),
      storeWatermark(),
    ],
  });
}

/** As many failed ids as fit the value of an environment variable (2,000 characters). */
const mostFailed = 40;

function settleOne(): readonly Action[] {
  const kind = first(split(item(), ":"));
  const id = last(split(item(), ":"));
  const pair = settlePair({
    name: reconcileSteps.settle,
    description: "Looks at everything, and sends once more what Partner Center refused some time ago.",
    inputs: {
      [settleInputs.opportunityId]: when(equals(kind, "R"), "", id),
      [settleInputs.referralId]: when(equals(kind, "R"), id, ""),
      [settleInputs.fromReconcile]: true,
    },
    timeout: "PT15M",
  });
  const again = pair.at(-1)?.name ?? reconcileSteps.settle;
  const message = orEmpty(body(reconcileSteps.settle, "message"));
  return [
    choose(
      "How to settle it",
      "Through Microsoft's referral, or directly.",
      kind,
      [
        {
          value: "M",
          title: "Through Microsoft's referral",
          actions: [
            callFlow(
              reconcileSteps.microsoft,
              "As if its notification came once more.",
              "microsoftUpdates",
              { text: id },
              { timeout: "PT20M" },
            ),
            append("Keep it for the next run", "It could not be settled now.", failedIds, item(), {
              [reconcileSteps.microsoft]: ["Failed", "TimedOut"],
            }),
          ],
        },
      ],
      [
        ...pair,
        branch(
          "If it could not be settled",
          "It comes first in the next run.",
          not(isSettled(reconcileSteps.settle)),
          [append("Keep this pair for the next run", "Tried again then.", failedIds, item())],
          [],
          { [again]: ["Succeeded", "Failed"] },
        ),
        branch(
          "If its opportunity is gone",
          "A referral that names an opportunity which does not exist.",
          startsWith(message, orphanWords),
          [append("Report the orphan", "For people to look at.", orphans, message)],
          [],
          { "If it could not be settled": ["Succeeded", "Skipped"] },
        ),
      ],
    ),
  ];
}
