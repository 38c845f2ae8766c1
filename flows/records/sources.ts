import type { CrmModel, FieldModel } from "../../generator/model/model.ts";
import { type Expression, get, type Operand } from "../kit/expression.ts";
import {
  body,
  concat,
  constant,
  empty,
  json,
  orEmpty,
  outputs,
  triggerBody,
  when,
} from "../kit/functions.ts";
import { steps } from "./names.ts";
import { fieldName } from "./opportunity.ts";
import { parseState } from "./state.ts";

// Where the merger finds what it has read. Salesforce answers a composite request; part 0 is the opportunity, part 1 the organization.

/** The opportunity with its account, people and solutions; null when Salesforce has none. */
export const opportunity = (...keys: readonly Operand[]): Expression =>
  body(steps.readSalesforce, "compositeResponse", 0, "body", "records", 0, ...keys);

export const readStatus = (): Expression =>
  body(steps.readSalesforce, "compositeResponse", 0, "httpStatusCode");

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

/** The 18 characters of the record and the last 12 of the organization: whose state this is. */
export function stateOwner(): Expression {
  return concat(orEmpty(opportunity("Id")), "/", orEmpty(organization()));
}

export const bothSides = (...keys: readonly (string | number | Expression)[]): Expression =>
  outputs(steps.bothSides, ...keys);

export const kept = (crm: CrmModel, field: keyof CrmModel["opportunity"]): Expression =>
  opportunity(crm.opportunity[field]);

/** What was stored on the opportunity; an empty object where there is nothing readable. */
export const storedState = (crm: CrmModel): Expression => parseState(kept(crm, "state"));

/** The inputs of the merging flow, by their positional keys. */
export const inputs = {
  opportunityId: "text",
  referralId: "text_1",
  microsoftSide: "text_2",
  mayCreate: "boolean",
  retryRefused: "boolean_1",
} as const;

/** What the caller has read of Microsoft's own referral, `{ id, status, substatus, msxId }`, or an empty object. */
export function givenMicrosoftSide(): Expression {
  const given = orEmpty(triggerBody(inputs.microsoftSide));
  return when(empty(given), constant({}), json(given));
}
