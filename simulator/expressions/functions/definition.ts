import type { Evaluate, Scope } from "../scope.ts";
import type { Expression } from "../syntax.ts";
import type { WdlValue } from "../value.ts";

/** An argument of a call, compiled. */
export interface Operand {
  readonly evaluate: Evaluate;
  readonly expression: Expression;
}

/** A function of the language. */
export interface FunctionDefinition {
  /** As the designer spells it. */
  readonly name: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Same arguments, same value: calls on constants are carried out once. */
  readonly pure: boolean;
  /** Same arguments, same value within one evaluation: true of all but chance, for time stands still meanwhile. */
  readonly repeatable: boolean;
  /** Makes the call of it; there are as many operands as the arity allows. */
  readonly compile: (operands: readonly Operand[]) => Evaluate;
}

/** A function of its arguments alone. */
export function pure(
  name: string,
  arity: readonly [minimum: number, maximum: number],
  apply: (...values: WdlValue[]) => WdlValue,
): FunctionDefinition {
  const [minimum, maximum] = arity;
  return {
    name,
    minimum,
    maximum,
    pure: true,
    repeatable: true,
    compile: (operands) => compileCall(apply, operands),
  };
}

/** A function that also looks at where it is evaluated: references, the clock, chance. */
export function scoped(
  name: string,
  arity: readonly [minimum: number, maximum: number],
  apply: (scope: Scope, ...values: WdlValue[]) => WdlValue,
): FunctionDefinition {
  const [minimum, maximum] = arity;
  const compile = (operands: readonly Operand[]): Evaluate => {
    const [first, second] = operands;
    if (first === undefined) return apply;
    if (second === undefined) {
      const { evaluate } = first;
      return (scope) => apply(scope, evaluate(scope));
    }
    const all = operands.map(({ evaluate }) => evaluate);
    return (scope) => apply(scope, ...all.map((evaluate) => evaluate(scope)));
  };
  return { name, minimum, maximum, pure: false, repeatable: true, compile };
}

/** A function that draws from chance. */
export function drawing(
  name: string,
  arity: readonly [minimum: number, maximum: number],
  apply: (scope: Scope, ...values: WdlValue[]) => WdlValue,
): FunctionDefinition {
  return { ...scoped(name, arity, apply), repeatable: false };
}

/** A function that decides which of its arguments are evaluated. */
export function lazy(
  name: string,
  arity: readonly [minimum: number, maximum: number],
  compile: (operands: readonly Evaluate[]) => Evaluate,
): FunctionDefinition {
  const [minimum, maximum] = arity;
  return {
    name,
    minimum,
    maximum,
    pure: true,
    repeatable: true,
    compile: (operands) => compile(operands.map(({ evaluate }) => evaluate)),
  };
}

/** Calls with few arguments are spelled out, because an array per call would cost more than most functions do. */
function compileCall(apply: (...values: WdlValue[]) => WdlValue, operands: readonly Operand[]): Evaluate {
  const [first, second, third, fourth] = operands.map(({ evaluate }) => evaluate);
  if (first === undefined) return () => apply();
  if (second === undefined) return (scope) => apply(first(scope));
  if (third === undefined) return (scope) => apply(first(scope), second(scope));
  if (fourth === undefined) return (scope) => apply(first(scope), second(scope), third(scope));
  const all = operands.map(({ evaluate }) => evaluate);
  return (scope) => apply(...all.map((evaluate) => evaluate(scope)));
}
