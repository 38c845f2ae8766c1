import {
  equal,
  isArray,
  isNumber,
  isObject,
  type WdlObject,
  type WdlValue,
} from "../../expressions/index.ts";
import {
  checkChoice,
  checkMemberCounts,
  checkNumber,
  checkText,
  checkType,
  type Place,
  violation,
} from "./keywords.ts";

/** One violation, as the outputs of a failed Parse JSON list it. */
export interface SchemaError {
  readonly message: string;
  readonly lineNumber: 0;
  readonly linePosition: 0;
  /** In the notation of Newtonsoft: `rows[1].name`. */
  readonly path: string;
  readonly value?: WdlValue;
  /** JSON pointer of the schema, with `#`. */
  readonly schemaId: string;
  readonly errorType: string;
  readonly childErrors: readonly SchemaError[];
}

/**
 * Checks a value against a JSON schema of draft 4, with the messages, the order and the paths of Newtonsoft's validator
 * (measured by a third party). Keywords it does not know mean nothing, as JSON schema has it.
 */
export function checkSchema(value: WdlValue, schema: WdlValue): readonly SchemaError[] {
  return new Checker(schema).check(value, schema, "", "#");
}

class Checker {
  readonly #root: WdlValue;

  constructor(root: WdlValue) {
    this.#root = root;
  }

  check(value: WdlValue, given: WdlValue, path: string, id: string): readonly SchemaError[] {
    const { schema, at } = this.#resolve(given, id);
    if (!isObject(schema)) return [];
    const errors: SchemaError[] = [];
    const place: Place = { value, path, id: at, add: (error) => errors.push(error) };
    const typeError = checkType(place, schema["type"]);
    if (!typeError) {
      if (isObject(value)) this.#checkMembers(place, schema, value);
      if (isArray(value)) this.#checkItems(place, schema, value);
      if (typeof value === "string") checkText(place, schema, value);
      if (isNumber(value)) checkNumber(place, schema, value);
    }
    checkChoice(place, schema);
    this.#checkCombined(place, schema);
    if (isObject(value)) checkMemberCounts(place, schema, value);
    return errors;
  }

  /** Follows references within the schema. */
  #resolve(schema: WdlValue, id: string): { readonly schema: WdlValue; readonly at: string } {
    let current = schema;
    let at = id;
    for (let hops = 0; hops < 32; hops += 1) {
      const reference = isObject(current) ? current["$ref"] : undefined;
      if (typeof reference !== "string" || !reference.startsWith("#")) break;
      at = reference;
      const parts = reference.split("/").slice(1);
      current = parts.reduce<WdlValue>(
        (inner, part) => (isObject(inner) ? (inner[part] ?? null) : null),
        this.#root,
      );
    }
    return { schema: current, at };
  }

  #checkMembers(place: Place, schema: WdlObject, value: WdlObject): void {
    const properties = isObject(schema["properties"]) ? schema["properties"] : {};
    const more = schema["additionalProperties"];
    for (const [key, member] of Object.entries(value)) {
      const path = memberPath(place.path, key);
      const declared = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (declared !== undefined) {
        this.check(member, declared, path, `${place.id}/properties/${key}`).forEach(place.add);
      } else if (more === false) {
        const message = `Property '${key}' has not been defined and the schema does not allow additional properties.`;
        place.add({ ...violation(place, message, "additionalProperties"), path, value: key });
      } else if (isObject(more)) {
        this.check(member, more, path, `${place.id}/additionalProperties`).forEach(place.add);
      }
    }
  }

  #checkItems(place: Place, schema: WdlObject, value: readonly WdlValue[]): void {
    const { items, minItems, maxItems, additionalItems } = schema;
    value.forEach((item, index) => {
      const path = `${place.path}[${index}]`;
      if (isArray(items)) {
        const own = items[index];
        if (own !== undefined) this.check(item, own, path, `${place.id}/items/${index}`).forEach(place.add);
        else if (additionalItems === false) {
          const message = `Index ${index + 1} has not been defined and the schema does not allow additional items.`;
          place.add({ ...violation({ ...place, value: item }, message, "additionalItems"), path });
        }
      } else if (items !== undefined) {
        this.check(item, items, path, `${place.id}/items`).forEach(place.add);
      }
      if (schema["uniqueItems"] === true && value.slice(0, index).some((each) => equal(each, item))) {
        const message = `Non-unique array item at index ${index}.`;
        place.add({ ...violation({ ...place, value: item }, message, "uniqueItems"), path, value: item });
      }
    });
    const count = value.length;
    if (isNumber(maxItems) && count > Number(maxItems)) {
      place.add(
        violation(place, `Array item count ${count} exceeds maximum count of ${maxItems}.`, "maxItems"),
      );
    }
    if (isNumber(minItems) && count < Number(minItems)) {
      place.add(
        violation(place, `Array item count ${count} is less than minimum count of ${minItems}.`, "minItems"),
      );
    }
  }

  #checkCombined(place: Place, schema: WdlObject): void {
    for (const keyword of ["allOf", "anyOf", "oneOf"] as const) {
      const parts = schema[keyword];
      if (!isArray(parts)) continue;
      const results = parts.map((part, index) =>
        this.check(place.value, part, place.path, `${place.id}/${keyword}/${index}`),
      );
      const message = combinedMessage(keyword, results);
      if (message === undefined) continue;
      const isTooMany = keyword === "oneOf" && results.some((errors) => errors.length === 0);
      const childErrors = isTooMany ? [] : results.toReversed().flat();
      place.add({ ...violation(place, message, keyword), childErrors });
    }
    const { not } = schema;
    if (not !== undefined && this.check(place.value, not, place.path, `${place.id}/not`).length === 0) {
      place.add(violation(place, "JSON is valid against schema from 'not'.", "not"));
    }
  }
}

function combinedMessage(
  keyword: "allOf" | "anyOf" | "oneOf",
  results: readonly (readonly SchemaError[])[],
): string | undefined {
  const indexes = (isValid: boolean): readonly number[] =>
    results.flatMap((errors, index) => ((errors.length === 0) === isValid ? [index] : []));
  const valid = indexes(true);
  switch (keyword) {
    case "allOf":
      return valid.length === results.length
        ? undefined
        : `JSON does not match all schemas from 'allOf'. Invalid schema indexes: ${indexes(false).join(", ")}.`;
    case "anyOf":
      return valid.length > 0 ? undefined : "JSON does not match any schemas from 'anyOf'.";
    case "oneOf":
      if (valid.length === 1) return undefined;
      return valid.length === 0
        ? "JSON is valid against no schemas from 'oneOf'."
        : `JSON is valid against more than one schema from 'oneOf'. Valid schema indexes: ${valid.join(", ")}.`;
  }
}

function memberPath(path: string, key: string): string {
  if (/[^\p{L}\p{N}_$-]/u.test(key)) return `${path}['${key.replaceAll("'", "\\'")}']`;
  return path === "" ? key : `${path}.${key}`;
}
