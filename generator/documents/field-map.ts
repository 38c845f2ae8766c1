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
    ...columnOf(model, field.crm.object, field.crm.field),
    arrow: arrows[field.direction],
    referral: field.referral,
    policy: field.direction === "both" && field.phase !== "creation" ? policies[field.policy] : "",
    when: phases[field.phase],
    requiredFor: field.requiredFor.map((deal) => deals[deal]).join(", "),
  };
}

function moneyRows(model: Model): readonly Row[] {
  const { amount, currency, direction, policy, requiredFor } = model.money;
  const base = {
    arrow: arrows[direction],
    policy: direction === "both" ? policies[policy] : "",
    when: phases.always,
    requiredFor: requiredFor.map((deal) => deals[deal]).join(", "),
  };
  const single = { crm: currencyCode(model), isColumn: false, isDefault: false };
  return [
    {
      ...base,
      label: "Deal value",
      ...columnOf(model, "opportunity", amount),
      referral: "details.dealValue",
    },
    {
      ...base,
      label: "Currency",
      ...(currency === undefined ? single : columnOf(model, "opportunity", currency)),
      referral: "details.currency",
    },
  ];
}

function currencyCode({ crm }: Model): string {
  return crm.currency.mode === "single" ? `always ${crm.currency.code}` : "";
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
      isColumn: false,
      isDefault: false,
      arrow: arrows[set.direction],
      referral,
      policy: set.direction === "both" ? policies[set.policy] : "",
      when: "one by one, until the deal is closed",
      requiredFor: "",
    }));
}

function stageRows(model: Model): FieldMapView["stages"] {
  const { stages } = model;
  const named = (key: "onHoldStage" | "activeStage") => String(variableNamed(model, key).default);
  const row = (crm: string, arrow: string, referral: string, isDefault = false) => ({
    crm,
    arrow,
    referral,
    isDefault,
  });
  return [
    row(named("onHoldStage"), "⇄", "New", true),
    row(named("activeStage"), "⇄", "Active", true),
    ...stages.active.map(({ stage, salesStage }) =>
      row(stage, "→", salesStage === undefined ? "Active" : `Active, sales stage ${salesStage}`),
    ),
    ...stages.won.map((stage) => row(stage, "→", "Closed, Won")),
    ...stages.lost.map((stage) => row(stage, "→", "Closed, Lost (Declined when it was New)")),
    ...Object.entries(stages.incoming).map(([status, stage]) =>
      row(stage, "←", `Closed, ${status.charAt(0).toUpperCase()}${status.slice(1)}`),
    ),
  ];
}

/** `Opportunity.Amount`; where a variable holds the name of the field, its default. */
function columnOf(model: Model, object: "opportunity" | "account", field: FieldName) {
  const isDefault = field.kind === "variable";
  const name = isDefault ? String(variableNamed(model, field.variable).default) : field.name;
  return { crm: `${model.crm.objects[object]}.${name}`, isColumn: true, isDefault };
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
