import type {
  DecimalSchema,
  EnumLabel,
  FlagSchema,
  ListSchema,
  OpenSchema,
  Properties,
  RecordSchema,
  ReferenceSchema,
  Schema,
  TextSchema,
  Visibility,
  WholeSchema,
} from "./openapi.ts";

// The few shapes that the schemas of both definitions are made of. A label is Title Case and at most 80 characters;
// what `says` says is one sentence with its full stop, shown as the hint of the field.

/** How a value stands in the designer; absent: shown, and for makers to fill in. */
type More = { readonly readOnly?: true; readonly "x-ms-visibility"?: Visibility };

export const important: More = { "x-ms-visibility": "important" };
export const advanced: More = { "x-ms-visibility": "advanced" };
/** Set by Partner Center: makers see it in answers, never as something to fill in. */
export const readOnly: More = { readOnly: true };

export const text = (label: string, says: string, more: More = {}): TextSchema => ({
  type: "string",
  ...shown(label, says),
  ...more,
});

export const instant = (label: string, says: string, more: More = {}): TextSchema => ({
  type: "string",
  format: "date-time",
  ...shown(label, says),
  ...more,
});

export const address = (label: string, says: string, more: More = {}): TextSchema => ({
  type: "string",
  format: "uri",
  ...shown(label, says),
  ...more,
});

export const flag = (label: string, says: string, more: More = {}): FlagSchema => ({
  type: "boolean",
  ...shown(label, says),
  ...more,
});

export const decimal = (label: string, says: string, more: More = {}): DecimalSchema => ({
  type: "number",
  format: "double",
  ...shown(label, says),
  ...more,
});

export const whole = (label: string, says: string, more: More = {}): WholeSchema => ({
  type: "integer",
  format: "int32",
  ...shown(label, says),
  ...more,
});

/** The values of a closed set, each alone or with the label that makers choose it by. */
export type Choices = readonly (string | readonly [value: string, label: string])[];

export function oneOf(
  label: string,
  says: string,
  choices: Choices,
  more: More & { readonly default?: string } = {},
): TextSchema {
  return { type: "string", ...enumOf(choices), ...shown(label, says), ...more };
}

/** `enum`, and labels for it where one of them says more than its value. */
export function enumOf(choices: Choices): {
  readonly enum: readonly string[];
  readonly "x-ms-enum-values"?: readonly EnumLabel[];
} {
  const labels = choices.map((choice): EnumLabel => {
    const [value, displayName] = typeof choice === "string" ? [choice, choice] : choice;
    return { value, displayName };
  });
  const plain = choices.every((choice) => typeof choice === "string");
  return { enum: labels.map(({ value }) => value), ...(plain ? {} : { "x-ms-enum-values": labels }) };
}

export function record(
  label: string,
  says: string,
  properties: Properties,
  more: More & { readonly required?: readonly string[] } = {},
): RecordSchema {
  const { required, ...rest } = more;
  const needs = required === undefined ? {} : { required };
  return { type: "object", ...shown(label, says), ...rest, ...needs, properties };
}

export const list = (label: string, says: string, items: Schema, more: More = {}): ListSchema => ({
  type: "array",
  ...shown(label, says),
  ...more,
  items,
});

/** A value that may be of any type. */
export const open = (label: string, says: string): OpenSchema => shown(label, says);

/** Items of lists of texts: their label is that of the list. */
export const plainText: TextSchema = { type: "string" };

/** A definition of its own, named by others. */
export const reference = (name: string): ReferenceSchema => ({ $ref: `#/definitions/${name}` });

const shown = (label: string, says: string) => ({ "x-ms-summary": label, description: says });
