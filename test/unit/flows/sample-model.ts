import { readFileSync } from "node:fs";
import { assert } from "../../../generator/diagnostics/failure.ts";
import type { FieldModel, FlowKey, Model } from "../../../generator/model/model.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";

const text = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");
const { model } = readMapping({ file: "mapping.yaml", text });
assert(model !== undefined, "the default mapping has a model");

/** The model of the default mapping. */
export const sampleModel: Model = model;

/** More fields of the opportunity, mapped to properties of the referral that no other field has. */
export function withFields(given: Model, count: number): Model {
  const more = Array.from(
    { length: count },
    (_, index): FieldModel => ({
      key: `extraProperty${index}`,
      label: `Extra field ${index}`,
      crm: { object: "opportunity", field: { kind: "name", name: `Extra_Field_Number_${index}__c` } },
      referral: `extra.property${index}`,
      type: "text",
      direction: "both",
      policy: "crm",
      phase: "always",
      patchPath: `/extra/property${index}`,
      patchProven: true,
      requiredFor: [],
      origin: ["fields", index],
    }),
  );
  return { ...given, fields: [...given.fields, ...more] };
}

export const without = (given: Model, ...keys: readonly FlowKey[]): Model => ({
  ...given,
  flows: given.flows.filter((flow) => !keys.includes(flow.key)),
});
