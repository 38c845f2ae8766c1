import type { FieldModel, Model } from "../../generator/model/model.ts";
import type { Shape } from "../metadata/element.ts";
import { checkbox, date, dateTime, longText, number, picklist, text } from "./field-shapes.ts";
import { labelOf } from "./labels.ts";
import { type PackageField, packageField } from "./opportunity-fields.ts";

/** The custom fields of the field map. Standard fields exist, and so does what an environment variable names. */
export function mappedFields(model: Model): readonly PackageField[] {
  const seen = new Set<string>();
  return model.fields.flatMap((field) => {
    const { crm } = field;
    if (crm.field.kind !== "name" || !crm.field.name.endsWith("__c")) return [];
    const object = model.crm.objects[crm.object];
    const key = `${object}.${crm.field.name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const label = labelOf(model.crm, crm.field.name, usualLabel(field));
    // What only comes in is the integration's; sellers edit the rest.
    const editor = field.direction === "toCrm" ? "integration" : "seller";
    return [packageField(object, crm.field.name, shapeOf(field, label), editor, field.origin)];
  });
}

/** Microsoft's fields keep Microsoft's labels; a field of the customer's is called what the mapping calls it. */
function usualLabel({ crm, label }: FieldModel): string | undefined {
  return crm.field.kind === "name" && ofMicrosoft.test(crm.field.name) ? undefined : label;
}

const ofMicrosoft =
  /(?:^|__)(?:How_can_Microsoft_help|Referral_visible_to_Microsoft_sellers|Microsoft_CRM_Identifier|Referral_Program)__c$/;

function shapeOf(field: FieldModel, label: string): Shape {
  const words = { label, description: describe(field), help: help(field) };
  if (field.values !== undefined) {
    const values = [...new Set(field.values.map(({ crm }) => crm))];
    return picklist(
      words,
      values.map((value) => ({ value })),
    );
  }
  switch (field.type) {
    case "boolean":
      return checkbox(words);
    case "number":
      return number(words);
    case "date":
      return date(words);
    case "dateTime":
      return dateTime(words);
    case "text": {
      const length = field.maxLength?.crm ?? field.maxLength?.referral ?? 255;
      return length > 255 ? longText(words, Math.min(length, 131_072), 4) : text(words, length);
    }
  }
}

function describe({ referral, direction }: FieldModel): string {
  const way = { both: "Kept equal to", toCrm: "Comes from", toPartnerCenter: "Goes to" }[direction];
  return `${way} ${referral} of the Partner Center referral.`;
}

function help(field: FieldModel): string {
  switch (field.role) {
    case "visibility":
      return "Tick to let Microsoft sellers see the referral. Once shared it stays visible.";
    case "help":
      return "Choose what you need to ask Microsoft for help with this deal. Blank asks for none.";
    default:
      return field.direction === "toCrm"
        ? "Filled in by the integration."
        : "Shared with Partner Center while the sync is on.";
  }
}
