/** What may be known of a value before anything runs: the kinds it can be of, as a set of bits. */
export type Kinds = number;

export const text = 1;
export const integer = 2;
export const float = 4;
export const truth = 8;
export const list = 16;
export const object = 32;
export const nothing = 64;
export const number = integer | float;
export const anything = 127;

const names: readonly (readonly [Kinds, string])[] = [
  [text, "a text"],
  [integer, "an integer"],
  [float, "a decimal number"],
  [truth, "a boolean"],
  [list, "an array"],
  [object, "an object"],
  [nothing, "null"],
];

/** "a text or an array". */
export function kindsInWords(kinds: Kinds): string {
  const words = names.filter(([kind]) => (kinds & kind) !== 0).map(([, name]) => name);
  return words.length < 3 ? words.join(" or ") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Types as declarations of variables and parameters spell them. A parameter can be given null. */
export function declaredKinds(type: string): Kinds {
  switch (type.toLowerCase()) {
    case "string":
    case "securestring":
      return text | nothing;
    case "int":
    case "integer":
    case "float":
      return number | nothing;
    case "bool":
    case "boolean":
      return truth | nothing;
    case "array":
      return list | nothing;
    // A variable of an environment whose JSON is an array comes as an object, too.
    case "object":
    case "secureobject":
      return object | list | nothing;
    default:
      return anything;
  }
}

/** The kind of a value as it stands in JSON; a text may hold an expression, which is not looked at here. */
export function kindOfJson(value: unknown): Kinds {
  if (value === null) return nothing;
  if (Array.isArray(value)) return list;
  switch (typeof value) {
    case "string":
      return text;
    case "number":
      return Number.isInteger(value) ? integer : float;
    case "boolean":
      return truth;
    case "object":
      return object;
    default:
      return anything;
  }
}
