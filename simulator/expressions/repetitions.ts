import type { Catalogue } from "./catalogue.ts";
import type { Evaluate } from "./scope.ts";
import type { Expression, Template } from "./syntax.ts";
import type { WdlValue } from "./value.ts";

/** A part of an expression, wherever it stands. */
interface Part {
  /** Stands for the part in the keys of what is around it. */
  readonly number: number;
  /** Whether it says the same again within one evaluation. */
  readonly repeatable: boolean;
  /** What it stands in; undefined where it stands alone. */
  readonly around: Set<Part | undefined>;
  count: number;
  /** The evaluation that `value` is of. */
  evaluation: number;
  value: WdlValue;
}

/**
 * Finds what stands more than once in something that is evaluated as a whole. Expressions have no names for their
 * parts, so that a large action says the same dozens of times; within one evaluation nothing changes, and what was
 * evaluated once need not be evaluated again. What fails ends the evaluation, so that only values are kept.
 */
export class Repetitions {
  readonly #catalogue: Catalogue;
  readonly #parts = new Map<string, Part>();
  readonly #partOf = new Map<Expression, Part>();
  /** Of the evaluation under way. Evaluations of one whole never go on inside one another. */
  readonly #current = { evaluation: 0 };

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Every template of the whole is to be added before the first is compiled, and as often as it stands there. */
  add(template: Template): void {
    const parts = template.kind === "interpolation" ? template.parts : [template];
    for (const each of parts)
      if (each.kind === "expression") this.#add(each.expression).around.add(undefined);
  }

  /** Evaluates a part once in each evaluation, if it stands there more than once. */
  once(expression: Expression, evaluate: Evaluate): Evaluate {
    const part = this.#partOf.get(expression);
    if (part === undefined || !isWorthKeeping(part)) return evaluate;
    const current = this.#current;
    return (scope) => {
      if (part.evaluation === current.evaluation) return part.value;
      const value = evaluate(scope);
      part.value = value;
      part.evaluation = current.evaluation;
      return value;
    };
  }

  /** Evaluates the whole: each time anew. */
  whole(evaluate: Evaluate): Evaluate {
    const current = this.#current;
    return (scope) => {
      current.evaluation += 1;
      return evaluate(scope);
    };
  }

  #add(expression: Expression): Part {
    const inside = childrenOf(expression).map((each) => this.#add(each));
    const key = `${labelOf(expression)} ${inside.map(({ number }) => number).join(" ")}`;
    const part = this.#parts.get(key) ?? {
      number: this.#parts.size,
      repeatable: this.#isRepeatable(expression) && inside.every(({ repeatable }) => repeatable),
      around: new Set(),
      count: 0,
      evaluation: 0,
      value: null,
    };
    part.count += 1;
    this.#parts.set(key, part);
    this.#partOf.set(expression, part);
    for (const each of inside) each.around.add(part);
    return part;
  }

  #isRepeatable(expression: Expression): boolean {
    if (expression.kind !== "call") return true;
    return this.#catalogue.get(expression.name.toLowerCase())?.repeatable ?? false;
  }
}

function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === "call") return expression.arguments;
  return expression.kind === "access" ? [expression.target, expression.key] : [];
}

/** Tells expressions apart whose parts are the same. */
function labelOf(expression: Expression): string {
  switch (expression.kind) {
    case "text":
      return `'${expression.value}'`;
    case "number":
      return expression.text;
    case "constant":
      return String(expression.value);
    case "access":
      return expression.safe ? "?[]" : "[]";
    case "call":
      return `${expression.name.toLowerCase()}()`;
  }
}

/** What only ever stands within one other part is kept with that one. */
function isWorthKeeping({ repeatable, count, around }: Part): boolean {
  if (!repeatable || count < 2) return false;
  const [only] = around;
  return around.size > 1 || only === undefined || !only.repeatable || only.count !== count;
}
