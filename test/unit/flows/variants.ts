import type { Direction, Model } from "../../../generator/model/model.ts";
import { sampleModel, withFields, without } from "./sample-model.ts";

function sets(direction: Direction): Model["sets"] {
  const { solutions, contacts, team } = sampleModel.sets;
  return {
    solutions: { ...solutions, direction },
    contacts: { ...contacts, direction },
    team: { ...team, direction },
  };
}

const { currency: _, ...oneCurrency } = sampleModel.money;
const { crm, stages, deals, flowOptions } = sampleModel;

/** The options of a mapping, on and off. */
export const variants: Readonly<Record<string, Model>> = {
  default: sampleModel,
  certified: { ...sampleModel, connectors: { ...sampleModel.connectors, mode: "certified" } },
  "one currency": {
    ...sampleModel,
    crm: { ...crm, currency: { mode: "single", code: "EUR" } },
    money: oneCurrency,
  },
  "no leads": { ...sampleModel, flowOptions: { ...flowOptions, leads: false } },
  "no solutions flow": without(sampleModel, "solutionsToPartnerCenter"),
  "no Reconcile": without(sampleModel, "reconcile"),
  "no sets": { ...sampleModel, sets: sets("never") },
  "sets to Salesforce": { ...sampleModel, sets: sets("toCrm") },
  "sets to Partner Center": { ...sampleModel, sets: sets("toPartnerCenter") },
  "no teams": { ...sampleModel, crm: { ...crm, teams: false } },
  "other deal rules": {
    ...sampleModel,
    deals: { ...deals, patchName: true, pastClosingDate: "shift", notesRequired: true, portalDeals: false },
  },
  "eight stages": {
    ...sampleModel,
    stages: {
      ...stages,
      won: ["Closed Won", "Renewed"],
      lost: ["Closed Lost", "No decision"],
      active: ["A", "B", "C", "D"].map((stage) => ({ stage, salesStage: "Develop" })),
    },
  },
  "no retries": {
    ...sampleModel,
    flowOptions: { ...flowOptions, retry: { ...flowOptions.retry, type: "none" }, glyphOnError: false },
  },
  "twenty more fields": withFields(sampleModel, 20),
  "two hundred more fields": withFields(sampleModel, 200),
};
