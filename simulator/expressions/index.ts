/** The expression engine of the simulator: parses, prints, compiles and evaluates the Workflow Definition Language. */
export { checkFlow, type FlowCheck, findFlowExpressions, isFlow } from "./check-flow.ts";
export { expressionCodes } from "./codes.ts";
export { type CompileOptions, compileParsed, compileTemplate } from "./compile.ts";
export { compileValue, evaluateDeep } from "./compile-value.ts";
export { bodyOf, createScope, type ScopeContext } from "./create-scope.ts";
export {
  type Ambient,
  type Evaluation,
  evaluateLine,
  evaluateText,
  readContext,
  writeEvaluation,
} from "./evaluate-line.ts";
export {
  actionMessage,
  type ExpressionCode,
  ExpressionError,
  type ExpressionProblem,
} from "./expression-error.ts";
export { type FoundExpression, findExpressions } from "./find-expressions.ts";
export type { FlowSource } from "./locate.ts";
export { printExpression, printTemplate } from "./printer.ts";
export { type Quirks, quirkTable, resolveQuirks } from "./quirks.ts";
export { seededRandom } from "./random.ts";
export type { Evaluate, Instant, Scope } from "./scope.ts";
export type { Expression, Template, TemplatePart } from "./syntax.ts";
export { type ParseResult, parseTemplate } from "./template.ts";
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
export { equal } from "./values/equality.ts";
export { JsonTextError, readJson } from "./values/read-json.ts";
export { type BinaryContent, binary, bytesOf, isBinary, toText } from "./values/to-text.ts";
export { writeJson } from "./values/write-json.ts";
