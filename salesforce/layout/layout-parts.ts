import type { Model } from "../../generator/model/model.ts";

/** What sellers see on the page of an opportunity. */
export interface LayoutParts {
  readonly label: string;
  /** Fields by which our section is known from that of Microsoft's own package, which has the same label. */
  readonly marks: readonly string[];
  readonly columns: readonly [readonly LayoutField[], readonly LayoutField[]];
  readonly relatedList: { readonly name: string; readonly fields: readonly string[] };
}

export interface LayoutField {
  readonly field: string;
  readonly readOnly: boolean;
}

/** The section with the fields of the mapping, and the related list of the solutions. What is for the flows alone is left out. */
export function layoutParts(model: Model): LayoutParts {
  const { opportunity, objects, solution, pages } = model.crm;
  const mapped = model.fields.flatMap(({ crm, direction }): readonly LayoutField[] =>
    crm.object === "opportunity" && crm.field.kind === "name" && crm.field.name.endsWith("__c")
      ? [{ field: crm.field.name, readOnly: direction === "toCrm" }]
      : [],
  );
  const own = (field: string, readOnly: boolean): LayoutField => ({ field, readOnly });
  return {
    label: pages.section,
    marks: [opportunity.status, opportunity.lastSynced, opportunity.closingReason],
    columns: [
      [
        own(opportunity.sync, false),
        ...mapped.filter(({ readOnly }) => !readOnly),
        own(opportunity.closingReason, false),
        own(opportunity.status, false),
      ],
      [
        own(opportunity.referralIdentifier, true),
        own(opportunity.referralLink, true),
        ...mapped.filter(({ readOnly }) => readOnly),
        own(opportunity.lastSynced, true),
        own(opportunity.audit, true),
      ],
    ],
    relatedList: {
      name: `${objects.solution}.${solution.opportunity}`,
      fields: ["NAME", solution.id, solution.name, solution.type],
    },
  };
}
