import type { Shape } from "../metadata/element.ts";

// What a field of each type needs, element by element in the order in which Salesforce hands fields out.

interface Words {
  readonly label: string;
  readonly description: string;
  /** Shown to users beside the field. */
  readonly help: string;
}

const words = ({ label, description, help }: Words): Shape => ({
  description,
  inlineHelpText: help,
  label,
});

/** Elements by name, so that every file lists them alike: `fullName` first, then the alphabet. */
const sorted = (shape: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).sort(([one], [other]) => (one < other ? -1 : 1)));

export const checkbox = (text: Words): Shape =>
  sorted({ ...words(text), defaultValue: false, type: "Checkbox" });

export const text = (text: Words, length: number, more: Shape = {}): Shape =>
  sorted({ ...words(text), length, required: false, type: "Text", ...more });

/** An external id that no two records share; blanks do not count. */
export const uniqueText = (words: Words, length: number): Shape =>
  text(words, length, { caseSensitive: false, externalId: true, unique: true });

export const longText = (text: Words, length: number, visibleLines: number): Shape =>
  sorted({ ...words(text), length, type: "LongTextArea", visibleLines });

export const link = (text: Words): Shape => sorted({ ...words(text), required: false, type: "Url" });

export const dateTime = (text: Words): Shape => sorted({ ...words(text), required: false, type: "DateTime" });

export const date = (text: Words): Shape => sorted({ ...words(text), required: false, type: "Date" });

export const number = (text: Words): Shape =>
  sorted({ ...words(text), precision: 18, required: false, scale: 2, type: "Number" });

export interface PicklistEntry {
  readonly value: string;
  readonly label?: string;
}

export const picklist = (text: Words, entries: readonly PicklistEntry[]): Shape =>
  sorted({
    ...words(text),
    required: false,
    type: "Picklist",
    valueSet: {
      restricted: true,
      valueSetDefinition: {
        sorted: false,
        value: entries.map(({ value, label = value }) => ({ fullName: value, default: false, label })),
      },
    },
  });

/** How many rows of a detail object hang on the record. */
export const rollUpCount = (text: Words, foreignKey: string): Shape =>
  sorted({ ...words(text), summaryForeignKey: foreignKey, summaryOperation: "count", type: "Summary" });

/** The children go when the parent goes, and share its access. */
export const masterDetail = (
  text: Words,
  parent: string,
  relationship: { name: string; label: string },
): Shape =>
  sorted({
    ...words(text),
    referenceTo: parent,
    relationshipLabel: relationship.label,
    relationshipName: relationship.name,
    relationshipOrder: 0,
    reparentableMasterDetail: false,
    type: "MasterDetail",
    writeRequiresMasterRead: false,
  });
