import { compileAccess } from "./access.ts";
import { type Catalogue, catalogueFor } from "./catalogue.ts";
import { ExpressionError } from "./expression-error.ts";
import { maximumMessageLength } from "./facts.ts";
import type { FunctionDefinition, Operand } from "./functions/definition.ts";
import { tooLarge } from "./functions/limits.ts";
import { literalNumber } from "./literal-number.ts";
import { type Quirks, resolveQuirks } from "./quirks.ts";
import type { Repetitions } from "./repetitions.ts";
import type { Evaluate } from "./scope.ts";
import type { AccessExpression, CallExpression, Expression, Template } from "./syntax.ts";
import { readTemplate } from "./template.ts";
import type { WdlValue } from "./value.ts";
import { toText } from "./values/to-text.ts";

export interface CompileOptions {
  readonly quirks?: Partial<Quirks>;
}

/**
 * Makes a function of a string as it stands in a flow. Throws an ExpressionError for what does not parse, for unknown
 * functions and for wrong numbers of arguments; what it gives throws one where the template has no value.
 */
export function compileTemplate(text: string, options: CompileOptions = {}): Evaluate {
  return compileParsed(readTemplate(text), options);
}

/** Compiles a template, perhaps as a part of something whose repetitions are known. */
export function compileParsed(
  template: Template,
  options: CompileOptions = {},
  repetitions?: Repetitions,
): Evaluate {
  const quirks = resolveQuirks(options.quirks);
  const compiler = new Compiler(quirks, catalogueFor(quirks), repetitions);
  switch (template.kind) {
    case "literal":
      return constant(template.value);
    case "expression":
      return compiler.compile(template.expression).evaluate;
    case "interpolation": {
      const parts = template.parts.map((part) =>
        part.kind === "text" ? constant(part.value) : compiler.compile(part.expression).evaluate,
      );
      return (scope) => {
        let result = "";
        for (const part of parts) result += toText(part(scope));
        if (result.length > maximumMessageLength)
          throw tooLarge("concat", result.length, maximumMessageLength);
        return result;
      };
    }
  }
}

/** `steady` tells that the value never changes. */
interface Compiled extends Operand {
  readonly steady: boolean;
}

class Compiler {
  readonly #quirks: Quirks;
  readonly #catalogue: Catalogue;
  readonly #repetitions: Repetitions | undefined;

  constructor(quirks: Quirks, catalogue: Catalogue, repetitions: Repetitions | undefined) {
    this.#quirks = quirks;
    this.#catalogue = catalogue;
    this.#repetitions = repetitions;
  }

  compile(expression: Expression): Compiled {
    switch (expression.kind) {
      case "text":
      case "constant":
        return { expression, evaluate: constant(expression.value), steady: true };
      case "number": {
        const value = literalNumber(expression.text, expression.start);
        return { expression, evaluate: constant(value), steady: true };
      }
      case "call":
        return this.#quirks["call-mistakes"] === "when-compiled"
          ? this.#call(expression)
          : this.#callOrMistake(expression);
      case "access":
        return this.#access(expression, expression);
    }
  }

  #call(expression: CallExpression): Compiled {
    const definition = this.#catalogue.get(expression.name.toLowerCase());
    if (definition === undefined) throw unknownFunction(expression);
    const count = expression.arguments.length;
    if (count < definition.minimum || count > definition.maximum) throw wrongCount(expression, definition);
    const operands = expression.arguments.map((each) => this.compile(each));
    const evaluate = definition.compile(operands);
    const steady = definition.pure && operands.every((operand) => operand.steady);
    return { expression, evaluate: this.#kept(expression, evaluate, steady), steady };
  }

  /** A mistake that only shows where the call is reached. */
  #callOrMistake(expression: CallExpression): Compiled {
    try {
      return this.#call(expression);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const evaluate = (): never => {
        throw error;
      };
      return { expression, evaluate, steady: false };
    }
  }

  #access(access: AccessExpression, whole: AccessExpression): Compiled {
    const { target } = access;
    const from = target.kind === "access" ? this.#access(target, whole) : this.compile(target);
    const key = this.compile(access.key);
    const evaluate = compileAccess({ access, whole, quirks: this.#quirks }, from.evaluate, key.evaluate);
    const steady = from.steady && key.steady;
    return { expression: access, evaluate: this.#kept(access, evaluate, steady), steady };
  }

  #kept(expression: Expression, evaluate: Evaluate, steady: boolean): Evaluate {
    if (steady) return folded(evaluate);
    return this.#repetitions?.once(expression, evaluate) ?? evaluate;
  }
}

function constant(value: WdlValue): Evaluate {
  return () => value;
}

/** Carries out a call on constants once. One that fails stays as it is, to fail only where it is reached. */
function folded(evaluate: Evaluate): Evaluate {
  try {
    return constant(evaluate({}));
  } catch (error) {
    if (error instanceof ExpressionError) return evaluate;
    throw error;
  }
}

function unknownFunction({ name, start }: CallExpression): ExpressionError {
  return new ExpressionError(
    `The template function '${name}' is not defined or not valid.`,
    "function-unknown",
    start,
  );
}

function wrongCount(expression: CallExpression, { minimum, maximum }: FunctionDefinition): ExpressionError {
  const { name, start } = expression;
  const count = expression.arguments.length;
  return new ExpressionError(
    maximum === 0
      ? `The template language function '${name}' must not have any parameters.`
      : `The template language function '${name}' expects ${expected(minimum, maximum)}. The function was invoked with '${count}' parameter(s).`,
    "argument-count",
    start,
  );
}

function expected(minimum: number, maximum: number): string {
  const parameters = (count: number): string => (count === 1 ? "1 parameter" : `${count} parameters`);
  if (maximum === Number.POSITIVE_INFINITY) return `at least ${parameters(minimum)}`;
  return minimum === maximum ? parameters(minimum) : `${minimum} to ${parameters(maximum)}`;
}
