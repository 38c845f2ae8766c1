import type { ListViewKey, Model } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements } from "../metadata/element.ts";
import { labelOf } from "./labels.ts";

/** Columns of standard fields have names of their own in list views of opportunities. */
const opportunityColumns = [
  "OPPORTUNITY.NAME",
  "ACCOUNT.NAME",
  "OPPORTUNITY.STAGE_NAME",
  "OPPORTUNITY.CLOSE_DATE",
  "CORE.USERS.ALIAS",
];

/** The deals that need a person, and those that wait for the integration. */
export function opportunityViews({ crm }: Model): readonly Component[] {
  const { status, lastSynced } = crm.opportunity;
  const view = (key: ListViewKey, label: string, states: string): Component => ({
    type: "ListView",
    name: `${crm.objects.opportunity}.${crm.listViews[key]}`,
    origin: ["crm", "listViews", key],
    content: elements({
      columns: [...opportunityColumns, status, lastSynced],
      filterScope: "Everything",
      filters: { field: status, operation: "equals", value: states },
      label: labelOf(crm, crm.listViews[key], label),
    }),
  });
  return [
    view("failed", "Partner Center: failed deals", "Error,Conflict"),
    view("pending", "Partner Center: pending deals", "Pending"),
  ];
}

export function solutionViews({ crm }: Model): readonly Component[] {
  const { objects, solution, listViews } = crm;
  return [
    {
      type: "ListView",
      name: `${objects.solution}.${listViews.solutions}`,
      origin: ["crm", "listViews", "solutions"],
      content: elements({
        columns: ["NAME", solution.opportunity, solution.id, solution.name, solution.type],
        filterScope: "Everything",
        label: labelOf(crm, listViews.solutions),
      }),
    },
  ];
}
