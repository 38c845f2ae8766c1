import type { Model } from "../../generator/model/model.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, operation } from "../kit/action.ts";
import type { Expression, Value } from "../kit/expression.ts";
import { kept } from "../records/sources.ts";

/** A JSON-Patch of the referral. Our own connector carries the eTag and answers with the referral; Microsoft's cannot. */
export function changeReferral(
  model: Model,
  name: string,
  description: string,
  request: { readonly patch: Expression; readonly eTag: Expression },
): Action {
  const guard: Readonly<Record<string, Value>> =
    model.connectors.mode === "custom" ? { "If-Match": request.eTag, Prefer: "return=representation" } : {};
  return operation(name, description, {
    connection: "referrals",
    operationId: partnerCenter.patch,
    // A change that is guarded can be repeated: the second one finds another eTag. One that is not guarded cannot.
    repetition: model.connectors.mode === "custom" ? "safe" : "never",
    parameters: { id: kept(model.crm, "referralIdentifier"), ...guard, Referral: request.patch },
  });
}
