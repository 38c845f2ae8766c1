import type { Model, ValidationRuleKey } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements } from "../metadata/element.ts";
import { labelOf } from "./labels.ts";
import { watchedFields } from "./opportunity-fields.ts";

/**
 * What the opportunity refuses from people. Long texts are left to field permissions: a formula cannot watch them.
 * ISCLONE is true for the Clone button and not for copies made through the API; those are met by the flows.
 */
export function validationRules(model: Model): readonly Component[] {
  const { crm } = model;
  const { sync } = crm.opportunity;
  const isIntegration = `$Permission.${crm.customPermission}`;
  const visibility = model.fields.find(({ role }) => role === "visibility");
  const rules: Component[] = [];
  const add = (
    key: ValidationRuleKey,
    description: string,
    condition: string,
    message: string,
    field?: string,
  ) =>
    rules.push({
      type: "ValidationRule",
      name: `${crm.objects.opportunity}.${crm.validationRules[key]}`,
      origin: ["crm", "validationRules", key],
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
      "visibility",
      "Partner Center takes no visibility back.",
      `AND(PRIORVALUE(${name}), NOT(${name}), NOT(${isIntegration}))`,
      "A referral that Microsoft sellers can see stays visible to them.",
      name,
    );
  }
  const changed = watchedFields(crm).map((name) => `ISCHANGED(${name})`);
  add(
    "integrationFields",
    "Identifier, link and time are the integration's, also for users whose other permissions let them edit.",
    `AND(OR(${changed.join(", ")}), NOT(${isIntegration}))`,
    "This field is filled in by the Partner Center integration and cannot be edited.",
  );
  add(
    "clone",
    "A copy is a deal of its own: whether it is shared is decided anew.",
    `AND(ISCLONE(), ${sync}, NOT(${isIntegration}))`,
    "Save the copy with the Partner Center sync off. Switch it on afterwards if the copy is to be shared too.",
    sync,
  );
  return rules;
}

/** Who holds it may do what the validation rules forbid: the user of the integration. */
export function customPermission({ crm }: Model): Component {
  return {
    type: "CustomPermission",
    name: crm.customPermission,
    origin: ["crm", "customPermission"],
    content: elements({
      description: "The user of the Partner Center integration: validation rules of the package let it pass.",
      // Required, although it is read-only (Metadata API developer guide, CustomPermission).
      isLicensed: false,
      label: labelOf(crm, crm.customPermission),
    }),
  };
}
