import { expect, it } from "vitest";
import {
  type CompileOptions,
  compileTemplate,
  createScope,
  ExpressionError,
  type Scope,
  type ScopeContext,
  writeJson,
} from "../../../simulator/expressions/index.ts";

/** What an expression gives, as JSON text with every digit, or the message it fails with behind a `!`. */
export function outcome(
  template: string,
  scope: Scope = createScope({}),
  options: CompileOptions = {},
): string {
  try {
    return writeJson(compileTemplate(template, options)(scope));
  } catch (error) {
    if (error instanceof ExpressionError) return `! ${error.code}: ${error.message}`;
    throw error;
  }
}

/**
 * One expression without its `@`, and what it gives: as JSON, or behind a `!` a part of the message of an
 * InvalidTemplate.
 */
export type Case = readonly [expression: string, expected: string];

/** A test per case; JSON is compared as text, so that `7.0` and `7` differ. */
export function itGives(cases: readonly Case[], context: ScopeContext = {}): void {
  it.each(cases)("%s gives %s", (expression, expected) => {
    const actual = outcome(`@${expression}`, createScope(context));
    if (!expected.startsWith("!")) {
      expect(actual).toBe(expected);
      return;
    }
    expect(actual).toMatch(/^! InvalidTemplate: /);
    expect(actual).toContain(expected.slice(1).trim());
  });
}

/** The functions whose names a table of cases calls first: `add` of `add(1, 2)`. */
export function functionsOf(cases: readonly Case[]): readonly string[] {
  return cases.map(([expression]) => expression.split("(")[0] ?? "");
}
