import type { Model } from "../generator/model/model.ts";
import { partnerCenter } from "./facts.ts";
import { type Action, compose, operation } from "./kit/action.ts";
import { type Expression, get } from "./kit/expression.ts";
import {
  and,
  body,
  coalesce,
  concat,
  empty,
  equals,
  first,
  not,
  or,
  orEmpty,
  outputs,
  setProperty,
  split,
  when,
} from "./kit/functions.ts";
import { reconcileSteps } from "./reconcile-queries.ts";
import { addressMember, moveWatermark, readWatermark, stored } from "./reconcile-watermark.ts";

// Partner Center keeps one address for the events of a whole tenant, and anybody with the right may change it. The
// registration flow remembers which one it registered, and Reconcile says when events go elsewhere.

/** The registered address, remembered beside the watermark. Before the first run of Reconcile, that run remembers it. */
export function rememberAddress(model: Model, address: Expression): readonly Action[] {
  return [
    readWatermark(model),
    moveWatermark(
      "Remember the address",
      "Reconcile says so when events are sent elsewhere.",
      setProperty(stored(), addressMember, withoutKey(address)),
    ),
  ];
}

/** The address that counts as ours: the one that was registered, or else the first one that Reconcile meets. */
export const ourAddress = (): Expression => coalesce(get(stored(), addressMember), registeredAddress());

const registeredAddress = (): Expression => {
  const view = reconcileSteps.registration;
  return withoutKey(orEmpty(coalesce(body(view, "WebhookUrl"), body(view, "webhookUrl"))));
};

/** What a maker reads in the run of Reconcile: empty while events reach us. */
export function lookWhereEventsGo(): readonly Action[] {
  const view = reconcileSteps.registration;
  const registered = registeredAddress();
  const status = coalesce(outputs(view, "statusCode"), 500);
  const isAbsent = or(equals(status, 400), equals(status, 404), and(equals(status, 200), empty(registered)));
  const remedy =
    'Run the flow "Partner Center Webhook Registration" to have them sent here. Until then Reconcile alone finds changes.';
  const text = when(
    isAbsent,
    concat("Nothing is registered: Partner Center sends no events. ", remedy),
    when(
      not(equals(status, 200)),
      "Where events are sent could not be read.",
      when(
        equals(ourAddress(), registered),
        "",
        concat("Partner Center sends its events to another address: ", registered, ". ", remedy),
      ),
    ),
  );
  return [
    operation(view, "Partner Center keeps one registration for the whole tenant.", {
      connection: "events",
      operationId: partnerCenter.viewRegistration,
      repetition: "safe",
      parameters: {},
    }),
    compose(reconcileSteps.events, "Blank: events come to this environment.", text, {
      [view]: ["Succeeded", "Failed", "TimedOut"],
    }),
  ];
}

/** The key behind the question mark lets anybody start the flow: it is not kept. */
const withoutKey = (url: Expression): Expression => first(split(url, "?"));
