import type { CrmModel, FieldModel } from "../../generator/model/model.ts";
import { call, type Expression, get, type Operand, variable } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  contains,
  empty,
  isOneOf,
  json,
  orEmpty,
  skip,
  string,
  triggerBody,
  when,
} from "../kit/functions.ts";
import { settleInputs as inputs } from "../kit/settle.ts";
import { steps } from "./names.ts";
import { fieldName } from "./opportunity.ts";

// Where the merger finds what it has read. Salesforce answers a composite request; part 0 is the opportunity, part 1 the organization.

/** The opportunity with its account, people and solutions; null when Salesforce has none. */
export const opportunity = (...keys: readonly Operand[]): Expression =>
  body(steps.readSalesforce, "compositeResponse", 0, "body", "records", 0, ...keys);

/** Status of a part of that request. */
export const readStatus = (part: 0 | 1): Expression =>
  body(steps.readSalesforce, "compositeResponse", part, "httpStatusCode");

export const organization = (): Expression =>
  body(steps.readSalesforce, "compositeResponse", 1, "body", "records", 0, "Id");

export const referral = (...keys: readonly (string | number)[]): Expression =>
  body(steps.readReferral, ...keys);

/** A property of the referral by its path, `details.notes`. */
export const referralProperty = (record: Expression, path: string): Expression =>
  get(record, ...path.split("."));

/** What Salesforce holds for a field of the map, on a record read with its account. */
export function crmProperty(record: Expression, field: FieldModel): Expression {
  const column = fieldName(field.crm.field);
  return field.crm.object === "account" ? get(record, "Account", column) : get(record, column);
}

/** A child list of the opportunity; an empty one where there are no rows. */
export const children = (relationship: string): Expression =>
  coalesce(opportunity(relationship, "records"), constant([]));

/** Whose state this is: the record, and the last 12 of the organization's 18 characters. */
export function stateOwner(): Expression {
  return concat(orEmpty(opportunity("Id")), skip(orEmpty(organization()), 6));
}

export const kept = (crm: CrmModel, field: keyof CrmModel["opportunity"]): Expression =>
  opportunity(crm.opportunity[field]);

/** What was stored on the opportunity. Only where its text has been found readable. */
export const storedState = (crm: CrmModel, ...keys: readonly Operand[]): Expression =>
  get(json(coalesce(kept(crm, "state"), "{}")), ...keys);

/** Microsoft's own referral of the deal as the caller has read it, or nothing. */
export function givenMicrosoftSide(...keys: readonly string[]): Expression {
  return get(json(coalesce(triggerBody(inputs.microsoftSide), "{}")), ...keys);
}

/** Whether the caller knows of a referral that is addressed to Microsoft. */
export const isMicrosoftGiven = (): Expression => call("not", empty(orEmpty(givenMicrosoftSide("id"))));

/** Inputs of the merging flow that are a yes or no. */
export const isAsked = (input: "mayCreate" | "fromReconcile" | "lastTime"): Expression =>
  call("equals", triggerBody(inputs[input]), true);

/** JSON text of a value, `null` for nothing. */
export const jsonText = (value: Expression): Expression =>
  when(call("equals", value, null), "null", string(value));

export { inputs };

/**
 * Whether nobody has yet said which organization in Partner Center is ours. The variable's default says so in a word:
 * an empty default may keep flows from being turned on (public reports contradict each other).
 */
export const isOrganizationUnknown = (): Expression =>
  isOneOf(orEmpty(variable("organizationId")), ["", unknownOrganization]);

const unknownOrganization = "unknown";

/** An earlier run meant to invite Microsoft and did not come to an end. */
export const isInvitationOpen = (crm: CrmModel): Expression =>
  contains(orEmpty(kept(crm, "state")), '"attempt":{"step":"invite"');
