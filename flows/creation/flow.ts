import type { EmittedFlow } from "../../generator/model/emitted.ts";
import type { Model } from "../../generator/model/model.ts";
import { callCustomize } from "../customize/inputs.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, branch, choose, filter, operation } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import { writeFlow } from "../kit/flow-file.ts";
import {
  body,
  coalesce,
  concat,
  contains,
  empty,
  item,
  less,
  not,
  or,
  orEmpty,
  replace,
  setProperty,
  string,
  sub,
  ticks,
  utcNow,
  when,
} from "../kit/functions.ts";
import { listOf } from "../kit/lines.ts";
import { isMicrosofts } from "../merge/look-case.ts";
import { answer, ifChangedMeanwhile, writeWhy } from "./failures.ts";
import { microsoftReferral } from "./new-referral.ts";
import { attempt, inputs, isCreation, opportunityBody, state, steps, wanted } from "./steps.ts";
import { storeReferral } from "./store-referral.ts";

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
          auditSoFar: "",
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
                "If Microsoft is not in the new engagement",
                steps.inviteToNew,
                steps.foundInNew,
                body(steps.postShared, "engagementId"),
              ),
            ],
          },
          {
            value: "Invitation",
            actions: inviteMicrosoft(
              steps.members,
              "If Microsoft is not in the engagement",
              steps.invite,
              steps.found,
              wanted("engagementId"),
            ),
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

function inviteMicrosoft(
  members: string,
  ifAbsent: string,
  invite: string,
  found: string,
  engagementId: Expression,
): readonly Action[] {
  return [
    operation(members, "Microsoft may have been invited by an earlier attempt.", {
      connection: "referrals",
      operationId: partnerCenter.list,
      repetition: "safe",
      parameters: { $filter: concat("engagementId eq '", engagementId, "'"), $top: 100 },
    }),
    branch(
      ifAbsent,
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
      [
        filter(
          found,
          "It is remembered like one that was made now.",
          listOf(body(members, "value")),
          isMicrosofts(item()),
        ),
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
