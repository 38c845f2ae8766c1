import type { Model } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements } from "../metadata/element.ts";

/** Switches of the whole organization. Each file says one thing only, so that a deployment moves nothing else. */
export function orgSettings({ crm }: Model): readonly Component[] {
  const setting = (name: string, key: string, element: string): Component => ({
    type: "Settings",
    name,
    origin: ["crm", "orgSettings", key],
    content: elements({ [element]: true }),
  });
  return [
    ...(crm.orgSettings.notes ? [setting("EnhancedNotes", "notes", "enableEnhancedNotes")] : []),
    ...(crm.orgSettings.opportunityTeams
      ? [setting("Opportunity", "opportunityTeams", "enableOpportunityTeam")]
      : []),
  ];
}
