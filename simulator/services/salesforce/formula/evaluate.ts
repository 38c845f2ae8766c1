import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import type { ObjectType } from "../schema/catalog.ts";
import type { FieldValues, Value } from "../types.ts";
import type { Comparison, Formula } from "./parse.ts";

/** What a rule looks at. `before` is undefined for a new record. */
export interface FormulaContext {
  readonly rule: string;
  readonly type: ObjectType;
  readonly before: FieldValues | undefined;
  readonly after: FieldValues;
  /** Made with the Clone button; copies that come through the API are records like others. */
  readonly isClone: boolean;
  readonly hasPermission: (name: string) => boolean;
}

/** Whether the formula is true, so that the rule refuses the record. */
export function holds(formula: Formula, context: FormulaContext): boolean {
  return truth(evaluate(formula, context));
}

function evaluate(formula: Formula, context: FormulaContext): Value {
  switch (formula.kind) {
    case "text":
    case "number":
    case "boolean":
      return formula.value;
    case "null":
      return null;
    case "permission":
      return context.hasPermission(formula.name);
    case "field":
      return read(formula.path, context.after, context);
    case "compare":
      return compare(formula.operator, evaluate(formula.left, context), evaluate(formula.right, context));
    case "call":
      return call(formula.name, formula.args, context);
  }
}

function call(name: string, args: readonly Formula[], context: FormulaContext): Value {
  const [first, second] = args;
  switch (name) {
    case "AND":
      return args.every((argument) => truth(evaluate(argument, context)));
    case "OR":
      return args.some((argument) => truth(evaluate(argument, context)));
    case "ISNEW":
      return context.before === undefined;
    case "ISCLONE":
      return context.before === undefined && context.isClone;
    default:
  }
  if (first === undefined) throw unsupported(context, name);
  switch (name) {
    case "NOT":
      return !truth(evaluate(first, context));
    case "ISCHANGED": {
      const path = fieldOf(first, name, context);
      if (context.before === undefined) return false;
      return read(path, context.before, context) !== read(path, context.after, context);
    }
    case "PRIORVALUE": {
      const path = fieldOf(first, name, context);
      return read(path, context.before ?? context.after, context);
    }
    case "ISBLANK": {
      const value = evaluate(first, context);
      return value === null || value === "";
    }
    case "ISPICKVAL": {
      if (second === undefined) throw unsupported(context, name);
      return (evaluate(first, context) ?? "") === (evaluate(second, context) ?? "");
    }
    case "TEXT":
      return textOf(evaluate(first, context));
    case "LEN":
      return textOf(evaluate(first, context)).length;
    default:
      throw unsupported(context, name);
  }
}

function fieldOf(argument: Formula, name: string, context: FormulaContext): string {
  if (argument.kind !== "field") throw unsupported(context, `${name} of something that is no field`);
  return argument.path;
}

function read(path: string, values: FieldValues, context: FormulaContext): Value {
  const field = context.type.field(path);
  if (field === undefined) throw unsupported(context, `the unknown field ${path}`);
  return values[field.name] ?? null;
}

/** Text compares with text exactly; a blank text equals null, as in formulas that treat blanks as blanks. */
function compare(operator: Comparison, left: Value, right: Value): boolean {
  const a = left === "" ? null : left;
  const b = right === "" ? null : right;
  if (operator === "=") return a === b;
  if (operator === "<>") return a !== b;
  if (a === null || b === null || typeof a !== typeof b) return false;
  switch (operator) {
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
  }
}

const truth = (value: Value): boolean => value === true;
const textOf = (value: Value): string => (value === null ? "" : String(value));

function unsupported(context: FormulaContext, feature: string): Failure {
  return new Failure(emulatorCodes.finding("FORMULA_UNSUPPORTED", { rule: context.rule, feature }));
}
