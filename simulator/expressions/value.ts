/**
 * A value of the Workflow Definition Language. Plain JSON, as JSON.parse gives it, is such a value. The platform tells
 * integers from floats, and so do we, without slowing down ordinary numbers:
 *
 * | integer                       | float                                |
 * | ----------------------------- | ------------------------------------ |
 * | number that is a safe integer | any other number: 1.5, 1e21          |
 * | bigint outside of that range  | Float, for whole ones: 7.0           |
 * |                               | Decimal, with all of its digits      |
 */
export type WdlValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | ExactNumber
  | readonly WdlValue[]
  | WdlObject;

export interface WdlObject {
  readonly [key: string]: WdlValue;
}

/** A number that a JavaScript number alone would not tell right. */
export abstract class ExactNumber {
  /** The number as near as JavaScript can tell it. */
  abstract toNumber(): number;

  /** JSON.stringify writes it as a number. Use writeJson to keep every digit. */
  toJSON(): number {
    return this.toNumber();
  }
}

/** A float whose value is whole: `7.0`. */
export class Float extends ExactNumber {
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override toNumber(): number {
    return this.value;
  }
}

/** What decimal() gives: `digits` divided by ten to the power of `scale`. At most 28 digits, as in .NET. */
export class Decimal extends ExactNumber {
  readonly digits: bigint;
  readonly scale: number;

  constructor(digits: bigint, scale: number) {
    super();
    this.digits = digits;
    this.scale = scale;
  }

  override toNumber(): number {
    return Number(this.toString());
  }

  override toString(): string {
    const text = (this.digits < 0n ? -this.digits : this.digits).toString().padStart(this.scale + 1, "0");
    const whole = text.slice(0, text.length - this.scale);
    const fraction = text.slice(text.length - this.scale);
    return `${this.digits < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
  }
}

export function isArray(value: WdlValue | undefined): value is readonly WdlValue[] {
  return Array.isArray(value);
}

export function isObject(value: WdlValue | undefined): value is WdlObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

export function isInteger(value: WdlValue | undefined): value is number | bigint {
  return typeof value === "number" ? Number.isSafeInteger(value) : typeof value === "bigint";
}

export function isNumber(value: WdlValue | undefined): value is number | bigint | ExactNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof ExactNumber;
}

/** A float as the value that stands for it. */
export function float(value: number): number | Float {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

/** An integer as the value that stands for it. */
export function integer(value: bigint): number | bigint {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

/** The name that the platform's messages use for the type of a value. */
export function typeName(value: WdlValue): string {
  if (value === null) return "Null";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Boolean";
  if (isNumber(value)) return isInteger(value) ? "Integer" : "Float";
  return isArray(value) ? "Array" : "Object";
}

/** Plain JSON for those who know numbers only: whole floats become integers, digits beyond a double are lost. */
export function toPlain(value: WdlValue): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof ExactNumber) return value.toNumber();
  if (isArray(value)) return value.map(toPlain);
  return isObject(value) ? mapMembers(Object.entries(value), toPlain) : value;
}

/** Takes plain JSON of others as a value. What JSON cannot hold is left out of objects and null elsewhere. */
export function fromPlain(value: unknown): WdlValue {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "number":
    case "bigint":
      return value;
    case "object": {
      if (value === null || value instanceof ExactNumber) return value;
      if (Array.isArray(value)) return value.map(fromPlain);
      return mapMembers(Object.entries(value), fromPlain);
    }
    default:
      return null;
  }
}

/** Members that are undefined are left out. A loop, because every message between flows and services is copied so. */
function mapMembers<From, To>(
  members: readonly (readonly [string, From])[],
  map: (value: From) => To,
): { readonly [key: string]: To } {
  const result: { [key: string]: To } = {};
  for (const [key, value] of members) if (value !== undefined) putMember(result, key, map(value));
  return result;
}

/** Gives an object a member of any name: assigning to `__proto__` would do something else. */
export function putMember<Value>(object: { [key: string]: Value }, key: string, value: Value): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}
