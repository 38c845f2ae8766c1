/**
 * The expression engine of the simulator. Signatures of what this module gives:
 *
 * parseTemplate(text: string): { ok: true, template: Template } | { ok: false, error: ExpressionError }
 * printTemplate(template: Template): string, printExpression(expression: Expression): string
 * compileTemplate(text: string, options?: CompileOptions): Evaluate      throws ExpressionError (save time)
 * compileValue(json: WdlValue, options?: CompileOptions): Evaluate       every string inside is a template
 * evaluateDeep(json: WdlValue, scope: Scope, options?): WdlValue         compiled once per object, remembered
 * findExpressions(json: WdlValue): { pointer: string, text: string, in: "key" | "value" }[]
 * createScope(context: ScopeContext): Scope                              a scope over plain data
 * toText(value: WdlValue): string                                        value → text as `@{}` does it
 * equal(left, right: WdlValue): boolean                                  as equals() does it
 * readJson(text: string): WdlValue, writeJson(value: WdlValue): string   without loss of digits
 */
export {
  actionMessage,
  type ExpressionCode,
  ExpressionError,
  type ExpressionProblem,
} from "./expression-error.ts";
export type { Evaluate, Scope } from "./scope.ts";
export type { Expression, Template, TemplatePart } from "./syntax.ts";
export {
  Decimal,
  ExactNumber,
  Float,
  float,
  fromPlain,
  integer,
  isArray,
  isInteger,
  isNumber,
  isObject,
  toPlain,
  typeName,
  type WdlObject,
  type WdlValue,
} from "./value.ts";
