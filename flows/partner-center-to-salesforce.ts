import type { EmittedFlow } from "../generator/model/emitted.ts";
import type { Model } from "../generator/model/model.ts";
import { events } from "./facts.ts";
import { branch, callFlow } from "./kit/action.ts";
import { type Expression, get } from "./kit/expression.ts";
import { writeFlow } from "./kit/flow-file.ts";
import {
  and,
  empty,
  equals,
  isOneOf,
  last,
  length,
  orEmpty,
  replace,
  split,
  toLower,
  triggerBody,
} from "./kit/functions.ts";
import { inputs } from "./records/sources.ts";

/** Flow 5: what Partner Center calls. Of what it says only the id is used, and that only if it is a GUID. */
export function partnerCenterToSalesforce(model: Model): EmittedFlow {
  const event = orEmpty(triggerBody("EventName"));
  return writeFlow(model, {
    key: "partnerCenterToSalesforce",
    trigger: { kind: "webhook", schema: eventSchema },
    actions: [
      branch(
        "If it is an event of a referral",
        "Known event names with the id of a referral; anything else, true or forged, does nothing.",
        and(isOneOf(event, [...events.own, ...events.related]), isGuid(referralId())),
        [
          branch(
            "If the referral is another party's",
            "Microsoft's own referral of one of our deals, for example.",
            isOneOf(event, events.related),
            [
              callFlow(
                "Take over Microsoft's side",
                "Reads that referral and finds ours.",
                "microsoftUpdates",
                { text: referralId() },
                { timeout: "PT30M" },
              ),
            ],
            [
              callFlow(
                "Settle the pair of this referral",
                "Reads both sides again; the event itself is not believed.",
                "salesforceToPartnerCenter",
                { [inputs.referralId]: referralId() },
                { timeout: "PT30M" },
              ),
            ],
          ),
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

/** The last part of the address that the event names. */
function referralId(): Expression {
  return toLower(last(split(orEmpty(triggerBody("ResourceUri")), "/")));
}

/** 8-4-4-4-12 hexadecimal digits: without dashes and digits nothing is left. */
function isGuid(text: Expression): Expression {
  const digits = [..."0123456789abcdef"];
  const parts = split(text, "-");
  const rest = [...digits, "-"].reduce<Expression>((inner, digit) => replace(inner, digit, ""), text);
  const partLength = (index: number): Expression => length(orEmpty(get(parts, index)));
  const lengths = [8, 4, 4, 4, 12].map((expected, index) => equals(partLength(index), expected));
  return and(equals(length(text), 36), empty(rest), ...lengths);
}
