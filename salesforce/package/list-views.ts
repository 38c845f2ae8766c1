import type { Model } from "../../generator/model/model.ts";
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
  const view = (name: string, label: string, states: string): Component => ({
    type: "ListView",
    name: `${crm.objects.opportunity}.${name}`,
    origin: ["crm", "opportunity", "status"],
    content: elements({
      columns: [...opportunityColumns, status, lastSynced],
      filterScope: "Everything",
      filters: { field: status, operation: "equals", value: states },
      label: labelOf(crm, name, label),
    }),
  });
  return [
    view("Partner_Center_Failed", "Partner Center: failed deals", "Error,Conflict"),
    view("Partner_Center_Pending", "Partner Center: pending deals", "Pending"),
  ];
}

export function solutionViews({ crm }: Model): readonly Component[] {
  const { objects, solution } = crm;
  return [
    {
      type: "ListView",
      name: `${objects.solution}.All`,
      origin: ["crm", "objects", "solution"],
      content: elements({
        columns: ["NAME", solution.opportunity, solution.id, solution.name, solution.type],
        filterScope: "Everything",
        label: labelOf(crm, "All"),
      }),
    },
  ];
}
