import type { CrmModel, Model, OpportunityFieldKey, Origin } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements, type Shape } from "../metadata/element.ts";
import { checkbox, dateTime, link, longText, picklist, rollUpCount, uniqueText } from "./field-shapes.ts";
import { labelOf } from "./labels.ts";

/** Who may edit a field of the package. */
export type Editor = "seller" | "integration" | "nobody";

/** A field with what the rest of the package has to know of it. */
export interface PackageField {
  readonly component: Component;
  readonly editor: Editor;
  /** Required fields and master-details are always accessible; permission sets must not name them. */
  readonly required?: true;
}

export function packageField(
  object: string,
  name: string,
  shape: Shape,
  editor: Editor,
  origin: Origin,
): PackageField {
  return {
    component: { type: "CustomField", name: `${object}.${name}`, content: elements(shape), origin },
    editor,
  };
}

/** The fields that the synchronization keeps on the opportunity for itself. */
export function ownFields(model: Model): readonly PackageField[] {
  const { crm } = model;
  return keys.map((key) => {
    const name = crm.opportunity[key];
    const { editor, shape } = own[key];
    return packageField(crm.objects.opportunity, name, shape(model, labelOf(crm, name)), editor, [
      "crm",
      "opportunity",
      key,
    ]);
  });
}

interface OwnField {
  readonly editor: Editor;
  readonly shape: (model: Model, label: string) => Shape;
}

const own: Readonly<Record<OpportunityFieldKey, OwnField>> = {
  sync: {
    editor: "seller",
    shape: (_, label) =>
      checkbox({
        label,
        description: "The seller's switch: nothing of the opportunity is shared while it is off.",
        help: "Tick to share this opportunity with Partner Center and to keep both in step.",
      }),
  },
  referralIdentifier: {
    editor: "integration",
    shape: (_, label) =>
      uniqueText(
        {
          label,
          description:
            "Identifier of the Partner Center referral that belongs to the opportunity. Kept by the integration.",
          help: "Filled in by the integration.",
        },
        100,
      ),
  },
  referralLink: {
    editor: "integration",
    shape: (_, label) =>
      link({
        label,
        description: "Opens the referral in Partner Center. Kept by the integration.",
        help: "Opens the referral in Partner Center.",
      }),
  },
  audit: {
    editor: "integration",
    shape: ({ flowOptions }, label) =>
      longText(
        {
          label,
          description:
            "What the synchronization has done or could not do, newest first, in words for the seller.",
          help: "What has happened, newest first. After an error: what to correct.",
        },
        flowOptions.auditMaxLength,
        4,
      ),
  },
  state: {
    editor: "integration",
    shape: (_, label) =>
      longText(
        {
          label,
          description: "What each side last held, as JSON. For the flows alone; leave it off page layouts.",
          help: "For the integration alone. Do not edit.",
        },
        131_072,
        4,
      ),
  },
  seen: {
    editor: "integration",
    shape: (_, label) =>
      longText(
        {
          label,
          description:
            "By which the flows know their own writes. For the flows alone; leave it off page layouts.",
          help: "For the integration alone. Do not edit.",
        },
        131_072,
        4,
      ),
  },
  status: {
    editor: "seller",
    shape: (_, label) =>
      picklist(
        {
          label,
          description: "How the last run ended. Set to Pending by hand, it asks for another look.",
          help: "How the last run ended. Choose Pending to have the integration look again now.",
        },
        ["Pending", "Synced", "Conflict", "Error"].map((value) => ({ value })),
      ),
  },
  lastSynced: {
    editor: "integration",
    shape: (_, label) =>
      dateTime({
        label,
        description: "When the integration last wrote the opportunity.",
        help: "Filled in by the integration.",
      }),
  },
  solutionCount: {
    editor: "nobody",
    shape: ({ crm }, label) =>
      rollUpCount(
        {
          label,
          description: "Counts the Microsoft solutions; shows the flows that a row was deleted.",
          help: "How many Microsoft solutions the opportunity has. At least one is needed to share it.",
        },
        `${crm.objects.solution}.${crm.solution.opportunity}`,
      ),
  },
  closingReason: {
    editor: "seller",
    shape: ({ closingReasons }, label) =>
      picklist(
        {
          label,
          description: "Why the deal was closed, as Partner Center is told.",
          help: "Why the deal was closed. Without a choice, Partner Center is told the usual reason.",
        },
        distinct(closingReasons.values.map(({ crm }) => crm)).map((value) => ({ value })),
      ),
  },
};

const keys: readonly OpportunityFieldKey[] = Object.keys(own).filter(
  (key): key is OpportunityFieldKey => key in own,
);

/** The integration's own text fields that sellers see but should not write; long texts cannot be watched by a formula. */
export function watchedFields({ opportunity }: CrmModel): readonly string[] {
  return [opportunity.referralIdentifier, opportunity.referralLink, opportunity.lastSynced];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
