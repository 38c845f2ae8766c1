import type { Model, Origin } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements } from "../metadata/element.ts";
import { labelOf } from "./labels.ts";
import { watchedFields } from "./opportunity-fields.ts";

/** Who holds it may do what the validation rules forbid: the user of the integration. */
export const integrationPermission = "Cosell_Integration_User";

const isIntegration = `$Permission.${integrationPermission}`;

/**
 * What the opportunity refuses from people. Long texts are left to field permissions: a formula cannot watch them.
 * ISCLONE is true for the Clone button and not for copies made through the API; those are met by the flows.
 */
export function validationRules(model: Model): readonly Component[] {
  const { crm } = model;
  const { sync } = crm.opportunity;
  const visibility = model.fields.find(({ role }) => role === "visibility");
  const rules: Component[] = [];
  const add = (
    name: string,
    description: string,
    condition: string,
    message: string,
    field: string | undefined,
    origin: Origin,
  ) =>
    rules.push({
      type: "ValidationRule",
      name: `${crm.objects.opportunity}.${name}`,
      origin,
      content: elements({
        active: true,
        description,
        errorConditionFormula: condition,
        errorDisplayField: field,
        errorMessage: message,
      }),
    });

  if (visibility?.crm.object === "opportunity" && visibility.crm.field.kind === "name") {
    const { name } = visibility.crm.field;
    add(
      "Visibility_only_one_way",
      "Partner Center takes no visibility back.",
      `AND(PRIORVALUE(${name}), NOT(${name}), NOT(${isIntegration}))`,
      "A referral that Microsoft sellers can see stays visible to them.",
      name,
      visibility.origin,
    );
  }
  const changed = watchedFields(crm).map((name) => `ISCHANGED(${name})`);
  add(
    "Integration_fields_not_by_hand",
    "Identifier, link and time are the integration's, also for users whose other permissions let them edit.",
    `AND(OR(${changed.join(", ")}), NOT(${isIntegration}))`,
    "This field is filled in by the Partner Center integration and cannot be edited.",
    undefined,
    ["crm", "opportunity"],
  );
  add(
    "Clone_saved_with_sync_off",
    "A copy is a deal of its own: whether it is shared is decided anew.",
    `AND(ISCLONE(), ${sync}, NOT(${isIntegration}))`,
    "Save the copy with the Partner Center sync off. Switch it on afterwards if the copy is to be shared too.",
    sync,
    ["crm", "opportunity", "sync"],
  );
  return rules;
}

export function customPermission({ crm }: Model): Component {
  return {
    type: "CustomPermission",
    name: integrationPermission,
    origin: ["crm"],
    content: elements({
      description: "The user of the Partner Center integration: validation rules of the package let it pass.",
      label: labelOf(crm, integrationPermission),
    }),
  };
}
