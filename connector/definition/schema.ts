import type { JsonObject } from "../../generator/model/emitted.ts";

// The few shapes that the schemas of both definitions are made of. Labels are what the designer shows.

export type Schema = JsonObject;

interface Words {
  /** Title Case, at most 80 characters. */
  readonly label: string;
  /** One sentence with its full stop. */
  readonly says: string;
}

const described = ({ label, says }: Words): Schema => ({
  title: label,
  description: says,
  "x-ms-summary": label,
});

export const text = (label: string, says: string, more: Schema = {}): Schema => ({
  type: "string",
  ...described({ label, says }),
  ...more,
});
export const instant = (label: string, says: string, more: Schema = {}): Schema =>
  text(label, says, { format: "date-time", ...more });
export const flag = (label: string, says: string, more: Schema = {}): Schema => ({
  type: "boolean",
  ...described({ label, says }),
  ...more,
});
export const decimal = (label: string, says: string, more: Schema = {}): Schema => ({
  type: "number",
  format: "double",
  ...described({ label, says }),
  ...more,
});
export const whole = (label: string, says: string, more: Schema = {}): Schema => ({
  type: "integer",
  format: "int32",
  ...described({ label, says }),
  ...more,
});

export const oneOf = (label: string, says: string, values: readonly string[], more: Schema = {}): Schema =>
  text(label, says, { enum: values, ...more });

export function record(
  label: string,
  says: string,
  properties: Readonly<Record<string, Schema>>,
  more: Schema = {},
): Schema {
  return { type: "object", ...described({ label, says }), properties, ...more };
}

export const list = (label: string, says: string, items: Schema): Schema => ({
  type: "array",
  ...described({ label, says }),
  items,
});

/** Set by Partner Center: makers see it in answers, never as something to fill in. */
export const readOnly: Schema = { readOnly: true };

/** A definition of its own, named by others. */
export const reference = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
