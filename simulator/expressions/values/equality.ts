import { isArray, isNumber, isObject, type WdlValue } from "../value.ts";
import { compareNumbers } from "./numbers.ts";

/**
 * Equality as equals() has it: types must match, except that an integer equals a float of the same value; texts and
 * keys with regard to case; arrays and objects by their content.
 */
export function equal(left: WdlValue, right: WdlValue): boolean {
  if (left === right) return true;
  if (typeof left !== "object" && typeof right !== "object" && typeof left === typeof right) return false;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((each, index) => equal(each, right[index] ?? null));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null))
    );
  }
  return false;
}
