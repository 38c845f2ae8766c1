import type { Model } from "../../generator/model/model.ts";
import { bodyMembers, callCustomize } from "../customize/inputs.ts";
import { referralLinkStart } from "../facts.ts";
import type { Action } from "../kit/action.ts";
import type { Expression } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  createArray,
  equals,
  orEmpty,
  setProperty,
  string,
  utcNow,
  when,
} from "../kit/functions.ts";
import { withProperties } from "../records/state.ts";
import {
  attempt,
  auditSoFar,
  invited,
  isCreation,
  isLate,
  microsoftSide,
  opportunityBody,
  ownId,
  posted,
  state,
  steps,
} from "./steps.ts";

/** Writes on the opportunity what was created. */
export function storeReferral(model: Model): Action {
  return {
    ...callCustomize(
      steps.store,
      "Identifier, link, pairs and audit in one write: a creation is settled by it.",
      {
        type: "StoreState",
        body: bodyAfterAttempt(columnsOfSuccess(model), coalesce(body(steps.ahead, "modified"), null)),
        state: stateOfSuccess(),
        audit: successWords(),
        auditSoFar: auditSoFar(),
      },
    ),
    after: { [steps.what]: ["Succeeded"] },
  };
}

/** The body for [Customize] after the attempt was remembered. */
export function bodyAfterAttempt(own: Expression, guard: Expression): Expression {
  return setProperty(setProperty(opportunityBody(), bodyMembers.own, own), bodyMembers.guard, guard);
}

/** Columns with what was created; a creation ends Synced, an invitation goes on where it was asked for. */
function columnsOfSuccess(model: Model): Expression {
  const { referralIdentifier, referralLink, status, lastSynced } = model.crm.opportunity;
  const linked = withProperties(constant({}), {
    [referralIdentifier]: ownId(),
    [referralLink]: concat(referralLinkStart, orEmpty(ownId())),
    [status]: "Synced",
    [lastSynced]: utcNow("yyyy-MM-ddTHH:mm:ssZ"),
  });
  const unchanged = (value: string): Expression => setProperty(constant({}), status, value);
  return when(isLate(), unchanged("Error"), when(isCreation(), linked, unchanged("Pending")));
}

export function stateOfSuccess(): Expression {
  const created = withProperties(state(), {
    pairs: state("sent"),
    sent: constant({}),
    attempt: null,
    msft: microsoftSide(),
    read: createArray(posted("eTag")),
  });
  const joined = withProperties(state(), { attempt: null, msft: coalesce(microsoftSide(), state("msft")) });
  const late = setProperty(state(), "attempt", attempt(when(isCreation(), "post", "invite")));
  return string(when(isLate(), late, when(isCreation(), created, joined)));
}

export const successWords = (): Expression =>
  when(
    isLate(),
    "The run was held up for too long to create anything: the next one looks first",
    when(
      isCreation(),
      when(
        equals(invited("id"), null),
        "Referral created in Partner Center",
        "Referral created in Partner Center; Microsoft invited to the deal",
      ),
      "Microsoft invited to the deal",
    ),
  );
