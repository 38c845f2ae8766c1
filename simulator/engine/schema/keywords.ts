import {
  equal,
  isArray,
  isInteger,
  isNumber,
  typeName,
  type WdlObject,
  type WdlValue,
  writeJson,
} from "../../expressions/index.ts";
import type { SchemaError } from "./check-schema.ts";
import { formatHolds } from "./formats.ts";

/** What a keyword is asked about: a value, where it is, which schema asks, and where violations go. */
export interface Place {
  readonly value: WdlValue;
  readonly path: string;
  readonly id: string;
  readonly add: (error: SchemaError) => void;
}

export function violation({ value, path, id }: Place, message: string, errorType: string): SchemaError {
  const isShown = value !== null && (typeof value !== "object" || isNumber(value));
  return {
    message,
    lineNumber: 0,
    linePosition: 0,
    path,
    ...(isShown ? { value } : {}),
    schemaId: id,
    errorType,
    childErrors: [],
  };
}

const typeOrder = ["string", "number", "integer", "boolean", "object", "array", "null"];

/** Says whether the type is wrong. A whole number is a number too; a float is no integer, even 1.0. */
export function checkType(place: Place, type: WdlValue | undefined): boolean {
  if (type === undefined) return false;
  const types = (isArray(type) ? type : [type]).map(String);
  const actual = jsonType(place.value);
  if (types.includes(actual) || (actual === "integer" && types.includes("number"))) return false;
  const expected = typeOrder.filter((each) => types.includes(each)).map(capitalised);
  const message = `Invalid type. Expected ${expected.join(", ")} but got ${capitalised(actual)}.`;
  place.add(violation(place, message, "type"));
  return true;
}

function jsonType(value: WdlValue): string {
  const name = typeName(value);
  return name === "Float" ? "number" : name.toLowerCase();
}

export function checkText(place: Place, { maxLength, minLength, format }: WdlObject, value: string): void {
  if (isNumber(maxLength) && value.length > Number(maxLength)) {
    place.add(violation(place, `String '${value}' exceeds maximum length of ${maxLength}.`, "maximumLength"));
  }
  if (isNumber(minLength) && value.length < Number(minLength)) {
    place.add(
      violation(place, `String '${value}' is less than minimum length of ${minLength}.`, "minimumLength"),
    );
  }
  if (typeof format === "string" && !formatHolds(format, value)) {
    place.add(violation(place, `String '${value}' does not validate against format '${format}'.`, "format"));
  }
}

export function checkNumber(place: Place, schema: WdlObject, given: WdlValue): void {
  const value = Number(given);
  const kind = isInteger(given) ? "Integer" : "Float";
  const { maximum, minimum, multipleOf } = schema;
  const bound = (limit: WdlValue | undefined, isOver: boolean, word: string, verb: string): void => {
    if (!isNumber(limit)) return;
    const exclusive = schema[`exclusive${capitalised(word)}`] === true;
    if (isOver) place.add(violation(place, `${kind} ${value} ${verb} ${word} value of ${limit}.`, word));
    else if (exclusive && value === Number(limit)) {
      const message = `${kind} ${value} equals ${word} value of ${limit} and exclusive ${word} is true.`;
      place.add(violation(place, message, word));
    }
  };
  bound(maximum, value > Number(maximum ?? Number.POSITIVE_INFINITY), "maximum", "exceeds");
  bound(minimum, value < Number(minimum ?? Number.NEGATIVE_INFINITY), "minimum", "is less than");
  if (!isNumber(multipleOf)) return;
  const quotient = value / Number(multipleOf);
  if (Math.abs(quotient - Math.round(quotient)) > 1e-9) {
    place.add(violation(place, `${kind} ${value} is not a multiple of ${multipleOf}.`, "multipleOf"));
  }
}

export function checkChoice(place: Place, schema: WdlObject): void {
  const { enum: choices, const: fixed } = schema;
  if (isArray(choices) && !choices.some((each) => equal(each, place.value))) {
    place.add(violation(place, `Value ${writeJson(place.value)} is not defined in enum.`, "enum"));
  }
  if (fixed !== undefined && !equal(fixed, place.value)) {
    place.add(violation(place, `Value ${writeJson(place.value)} does not match const.`, "const"));
  }
}

export function checkMemberCounts(place: Place, schema: WdlObject, value: WdlObject): void {
  const { required, maxProperties, minProperties } = schema;
  const missing = (isArray(required) ? required : []).filter((key) => !Object.hasOwn(value, String(key)));
  if (missing.length > 0) {
    const message = `Required properties are missing from object: ${missing.join(", ")}.`;
    place.add({ ...violation(place, message, "required"), value: missing });
  }
  const count = Object.keys(value).length;
  if (isNumber(maxProperties) && count > Number(maxProperties)) {
    const message = `Object property count ${count} exceeds maximum count of ${maxProperties}.`;
    place.add(violation(place, message, "maxProperties"));
  }
  if (isNumber(minProperties) && count < Number(minProperties)) {
    const message = `Object property count ${count} is less than minimum count of ${minProperties}.`;
    place.add(violation(place, message, "minProperties"));
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
