import {
  type Expression,
  parseTemplate,
  printExpression,
  printTemplate,
  type Template,
} from "../expressions/index.ts";
import { isJsonObject, type Json } from "./definition.ts";

/** An expression in place of another; undefined leaves it as it is. */
export type Rewrite = (expression: Expression) => Expression | undefined;

/** Rewrites the innermost expressions it applies to, in every text of a JSON value; counts them. */
export function rewriteValue(
  value: Json,
  rewrite: Rewrite,
): { readonly value: Json; readonly count: number } {
  if (typeof value === "string") return rewriteText(value, rewrite);
  if (Array.isArray(value)) {
    const parts = value.map((each) => rewriteValue(each, rewrite));
    return { value: parts.map((part) => part.value), count: total(parts) };
  }
  if (!isJsonObject(value)) return { value, count: 0 };
  const parts = Object.entries(value).map(([key, each]) => ({ key, ...rewriteValue(each, rewrite) }));
  return { value: Object.fromEntries(parts.map((part) => [part.key, part.value])), count: total(parts) };
}

function rewriteText(text: string, rewrite: Rewrite) {
  if (!text.includes("@")) return { value: text, count: 0 };
  const parsed = parseTemplate(text);
  // Texts that are no template are the checks' business, not the proof's.
  if (!parsed.ok) return { value: text, count: 0 };
  const { template, count } = rewriteTemplate(parsed.template, rewrite);
  return { value: count === 0 ? text : printTemplate(template), count };
}

function rewriteTemplate(template: Template, rewrite: Rewrite) {
  if (template.kind === "literal") return { template, count: 0 };
  if (template.kind === "expression") {
    const { expression, count } = rewriteExpression(template.expression, rewrite);
    return { template: { ...template, expression }, count };
  }
  let count = 0;
  const parts = template.parts.map((part) => {
    if (part.kind === "text") return part;
    const rewritten = rewriteExpression(part.expression, rewrite);
    count += rewritten.count;
    return { ...part, expression: rewritten.expression };
  });
  return { template: { ...template, parts }, count };
}

interface Rewritten {
  readonly expression: Expression;
  readonly count: number;
}

function rewriteExpression(expression: Expression, rewrite: Rewrite): Rewritten {
  const inner = rewriteInside(expression, rewrite);
  if (inner.count > 0) return inner;
  const replaced = rewrite(expression);
  return replaced === undefined ? { expression, count: 0 } : { expression: replaced, count: 1 };
}

function rewriteInside(expression: Expression, rewrite: Rewrite): Rewritten {
  switch (expression.kind) {
    case "call": {
      const parts = expression.arguments.map((each) => rewriteExpression(each, rewrite));
      return {
        expression: { ...expression, arguments: parts.map((part) => part.expression) },
        count: total(parts),
      };
    }
    case "access": {
      const target = rewriteExpression(expression.target, rewrite);
      const key = rewriteExpression(expression.key, rewrite);
      return {
        expression: { ...expression, target: target.expression, key: key.expression },
        count: target.count + key.count,
      };
    }
    default:
      return { expression, count: 0 };
  }
}

/** Whether an expression is a call of this function in whose text a fragment stands. */
export function isCall(
  expression: Expression,
  name: string,
  fragment: string,
): expression is Extract<Expression, { kind: "call" }> {
  return (
    expression.kind === "call" &&
    expression.name.toLowerCase() === name.toLowerCase() &&
    printExpression(expression).includes(fragment)
  );
}

function total(parts: readonly { readonly count: number }[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}
