import type { Diagnostic, Place } from "../../generator/diagnostics/diagnostic.ts";
import { expressionCodes } from "./codes.ts";
import { compileTemplate } from "./compile.ts";
import { ExpressionError } from "./expression-error.ts";
import { maximumDepth, maximumExpressionLength, maximumRangeCount } from "./facts.ts";
import { type FoundExpression, findExpressions } from "./find-expressions.ts";
import { type FlowSource, type Locate, locator } from "./locate.ts";
import { isArray, isObject, type WdlValue } from "./value.ts";
import { JsonTextError, readJson } from "./values/read-json.ts";

export interface FlowCheck {
  /** How many expressions the flow has. */
  readonly expressions: number;
  readonly findings: readonly Diagnostic[];
}

/** Parses every expression of a flow file and says, with place, which ones the platform would not take. */
export function checkFlow(source: FlowSource): FlowCheck {
  try {
    const found = findFlowExpressions(readJson(source.text));
    const locate = locator(source);
    const findings = found.flatMap((each) => {
      const error = mistakeIn(each.text);
      return error === undefined ? [] : [toFinding(each, error, locate)];
    });
    return { expressions: found.length, findings };
  } catch (error) {
    if (!(error instanceof JsonTextError || error instanceof ExpressionError)) throw error;
    const data = { file: source.file, reason: error.message };
    const where = { file: source.file };
    return { expressions: 0, findings: [expressionCodes.finding("FLOW_UNREADABLE", data, { where })] };
  }
}

/** Whether JSON is a flow file, or the definition of one. */
export function isFlow(json: WdlValue): boolean {
  if (!isObject(json)) return false;
  const properties = json["properties"];
  const holder = isObject(properties) ? properties : json;
  return isObject(holder["definition"]) || isObject(json["actions"]);
}

/** Every expression of a flow; descriptions, metadata, schemas and declarations of parameters are not evaluated. */
export function findFlowExpressions(json: WdlValue, pointer = ""): readonly FoundExpression[] {
  if (isArray(json)) return json.flatMap((each, index) => findFlowExpressions(each, `${pointer}/${index}`));
  if (!isObject(json)) return findExpressions(json, pointer);
  return Object.entries(json).flatMap(([key, each]) => {
    const own = findExpressions({ [key]: null }, pointer);
    if (isPlain(pointer, key)) return own;
    return [
      ...own,
      ...findFlowExpressions(each, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
    ];
  });
}

function isPlain(pointer: string, key: string): boolean {
  return (
    key === "description" ||
    key === "metadata" ||
    key === "$schema" ||
    (key === "schema" && pointer.endsWith("/inputs")) ||
    (key === "parameters" && (pointer === "" || pointer.endsWith("/definition"))) ||
    key === "connectionReferences"
  );
}

function mistakeIn(template: string): ExpressionError | undefined {
  try {
    compileTemplate(template);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

function toFinding(found: FoundExpression, error: ExpressionError, locate: Locate): Diagnostic {
  const expression = shortened(found.text);
  const details = { where: locate(found, error.offset ?? 0) };
  const data = { expression, reason: error.message, function: functionAt(found.text, error.offset ?? 0) };
  switch (error.problem) {
    case "function-unknown":
      return expressionCodes.finding("FUNCTION_UNKNOWN", data, details);
    case "argument-count":
      return expressionCodes.finding("ARGUMENT_COUNT", data, details);
    case "limit":
      return limitFinding(error, details);
    default:
      return expressionCodes.finding("SYNTAX", data, details);
  }
}

function limitFinding(error: ExpressionError, details: { readonly where: Place }): Diagnostic {
  switch (error.code) {
    case "EXPR.TOO_DEEP":
      return expressionCodes.finding("TOO_DEEP", { limit: maximumDepth }, details);
    case "EXPR.RESULT_TOO_LARGE":
      return expressionCodes.finding("RESULT_TOO_LARGE", { limit: maximumRangeCount }, details);
    default:
      return expressionCodes.finding("TOO_LONG", { limit: maximumExpressionLength }, details);
  }
}

function functionAt(template: string, offset: number): string {
  return /^[^\s.,(){}@[\]?']*/.exec(template.slice(offset))?.[0] ?? "";
}

function shortened(template: string): string {
  return template.length <= 80 ? template : `${template.slice(0, 77)}...`;
}
