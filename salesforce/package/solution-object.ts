import type { Model } from "../../generator/model/model.ts";
import type { Component } from "../metadata/component.ts";
import { elements } from "../metadata/element.ts";
import { masterDetail, picklist, text, uniqueText } from "./field-shapes.ts";
import { bareName, labelOf } from "./labels.ts";
import { type PackageField, packageField } from "./opportunity-fields.ts";

const origin = ["crm", "objects", "solution"];

/** The object whose rows are the Microsoft solutions of an opportunity. */
export function solutionObject({ crm }: Model): Component {
  const label = labelOf(crm, crm.objects.solution);
  return {
    type: "CustomObject",
    name: crm.objects.solution,
    origin,
    content: elements({
      deploymentStatus: "Deployed",
      description:
        "A solution of the partner or of Microsoft that takes part in the co-sell deal of an opportunity.",
      enableActivities: false,
      enableReports: true,
      label,
      nameField: {
        displayFormat: "MPCS-{000000}",
        label: crm.pages.solutionNumber,
        startingNumber: 1,
        type: "AutoNumber",
      },
      pluralLabel: crm.pages.solutions ?? `${label}s`,
      sharingModel: "ControlledByParent",
    }),
  };
}

export function solutionFields(model: Model): readonly PackageField[] {
  const { crm, sets } = model;
  const { objects, solution } = crm;
  const place = (key: string) => ["crm", "solution", key];
  const relationship = bareName(solution.relationship);
  const parent = packageField(
    objects.solution,
    solution.opportunity,
    masterDetail(
      {
        label: labelOf(crm, solution.opportunity),
        description: "The deal that the solution takes part in.",
        help: "The deal that the solution takes part in.",
      },
      objects.opportunity,
      { name: relationship, label: labelOf(crm, solution.relationship, crm.labels[relationship]) },
    ),
    "seller",
    place("opportunity"),
  );
  const id = packageField(
    objects.solution,
    solution.id,
    text(
      {
        label: labelOf(crm, solution.id),
        description: "Identifier of the solution in Partner Center.",
        help: "Identifier of the solution in Partner Center, such as SOL-12345-ABC.",
      },
      100,
      { required: true },
    ),
    "seller",
    place("id"),
  );
  return [
    { ...parent, required: true },
    { ...id, required: true },
    packageField(
      objects.solution,
      solution.name,
      text(
        {
          label: labelOf(crm, solution.name),
          description: "Name of the solution in Partner Center.",
          help: "Filled in by the integration where it is blank.",
        },
        255,
      ),
      "seller",
      place("name"),
    ),
    packageField(
      objects.solution,
      solution.type,
      picklist(
        {
          label: labelOf(crm, solution.type),
          description: "Kind of the solution, as Partner Center writes it.",
          help: "Whether the solution is yours or Microsoft's.",
        },
        sets.solutions.types.map((value) => ({ value, label: typeLabels[value] ?? value })),
      ),
      "seller",
      place("type"),
    ),
    packageField(
      objects.solution,
      solution.key,
      uniqueText(
        {
          label: labelOf(crm, solution.key),
          description: "Opportunity and solution id; keeps the same solution from standing there twice.",
          help: "Filled in by the integration.",
        },
        255,
      ),
      "seller",
      place("key"),
    ),
  ];
}

/** The values are Partner Center's own codes; only their labels speak of partner and Microsoft solutions. */
const typeLabels: Readonly<Record<string, string>> = {
  "3P": "Partner solution",
  "1P": "Microsoft solution",
};

/** The page of a row. Other layouts are the customer's. */
export function solutionLayout({ crm }: Model): Component {
  const { solution, pages } = crm;
  const name = pages.solutionLayout ?? `${labelOf(crm, crm.objects.solution)} Layout`;
  const item = (behavior: "Edit" | "Required" | "Readonly", field: string) => ({ behavior, field });
  const column = (...layoutItems: readonly ReturnType<typeof item>[]) => ({ layoutItems });
  return {
    type: "Layout",
    name: `${crm.objects.solution}-${name}`,
    origin,
    content: elements({
      layoutSections: [
        {
          customLabel: false,
          detailHeading: false,
          editHeading: true,
          label: "Information",
          layoutColumns: [
            column(
              item("Required", solution.opportunity),
              item("Required", solution.id),
              item("Edit", solution.name),
            ),
            column(item("Readonly", "Name"), item("Edit", solution.type), item("Edit", solution.key)),
          ],
          style: "TwoColumnsTopToBottom",
        },
      ],
      showEmailCheckbox: false,
      showHighlightsPanel: false,
      showInteractionLogPanel: false,
      showRunAssignmentRulesCheckbox: false,
      showSubmitAndAttachButton: false,
    }),
  };
}
