import { type Static, type TObject, type TProperties, type TSchema, Type } from "@sinclair/typebox";

// The few shapes that the sections of the mapping are made of. Descriptions are what editors show.

/** An object without further keys. */
export function section<Properties extends TProperties>(
  description: string,
  properties: Properties,
): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false, description });
}

export const text = (description: string, fallback?: string) =>
  Type.String({ description, minLength: 1, ...(fallback === undefined ? {} : { default: fallback }) });

export const anyText = (description: string, fallback?: string) =>
  Type.String({ description, ...(fallback === undefined ? {} : { default: fallback }) });

export const flag = (description: string, fallback: boolean) =>
  Type.Boolean({ description, default: fallback });

export const count = (description: string, minimum: number, maximum: number, fallback: number) =>
  Type.Integer({ description, minimum, maximum, default: fallback });

/** One of a few words. */
export function word<const Words extends readonly string[]>(
  words: Words,
  description: string,
  fallback?: Words[number],
) {
  return Type.Unsafe<Words[number]>({
    type: "string",
    enum: [...words],
    description,
    ...(fallback === undefined ? {} : { default: fallback }),
  });
}

export const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

export const list = <Schema extends TSchema>(of: Schema, description: string) =>
  Type.Array(of, { description });

/** One of several groups, told apart by a word that each has: a misfit is reported of the one that was meant. */
export function oneOf<const Members extends readonly TObject[]>(
  word: string,
  members: Members,
  description: string,
) {
  return Type.Unsafe<Static<Members[number]>>({
    type: "object",
    description,
    discriminator: { propertyName: word },
    oneOf: [...members],
  });
}
