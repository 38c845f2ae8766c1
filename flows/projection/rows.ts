import type { FieldModel, Model } from "../../generator/model/model.ts";
import { type Expression, get, type Operand } from "../kit/expression.ts";
import {
  and,
  coalesce,
  concat,
  constant,
  empty,
  equals,
  first,
  float,
  greater,
  length,
  not,
  or,
  orEmpty,
  setProperty,
  split,
  startsWith,
  string,
  toUpper,
  when,
} from "../kit/functions.ts";
import { fieldName } from "../records/opportunity.ts";
import {
  crmProperty,
  givenMicrosoftSide,
  opportunity,
  referral,
  referralProperty,
  storedState,
} from "../records/sources.ts";
import {
  crmCanonical,
  crmValue,
  money,
  referralCanonical,
  referralValue,
  remembered,
  sentCanonical,
} from "./canonical.ts";
import { hasCompleteContact, helpCode } from "./help.ts";
import { bodyProperty, dealCurrencyProperty, dealValueProperty, linkKey, moneyKey, type Row } from "./row.ts";
import { salesStageRow, stageRow } from "./stage.ts";

/** Where Microsoft's identifier of the deal stands. */
export const microsoftsIdentifier = "trackingInfo.microsoftMsxId";

/** Every line of the comparison but the sets, in the order in which an audit tells them. */
export function comparisonRows(model: Model): readonly Row[] {
  const moving = model.fields.filter(
    (field) => field.phase !== "creation" && field.crm.object === "opportunity",
  );
  const beforeMoney = moving.filter((field) => field.role === "name");
  const afterMoney = moving.filter((field) => field.role !== "name");
  return [
    stageRow(model),
    ...salesStageRow(model),
    ...beforeMoney.map((field) => fieldRow(model, field)),
    moneyRow(model),
    ...afterMoney.map((field) => fieldRow(model, field)),
    linkRow(),
  ];
}

function fieldRow(model: Model, field: FieldModel): Row {
  switch (field.role) {
    case "help":
      return withRemembered(field, helpRow(model, field));
    case "visibility":
      return visibilityRow(model, field);
    default:
      return withRemembered(field, valueRow(model, field));
  }
}

/** The texts of a row as they are compared and stored; what is written to a side is made of the whole ones. */
function withRemembered(field: FieldModel, row: Row): Row {
  return {
    ...row,
    crm: remembered(field, "crm", row.crm),
    pc: remembered(field, "referral", row.pc),
    sent: remembered(field, "crm", row.sent),
  };
}

function valueRow(model: Model, field: FieldModel): Row {
  const crm = crmCanonical(field, crmProperty(opportunity(), field));
  const raw = referralProperty(referral(), field.referral);
  const isMsxId = field.referral === microsoftsIdentifier;
  const pc = referralCanonical(field, isMsxId ? microsoftId(model, field, raw) : raw);
  // Microsoft's certified connector does not offer the path of the name.
  const isMovable = field.role !== "name" || (model.deals.patchName && model.connectors.mode === "custom");
  const sends = field.direction !== "toCrm" && field.patchPath !== undefined && isMovable;
  return {
    field: field.key,
    label: field.label,
    kind: "value",
    policy: field.policy,
    sends: sends && field.phase === "beforeSharing" ? not(equals(referral("type"), "Shared")) : sends,
    takes: takes(field, crm, pc),
    crm,
    pc,
    sent: sentCanonical(field, crm),
    valid: validity(field, crm),
    change:
      field.patchPath === undefined ? "" : change(field.patchPath, referralValue(model.crm, field, crm)),
    alone: !field.patchProven,
    values: { [bodyProperty(field)]: crmValue(field, pc) },
  };
}

/** Once help is asked for, Microsoft's sellers see the deal, whatever the box says. */
function visibilityRow(model: Model, field: FieldModel): Row {
  const isInvited = not(equals(storedState(model.crm, "msft"), null));
  const help = helpCode(model);
  const isAsked = and(not(empty(help)), not(startsWith(help, "?")), or(isInvited, hasCompleteContact()));
  const crm = when(or(equals(crmProperty(opportunity(), field), true), isAsked), "true", "false");
  const pc = referralCanonical(field, referralProperty(referral(), field.referral));
  return {
    ...valueRow(model, field),
    kind: "visibility",
    crm,
    pc,
    sent: crm,
    valid: true,
    takes: field.direction !== "toPartnerCenter",
    change: field.patchPath === undefined ? "" : change(field.patchPath, true),
  };
}

/** Partner Center keeps the kind of help on Microsoft's referral; ours shows it only if it was created with it. */
function helpRow(model: Model, field: FieldModel): Row {
  const crm = helpCode(model);
  const remembered = (member: "sent" | "pairs"): Expression =>
    get(storedState(model.crm, member), field.key, 1);
  const own = referralCanonical(field, referralProperty(referral(), field.referral));
  const isInvited = not(equals(storedState(model.crm, "msft"), null));
  const given = referralCanonical(field, givenMicrosoftSide("inviteContext", "assistanceRequestCode"));
  const last = coalesce(remembered("sent"), remembered("pairs"), "");
  const pc = when(not(empty(own)), own, when(not(empty(given)), given, when(isInvited, last, "")));
  const isVisible = equals(referral("consent", "consentToShareReferralWithMicrosoftSellers"), true);
  return {
    field: field.key,
    label: field.label,
    kind: "help",
    policy: field.policy,
    sends: field.direction !== "toCrm",
    takes: field.direction !== "toPartnerCenter",
    crm,
    pc,
    sent: crm,
    valid: and(not(startsWith(crm, "?")), hasCompleteContact()),
    // Microsoft cannot be invited to a deal that its sellers may not see.
    change: when(isVisible, "", change("/consent/consentToShareReferralWithMicrosoftSellers", true)),
    alone: false,
    values: { [bodyProperty(field)]: crmValue(field, pc) },
  };
}

/** Microsoft's identifier stands on Microsoft's referral first; once seen it is remembered. */
function microsoftId(model: Model, field: FieldModel, own: Expression): Expression {
  return coalesce(
    own,
    givenMicrosoftSide("trackingInfo", "microsoftMsxId"),
    storedState(model.crm, "pairs", field.key, 1),
  );
}

/**
 * A pick list value of Partner Center that the map does not know cannot be written to Salesforce, and a text that is
 * too long for Partner Center is not overwritten by the part of it that fitted.
 */
function takes(field: FieldModel, crm: Expression, pc: Expression): boolean | Expression {
  if (field.direction === "toPartnerCenter") return false;
  if (field.values !== undefined) return or(empty(pc), not(equals(crmValue(field, pc), null)));
  const most = field.maxLength?.referral;
  return field.type === "text" && most !== undefined ? not(greater(length(crm), most)) : true;
}

/** Required values are never sent empty, and unmapped pick list values never at all. */
function validity(field: FieldModel, crm: Expression): Operand {
  const isRequired = field.requiredFor.length > 0;
  if (field.values !== undefined)
    return isRequired ? and(not(startsWith(crm, "?")), not(empty(crm))) : not(startsWith(crm, "?"));
  return isRequired ? not(empty(crm)) : true;
}

/** One JSON-Patch operation as text. */
export function change(path: string, value: Operand): Expression {
  return string(setProperty(constant({ op: "replace", path }), "value", value));
}

function moneyRow(model: Model): Row {
  const { money: mapped, crm: crmModel } = model;
  const crmAmount = opportunity(fieldName(mapped.amount));
  const currency = toUpper(currencyOf(model));
  const pcAmount = referral("details", "dealValue");
  const crm = money(crmAmount, currency);
  const pc = money(pcAmount, orEmpty(referral("details", "currency")));
  const takesMoney = mapped.direction !== "toPartnerCenter";
  return {
    field: moneyKey,
    label: "Deal value",
    kind: "value",
    policy: mapped.policy,
    sends: mapped.direction !== "toCrm",
    // In an organization with one currency an amount in another one is not converted silently.
    takes:
      takesMoney && crmModel.currency.mode === "single"
        ? equals(toUpper(orEmpty(referral("details", "currency"))), crmModel.currency.code)
        : takesMoney,
    crm,
    pc,
    sent: crm,
    valid: and(
      when(empty(crm), false, greater(float(first(split(crm, " "))), 0)),
      equals(length(currency), 3),
    ),
    change: when(
      empty(crm),
      "",
      concat(
        change("/details/dealValue", float(first(split(crm, " ")))),
        ",",
        change("/details/currency", currency),
      ),
    ),
    alone: false,
    values: {
      [dealValueProperty]: when(empty(pc), null, float(first(split(pc, " ")))),
      ...(crmModel.currency.mode === "multi"
        ? { [dealCurrencyProperty]: toUpper(orEmpty(referral("details", "currency"))) }
        : {}),
    },
  };
}

/** The currency of the opportunity: a field, or the one currency of the organization. */
export function currencyOf(model: Model): Expression {
  const { currency } = model.money;
  if (currency === undefined)
    return string(model.crm.currency.mode === "single" ? model.crm.currency.code : "");
  return orEmpty(opportunity(fieldName(currency)));
}

/** Partner Center learns the id of the opportunity even while the deal is on hold: it is how the pair is found again. */
function linkRow(): Row {
  const crm = orEmpty(opportunity("Id"));
  return {
    field: linkKey,
    label: "CRM id",
    kind: "link",
    policy: "crm",
    sends: true,
    takes: false,
    crm,
    pc: orEmpty(referral("externalReferenceId")),
    sent: crm,
    valid: true,
    change: change("/externalReferenceId", crm),
    alone: false,
    values: {},
  };
}
