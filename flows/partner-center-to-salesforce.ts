import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { events } from "./facts.ts";
import { callFlow, choose } from "./kit/action.ts";
import { type Expression, get } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  and,
  concat,
  empty,
  equals,
  isOneOf,
  last,
  length,
  orEmpty,
  replace,
  split,
  string,
  toLower,
  triggerBody,
  when,
} from "./kit/functions.ts";
import { settleInputs, settlePair } from "./kit/settle.ts";

/** Flow 5: what Partner Center calls. Of what it says only the id is used, and that only if it is a GUID. */
export function partnerCenterToSalesforce(model: Model): EmittedFlow {
  return writeFlow(model, {
    key: "partnerCenterToSalesforce",
    trigger: { kind: "webhook", schema: eventSchema },
    actions: [
      choose(
        "Whose referral is it",
        "Known event names with the id of a referral; anything else, true or forged, does nothing.",
        kindOfEvent(),
        [
          {
            value: "Ours",
            actions: settlePair({
              name: "Settle the pair of this referral",
              description: "Reads both sides again; the event itself is not believed.",
              inputs: { [settleInputs.referralId]: referralId() },
              timeout: "PT30M",
            }),
          },
          {
            value: "Another party's",
            actions: [
              callFlow(
                "Take over Microsoft's side",
                "Microsoft's own referral of one of our deals: reads it and finds ours.",
                "microsoftUpdates",
                { text: referralId() },
                { timeout: "PT30M" },
              ),
            ],
          },
        ],
      ),
    ],
  });
}

const eventSchema = {
  type: "object",
  properties: {
    EventName: { type: "string" },
    ResourceUri: { type: "string" },
    ResourceName: { type: "string" },
    AuditUri: {},
    ResourceChangeUtcDate: { type: "string" },
  },
};

/** Anybody may call: what is not text becomes text before it is looked at. */
const said = (key: string): Expression => string(orEmpty(get(triggerBody(), key)));

function kindOfEvent(): Expression {
  const event = said("EventName");
  return when(
    isGuid(referralId()),
    when(
      isOneOf(event, events.own),
      "Ours",
      when(isOneOf(event, events.related), "Another party's", "Unknown"),
    ),
    "Unknown",
  );
}

/** The last part of the address that the event names. */
function referralId(): Expression {
  return toLower(last(split(said("ResourceUri"), "/")));
}

/** 8-4-4-4-12 hexadecimal digits: with the dashes in their places, and nothing left without digits and dashes. */
function isGuid(text: Expression): Expression {
  const digits = [..."0123456789abcdef", "-"];
  const rest = digits.reduce<Expression>((inner, digit) => replace(inner, digit, ""), text);
  const lengths = concat(
    ...[0, 1, 2, 3, 4].flatMap((index) => [length(orEmpty(get(split(text, "-"), index))), " "]),
  );
  return and(equals(length(text), 36), empty(rest), equals(lengths, "8 4 4 4 12 "));
}
