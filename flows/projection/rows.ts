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
  sentCanonical,
} from "./canonical.ts";
import { bodyProperty, dealCurrencyProperty, dealValueProperty, linkKey, moneyKey, type Row } from "./row.ts";
import { stageRow } from "./stage.ts";

/** Every line of the comparison, in the order in which an audit tells them. */
export function comparisonRows(model: Model): readonly Row[] {
  const moving = model.fields.filter((field) => field.phase !== "creation");
  const beforeMoney = moving.filter((field) => field.role === "name");
  const afterMoney = moving.filter((field) => field.role !== "name");
  return [
    stageRow(model),
    ...beforeMoney.map((field) => fieldRow(model, field)),
    moneyRow(model),
    ...afterMoney.map((field) => fieldRow(model, field)),
    linkRow(),
  ];
}

function fieldRow(model: Model, field: FieldModel): Row {
  const crm = crmCanonical(field, crmProperty(opportunity(), field));
  const raw = referralProperty(referral(), field.referral);
  const pc = referralCanonical(
    field,
    field.referral === "trackingInfo.microsoftMsxId" ? microsoftId(model, raw) : raw,
  );
  const sent = field.role === "help" ? crm : sentCanonical(field, crm);
  const sends =
    field.direction !== "toCrm" &&
    (field.role === "help" || field.patchPath !== undefined) &&
    nameMayMove(model, field);
  return {
    field: field.key,
    label: field.label,
    kind: field.role === "visibility" ? "visibility" : field.role === "help" ? "help" : "value",
    policy: field.policy,
    sends: sends && field.phase === "beforeSharing" ? not(equals(referral("type"), "Shared")) : sends,
    takes: takes(field, pc),
    crm,
    pc,
    sent,
    valid: validity(field, crm),
    change:
      field.patchPath === undefined || field.role === "name"
        ? ""
        : change(field.patchPath, referralValue(model.crm, field, crm)),
    values: { [bodyProperty(field)]: crmValue(field, pc) },
  };
}

/** Microsoft's identifier stands on Microsoft's referral first; once seen it is remembered. */
function microsoftId(model: Model, own: Expression): Expression {
  return coalesce(own, get(givenMicrosoftSide(), "msxId"), get(storedState(model.crm), "msft", "msxId"));
}

/** A pick list value of Partner Center that the map does not know cannot be written to Salesforce. */
function takes(field: FieldModel, pc: Expression): boolean | Expression {
  if (field.direction === "toPartnerCenter" || field.crm.object !== "opportunity") return false;
  return field.values === undefined ? true : or(empty(pc), not(equals(crmValue(field, pc), null)));
}

function nameMayMove(model: Model, field: FieldModel): boolean {
  return field.role !== "name" || model.deals.patchName;
}

/** Required values are never sent empty, and unmapped pick list values never at all. */
function validity(field: FieldModel, crm: Expression): Operand {
  if (field.values !== undefined) return not(startsWith(crm, "?"));
  return field.requiredFor.length > 0 ? not(empty(crm)) : true;
}

function change(path: string, value: Expression): Expression {
  return string(setProperty(constant({ op: "replace", path }), "value", value));
}

function moneyRow(model: Model): Row {
  const { money: mapped, crm: crmModel } = model;
  const crmAmount = opportunity(fieldName(mapped.amount));
  const crmCurrency = currencyOf(model);
  const pcAmount = referral("details", "dealValue");
  const crm = money(crmAmount, crmCurrency);
  const pc = money(pcAmount, orEmpty(referral("details", "currency")));
  const sends = mapped.direction !== "toCrm";
  return {
    field: moneyKey,
    label: "Deal value",
    kind: "value",
    policy: mapped.policy,
    sends,
    takes: mapped.direction !== "toPartnerCenter",
    crm,
    pc,
    sent: crm,
    valid: and(
      not(or(empty(crm), startsWith(crm, "0.00 "))),
      equals(length(toUpper(orEmpty(crmCurrency))), 3),
    ),
    change: when(
      empty(crm),
      "",
      concat(
        change("/details/dealValue", float(first(split(crm, " ")))),
        ",",
        change("/details/currency", toUpper(orEmpty(crmCurrency))),
      ),
    ),
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
    values: {},
  };
}
