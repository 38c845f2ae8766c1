import type { Direction, FieldModel, FieldName, FieldPhase, Model, Policy } from "../model/model.ts";
import { variableNamed } from "./variables.ts";
import type { FieldMapView } from "./views.ts";

/** Which field of Salesforce goes with which property of the referral, and by what rules. */
export function fieldMapView(model: Model): FieldMapView {
  return {
    solution: model.solution.displayName,
    version: model.solution.version,
    rows: [...moneyRows(model), ...model.fields.map((field) => row(model, field)), ...setRows(model)],
    valueMaps: model.fields.flatMap(({ label, values }) =>
      values === undefined ? [] : [{ label, pairs: values }],
    ),
    stages: stageRows(model),
    reasons: model.closingReasons.values,
    defaultReason: model.closingReasons.default,
  };
}

type Row = FieldMapView["rows"][number];

function row(model: Model, field: FieldModel): Row {
  return {
    label: field.label,
    crm: `${model.crm.objects[field.crm.object]}.${nameOf(model, field.crm.field)}`,
    arrow: arrows[field.direction],
    referral: field.referral,
    policy: policies[field.policy],
    when: phases[field.phase],
    requiredFor: field.requiredFor.map((deal) => deals[deal]).join(", "),
  };
}

function moneyRows(model: Model): readonly Row[] {
  const { amount, currency, direction, policy, requiredFor } = model.money;
  const base = {
    arrow: arrows[direction],
    policy: policies[policy],
    when: phases.always,
    requiredFor: requiredFor.map((deal) => deals[deal]).join(", "),
  };
  const opportunity = model.crm.objects.opportunity;
  const fixed = model.crm.currency.mode === "single" ? `always ${model.crm.currency.code}` : "";
  return [
    {
      ...base,
      label: "Deal value",
      crm: `${opportunity}.${nameOf(model, amount)}`,
      referral: "details.dealValue",
    },
    {
      ...base,
      label: "Currency",
      crm: currency === undefined ? fixed : `${opportunity}.${nameOf(model, currency)}`,
      referral: "details.currency",
    },
  ];
}

function setRows(model: Model): readonly Row[] {
  const { solutions, contacts, team } = model.sets;
  const { objects } = model.crm;
  const sets = [
    {
      label: "Microsoft solutions",
      crm: `rows of ${objects.solution}`,
      referral: "details.requirements.solutions",
      set: solutions,
    },
    {
      label: "Customer contacts",
      crm: `contact roles of ${objects.opportunity}`,
      referral: "customerProfile.team",
      set: contacts,
    },
    { label: "Our team", crm: `team of ${objects.opportunity}`, referral: "team", set: team },
  ];
  return sets
    .filter(({ set }) => set.direction !== "never")
    .map(({ label, crm, referral, set }) => ({
      label,
      crm,
      arrow: arrows[set.direction],
      referral,
      policy: policies[set.policy],
      when: "one by one, until the deal is closed",
      requiredFor: "",
    }));
}

function stageRows(model: Model): FieldMapView["stages"] {
  const { stages } = model;
  const named = (key: "onHoldStage" | "activeStage") => variableNamed(model, key).displayName;
  return [
    { crm: `value of “${named("onHoldStage")}”`, arrow: "⇄", referral: "New" },
    { crm: `value of “${named("activeStage")}”`, arrow: "⇄", referral: "Active" },
    ...stages.active.map(({ stage, salesStage }) => ({
      crm: stage,
      arrow: "→",
      referral: salesStage === undefined ? "Active" : `Active, sales stage ${salesStage}`,
    })),
    ...stages.won.map((stage) => ({ crm: stage, arrow: "→", referral: "Closed, Won" })),
    ...stages.lost.map((stage) => ({ crm: stage, arrow: "→", referral: "Closed, Lost; from New: Declined" })),
    ...Object.entries(stages.incoming).map(([status, stage]) => ({
      crm: stage,
      arrow: "←",
      referral: `Closed, ${status.charAt(0).toUpperCase()}${status.slice(1)}`,
    })),
  ];
}

function nameOf(model: Model, field: FieldName): string {
  if (field.kind === "name") return field.name;
  const variable = variableNamed(model, field.variable);
  return `${String(variable.default)} (named by “${variable.displayName}”)`;
}

const arrows: Readonly<Record<Direction, string>> = {
  both: "⇄",
  toCrm: "←",
  toPartnerCenter: "→",
  never: "",
};

const policies: Readonly<Record<Policy, string>> = {
  crm: "Salesforce",
  partnerCenter: "Partner Center",
  manual: "nobody: a person decides",
};

const phases: Readonly<Record<FieldPhase, string>> = {
  always: "until the deal is closed",
  beforeSharing: "until Microsoft has been asked",
  oneWay: "once, to yes",
  creation: "when one side is made from the other",
};

const deals = { private: "private", partnerLed: "partner-led", coSell: "co-sell" } as const;
