import type { Model } from "../../generator/model/model.ts";
import { salesforce } from "../facts.ts";
import { type Action, compose, operation, respond } from "../kit/action.ts";
import { type Expression, get } from "../kit/expression.ts";
import {
  body,
  concat,
  contains,
  cut,
  empty,
  equals,
  or,
  orEmpty,
  outputs,
  string,
  union,
  when,
} from "../kit/functions.ts";
import { dataPath } from "../records/salesforce-requests.ts";
import { duplicateOf } from "./duplicates.ts";
import { incomingReferral } from "./incoming.ts";
import { alsoWrite } from "./written-fields.ts";

const fields = "New lead fields to write";
const create = "Create a new lead";

/** A lead that Microsoft has passed on. Its referral id is unique, so that it is created once. */
export function createLead(model: Model): readonly Action[] {
  const person = (key: string): Expression =>
    orEmpty(get(incomingReferral("customerProfile", "team"), 0, key));
  const company = orEmpty(incomingReferral("customerProfile", "name"));
  const isThere = contains(string(orEmpty(body(create))), "DUPLICATE_VALUE");
  const isNamed = equals(duplicateOf(create, "type"), model.crm.objects.lead);
  const isDone = or(equals(outputs(create, "statusCode"), 201), isThere, isNamed);
  return [
    compose(fields, "EDIT HERE: the values of the new lead. Columns of your own go into AlsoWrite.", {
      columns: {
        FirstName: cut(person("firstName"), 40),
        LastName: cut(when(empty(person("lastName")), unnamed(company), person("lastName")), 80),
        Company: cut(unnamed(company), 255),
        Email: person("email"),
        Phone: cut(person("phoneNumber"), 40),
        Description: incomingReferral("details", "notes"),
        [model.crm.lead.referralIdentifier]: incomingReferral("id"),
      },
      [alsoWrite]: {},
    }),
    operation(create, "The status is the default of your organization.", {
      connection: "salesforce",
      operationId: salesforce.httpRequest,
      repetition: "never",
      parameters: {
        Uri: `${dataPath(model)}/sobjects/${model.crm.objects.lead}`,
        Method: "POST",
        Body: union(outputs(fields, "columns"), outputs(fields, alsoWrite)),
        ContentType: "application/json",
      },
    }),
    respond(
      "Answer to creating the lead",
      "200 when the lead is there, or a duplicate rule names one that is; 502 refused with the reason.",
      when(isDone, 200, 502),
      {
        message: when(
          isNamed,
          concat(
            "Lead ",
            orEmpty(duplicateOf(create, "Id")),
            " is left as it is: Salesforce names it as a duplicate",
          ),
          when(isDone, "", concat("The lead could not be created: ", cut(string(body(create)), 400))),
        ),
      },
      { [create]: ["Succeeded", "Failed", "TimedOut"] },
    ),
  ];
}

/** Company and last name are required in Salesforce. */
const unnamed = (text: Expression): Expression => when(empty(text), "Not named", text);
