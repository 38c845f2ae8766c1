import type { FieldModel, Model } from "../../generator/model/model.ts";
import { partnerCenter } from "../facts.ts";
import { type Action, compose, select } from "../kit/action.ts";
import { bySize } from "../kit/chunks.ts";
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
  joinFilled,
  json,
  lineFeed,
  not,
  or,
  orEmpty,
  setProperty,
  string,
  toUpper,
  union,
  when,
} from "../kit/functions.ts";
import { joinMarked, listOf } from "../kit/lines.ts";
import { crmElements, crmLine, elementText, type SetKind, syncedKinds } from "../merge/elements.ts";
import { salesforceRow, solutionEntry } from "../merge/set-lists.ts";
import { crmCanonical, instant, referralValue } from "../projection/canonical.ts";
import { helpCode } from "../projection/help.ts";
import { comparisonRows, currencyOf } from "../projection/rows.ts";
import { fieldName } from "../records/opportunity.ts";
import { crmProperty, opportunity } from "../records/sources.ts";
import { withProperties } from "../records/state.ts";

export const draftSteps = {
  parts: "People and solutions of the new referral",
  draft: "New referral",
} as const;

/** Member of the draft: what each side will hold once the referral is created, as members of an object. */
export const sentByCreating = "settled";

/** Marks of the parts in Partner Center's form, behind those of the lines (1 to 3). */
const partMarks: Readonly<Record<SetKind, number>> = { solutions: 4, contacts: 5, team: 6 };
const partMarkCount = 6;

/** The new referral, and what is settled by creating it. */
export function draftReferral(model: Model): readonly Action[] {
  return [
    select(
      draftSteps.parts,
      "Each solution (1, 4), customer contact (2, 5) and team member (3, 6): as a line, and in Partner Center's form.",
      union(...crmElements(model)),
      concat(crmLine(model), lineFeed, partText(model)),
    ),
    compose(
      draftSteps.draft,
      "The referral as it is created, and for each field what either side holds then.",
      {
        referral: newReferral(model),
        assistance: helpCode(model),
        [sentByCreating]: [...settledByCreating(model)],
      },
    ),
  ];
}

function partText(model: Model): Expression {
  const type = get(item(), "attributes", "type");
  const part = (kind: SetKind, value: Expression): Expression => concat(`${partMarks[kind]} `, string(value));
  const owner = setProperty(constant({}), "User", item());
  const member = (row: Expression): Expression =>
    withProperties(constant({}), {
      firstName: coalesce(get(row, "User", "FirstName"), ""),
      lastName: coalesce(get(row, "User", "LastName"), ""),
      phoneNumber: coalesce(get(row, "User", "Phone"), ""),
      email: coalesce(get(row, "User", "Email"), ""),
    });
  return when(
    equals(type, "OpportunityContactRole"),
    part("contacts", salesforceRow(model, "contacts").entry),
    when(
      equals(type, model.crm.objects.solution),
      part("solutions", solutionEntry(model)),
      when(equals(type, "OpportunityTeamMember"), part("team", member(item())), part("team", member(owner))),
    ),
  );
}

/** The parts of one kind, as a JSON array. */
function partsOf(kind: SetKind): Expression {
  return json(
    concat("[", joinMarked(listOf(body(draftSteps.parts)), partMarks[kind], partMarkCount, ","), "]"),
  );
}

/** For each field what both sides hold once the referral is there: the pairs that the first comparison starts from. */
function settledByCreating(model: Model): readonly Expression[] {
  const fields = comparisonRows(model).map((row): Expression => {
    const created = row.kind === "stage" ? "Active/Accepted" : row.sends === false ? "" : row.sent;
    return concat(`"${row.field}":`, string(createArray(row.crm, created)));
  });
  // The name cannot be changed later, but it is part of what is created.
  const named = comparisonRows(model).map((row, index): Expression | undefined =>
    row.field === "name" && row.sends === false
      ? concat('"name":', string(createArray(row.crm, row.sent)))
      : fields[index],
  );
  const sets = syncedKinds(model).map((kind): Expression => {
    const lines = elementText(draftSteps.parts, "crm", kind);
    return concat(`"${kind}":`, string(createArray(lines, lines)));
  });
  const members = [...named.flatMap((member) => (member === undefined ? [] : [member])), ...sets];
  return bySize(members, (member) => member).map((each) => joinFilled(createArray(...each), ","));
}

function newReferral(model: Model): Value {
  const help = helpCode(model);
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
    customerProfile: { name: plain(byReferral("customerProfile.name")), address, team: partsOf("contacts") },
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
        solutions: partsOf("solutions"),
        additionalRequirements: { attributes: deals.attributes.map((attribute) => ({ ...attribute })) },
      },
    },
    team: partsOf("team"),
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
  const first = get(partsOf("solutions"), 0, "id");
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
