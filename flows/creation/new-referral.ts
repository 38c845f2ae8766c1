import type { FieldModel, Model } from "../../generator/model/model.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, compose, select } from "../kit/action.ts";
import { call, type Expression, get, type Operand, type Value } from "../kit/expression.ts";
import {
  body,
  coalesce,
  concat,
  constant,
  createArray,
  equals,
  float,
  item,
  join,
  json,
  not,
  or,
  orEmpty,
  replace,
  setProperty,
  skip,
  sort,
  split,
  string,
  toUpper,
  union,
  when,
} from "../kit/functions.ts";
import { crmCanonical, instant, referralValue } from "../projection/canonical.ts";
import { currencyOf } from "../projection/rows.ts";
import { fieldName } from "../records/opportunity.ts";
import { crmProperty, opportunity } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";
import { missingWords } from "./missing.ts";

export const draftSteps = {
  parts: "People and solutions of the new referral",
  draft: "New referral",
} as const;

/** A separator that JSON text never holds as it is: control characters are always escaped in it. */
const separator = call("decodeUriComponent", "%1F");

/** What the marks before each text stand for; sorted, the borders fall between the kinds. */
const marks = { solution: "1", afterSolutions: "2", contact: "3", afterContacts: "4", team: "5" } as const;

/** The new referral, and what is missing before it can be sent. */
export function draftReferral(model: Model): readonly Action[] {
  return [
    select(
      draftSteps.parts,
      "Each solution (1), customer contact (3) and team member (5) in Partner Center's form.",
      union(
        records("OpportunityContactRoles"),
        ...(model.crm.teams ? [records("OpportunityTeamMembers")] : []),
        records(model.crm.solution.relationship),
        createArray(opportunity("Owner")),
      ),
      partText(model),
    ),
    compose(
      draftSteps.draft,
      "The referral as it would be created, and in words what is still missing for that.",
      {
        missing: missingWords(model, { contacts: listOf("contact"), solutions: listOf("solution") }),
        referral: newReferral(model),
        assistance: assistanceCode(model),
      },
    ),
  ];
}

const records = (relationship: string): Expression =>
  coalesce(opportunity(relationship, "records"), constant([]));

function partText(model: Model): Expression {
  const { solution, objects } = model.crm;
  const type = get(item(), "attributes", "type");
  const field = (...keys: readonly string[]): Expression => orEmpty(get(item(), ...keys));
  const person = (mark: string, ...object: readonly string[]): Expression =>
    concat(
      mark,
      string(
        withProperties(constant({}), {
          firstName: field(...object, "FirstName"),
          lastName: field(...object, "LastName"),
          phoneNumber: field(...object, "Phone"),
          email: field(...object, "Email"),
        }),
      ),
    );
  const solutionText = concat(
    marks.solution,
    string(
      withProperties(constant({ type: "Name" }), {
        id: field(solution.id),
        name: field(solution.name),
        solutionType: when(equals(field(solution.type), ""), "3P", field(solution.type)),
      }),
    ),
  );
  return when(
    equals(type, "OpportunityContactRole"),
    person(marks.contact, "Contact"),
    when(
      equals(type, objects.solution),
      solutionText,
      when(equals(type, "OpportunityTeamMember"), person(marks.team, "User"), person(marks.team)),
    ),
  );
}

/** The parts of one kind, as a JSON array. */
function listOf(kind: "solution" | "contact" | "team"): Expression {
  const all = union(createArray(marks.afterSolutions, marks.afterContacts), body(draftSteps.parts));
  const text = concat(separator, join(sort(all), separator), separator);
  const between = (mark: string): Expression => concat(separator, mark, separator);
  const bySolutions = split(text, between(marks.afterSolutions));
  const byContacts = split(concat(separator, get(bySolutions, 1)), between(marks.afterContacts));
  const half = kind === "solution" ? get(bySolutions, 0) : get(byContacts, kind === "contact" ? 0 : 1);
  const commas = replace(concat(separator, half), concat(separator, marks[kind]), ",");
  return json(concat("[", skip(replace(commas, separator, ""), 1), "]"));
}

/** The kind of help that Microsoft is asked for, in Partner Center's code; empty for none. */
export function assistanceCode(model: Model): Expression {
  const help = model.fields.find((field) => field.role === "help");
  return help === undefined ? string("") : crmCanonical(help, crmProperty(opportunity(), help));
}

function newReferral(model: Model): Value {
  const help = assistanceCode(model);
  const isCoSell = not(equals(help, ""));
  const visibility = model.fields.find((field) => field.role === "visibility");
  const isVisible =
    visibility === undefined ? equals(1, 0) : equals(crmProperty(opportunity(), visibility), true);
  const { deals } = model;
  const plain = (field: FieldModel | undefined): Value =>
    field === undefined ? "" : plainValue(model, field);
  const byReferral = (path: string): FieldModel | undefined =>
    model.fields.find((field) => field.referral === path && field.direction !== "toCrm");
  const address = Object.fromEntries(
    ["addressLine1", "addressLine2", "city", "state", "postalCode", "country"].flatMap(
      (part): [string, Value][] => {
        const field = byReferral(`customerProfile.address.${part}`);
        return field === undefined ? [] : [[part, plain(field)]];
      },
    ),
  );
  return {
    name: plain(byReferral("name")),
    externalReferenceId: opportunity("Id"),
    type: when(isCoSell, "Shared", "Independent"),
    qualification: deals.qualification,
    customerProfile: { name: plain(byReferral("customerProfile.name")), address, team: listOf("contact") },
    consent: {
      consentToToShareInfoWithOthers: deals.consentToShareInfoWithOthers,
      consentToContact: deals.consentToContact,
      consentToShareReferralWithMicrosoftSellers: or(isCoSell, isVisible),
    },
    details: {
      notes: plain(byReferral("details.notes")),
      dealValue: float(string(coalesce(opportunity(fieldName(model.money.amount)), 0))),
      currency: toUpper(currencyOf(model)),
      closingDateTime: closingInstant(model),
      requirements: {
        solutions: listOf("solution"),
        additionalRequirements: { attributes: deals.attributes.map((attribute) => ({ ...attribute })) },
      },
    },
    team: listOf("team"),
    target: targetOf(),
    inviteContext: { assistanceRequestCode: when(isCoSell, help, "Unknown") },
  };
}

function plainValue(model: Model, field: FieldModel): Expression {
  return referralValue(model.crm, field, crmCanonical(field, crmProperty(opportunity(), field)));
}

/** A closing date that is over may be shifted to the end of the current month, where the mapping says so. */
function closingInstant(model: Model): Expression {
  const day = orEmpty(opportunity("CloseDate"));
  if (model.deals.pastClosingDate === "refuse") return instant(model.crm, day);
  const endOfMonth = call(
    "addDays",
    call("addToTime", call("startOfMonth", call("utcNow")), 1, "Month"),
    -1,
    "yyyy-MM-dd",
  );
  return instant(model.crm, when(call("less", day, call("utcNow", "yyyy-MM-dd")), endOfMonth, day));
}

/** The first solution is what the referral is about. */
function targetOf(): Expression {
  const first = get(listOf("solution"), 0, "id");
  return when(
    equals(first, null),
    constant([]),
    createArray(setProperty(constant({ type: "SolutionProfile" }), "id", first)),
  );
}

/** Microsoft's referral in the engagement of ours: the same deal, addressed to Microsoft, with the help that is wanted. */
export function microsoftReferral(own: Expression, engagementId: Operand, assistance: Operand): Expression {
  return withProperties(call("removeProperty", own, "externalReferenceId"), {
    engagementId,
    target: constant([{ type: "BusinessProfileLocation", id: partnerCenter.microsoftTarget }]),
    inviteContext: withProperties(constant({}), { assistanceRequestCode: assistance }),
  });
}
