import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emitConnectors } from "../../connector/index.ts";
import { emitFlows } from "../../flows/index.ts";
import { emitSolutions } from "../../solution/index.ts";
import { assert } from "../diagnostics/failure.ts";
import type { FieldModel, Model } from "../model/model.ts";
import { build } from "../pipeline.ts";

/**
 * The default mapping with so many fields. Partner Center has not that many properties, so the additional lines name
 * one that is taken: the check has all its work with them, and a finding for each.
 */
export function mappingWith(root: string, count: number): string {
  const text = readFileSync(join(root, "mapping.yaml"), "utf8");
  const missing = count - (text.match(/^ {2}- \{ label:/gm)?.length ?? 0);
  const more = Array.from(
    { length: missing },
    (_, index) =>
      `  - { label: Extra ${index}, crm: Opportunity.Extra_${index}__c, referral: referralProgram, direction: toCrm, policy: partnerCenter }\n`,
  );
  return text.replace("\n# ── Sets:", `${more.join("")}\n# ── Sets:`);
}

/** The model of the default mapping with so many fields: as if Partner Center had a property for each. */
export function modelWith(root: string, count: number): Model {
  const { model } = build({ file: "mapping.yaml", text: readFileSync(join(root, "mapping.yaml"), "utf8") });
  assert(model !== undefined, "the default mapping has a model");
  const missing = count - model.fields.length;
  return {
    ...model,
    fields: [...model.fields, ...Array.from({ length: missing }, (_, index) => extra(index))],
  };
}

function extra(index: number): FieldModel {
  return {
    key: `extraProperty${index}`,
    label: `Extra ${index}`,
    crm: { object: "opportunity", field: { kind: "name", name: `Extra_${index}__c` } },
    referral: `extra.property${index}`,
    type: "text",
    direction: "both",
    policy: "crm",
    phase: "always",
    patchPath: `/extra/property${index}`,
    patchProven: true,
    requiredFor: [],
    origin: ["fields", index],
  };
}

/** What `build` does once it has a model. Findings about limits are part of the work. */
export function emitAndPack(model: Model): number {
  const connectors = emitConnectors(model);
  const { flows } = emitFlows(model);
  return emitSolutions(model, connectors, flows).length;
}
