import type { FieldModel, Model } from "../../generator/model/model.ts";
import type { Expression, Operand } from "../kit/expression.ts";

import { coalesce, concat, constant, cut, orEmpty, replace, toLower, toUpper } from "../kit/functions.ts";
import { crmValue, referralCanonical } from "../projection/canonical.ts";
import { requestBody } from "./inputs.ts";

/** The referral that an opportunity or a lead is made of. */
export const incomingReferral = (...keys: readonly Operand[]): Expression => requestBody("Referral", ...keys);

/** The value that Salesforce is given for a field of the map. */
export function incomingValue(field: FieldModel): Expression {
  return crmValue(field, referralCanonical(field, incomingReferral(...field.referral.split("."))));
}

/** Tells the steps for the people of a new opportunity from those of one that is updated. */
export const newSuffix = " of the new opportunity";

/** A list of the referral that may be missing. */
export const incomingList = (...keys: readonly string[]): Expression =>
  coalesce(incomingReferral(...keys), constant([]));

/** What distinguishes a customer: name, postal code and country, in one spelling. It is unique in Salesforce. */
export function accountKey(): Expression {
  const customer = (...keys: readonly string[]): Expression =>
    orEmpty(incomingReferral("customerProfile", ...keys));
  return cut(
    concat(
      toLower(customer("name")),
      "|",
      replace(customer("address", "postalCode"), " ", ""),
      "|",
      toUpper(customer("address", "country")),
    ),
    keyLength,
  );
}

/** Text fields that are unique hold at most 255 characters (Salesforce metadata reference). */
export const keyLength = 255;

/** The rows of the map that a new account, or a new opportunity, is given. */
export function incomingFields(model: Model, object: "opportunity" | "account"): readonly FieldModel[] {
  return model.fields.filter((field) => field.crm.object === object && field.direction !== "toPartnerCenter");
}
