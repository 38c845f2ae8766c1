import { isNode, LineCounter, parseDocument } from "yaml";
import type { Diagnostic, Place, Position } from "../../generator/diagnostics/diagnostic.ts";
import { expressionCodes } from "./codes.ts";
import { compileTemplate } from "./compile.ts";
import { ExpressionError } from "./expression-error.ts";
import { maximumDepth, maximumExpressionLength, maximumRangeCount } from "./facts.ts";
import { type FoundExpression, findExpressions } from "./find-expressions.ts";
import { isArray, isObject, type WdlValue } from "./value.ts";
import { JsonTextError, readJson } from "./values/read-json.ts";

/** The text of a flow file, and the name under which findings speak of it. */
export interface FlowSource {
  readonly file: string;
  readonly text: string;
}

export interface FlowCheck {
  /** How many expressions the flow has. */
  readonly expressions: number;
  readonly findings: readonly Diagnostic[];
}

/** Parses every expression of a flow file and says, with place, which ones the platform would not take. */
export function checkFlow(source: FlowSource): FlowCheck {
  try {
    const found = findFlowExpressions(readJson(source.text));
    const findings = found.flatMap((each) => {
      const error = mistakeIn(each.text);
      return error === undefined ? [] : [toFinding(source, each, error)];
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

function toFinding(source: FlowSource, found: FoundExpression, error: ExpressionError): Diagnostic {
  const expression = shortened(found.text);
  const details = { where: placeOf(source, found, error.offset ?? 0) };
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

/** The place in the file where the mistake is, found by parsing it once more with positions. */
function placeOf(source: FlowSource, found: FoundExpression, offset: number): Place {
  const path = found.pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const lines = new LineCounter();
  // YAML holds JSON, and its parser knows where every value stands.
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const parent = path.slice(0, -1).map(index);
  const key = path.at(-1) ?? "";
  const node =
    found.where === "value"
      ? document.getIn([...parent, index(key)], true)
      : keyNode(document.getIn(parent, true), key);
  const range = isNode(node) ? node.range : undefined;
  const place = { file: source.file, path };
  if (range === undefined || range === null) return place;
  const raw = source.text.slice(range[0] + 1, range[1] - 1);
  const start = range[0] + 1 + rawOffset(raw, offset);
  return { ...place, start: position(lines, start), end: position(lines, range[1] - 1) };
}

function index(step: string): string | number {
  return /^\d+$/.test(step) ? Number(step) : step;
}

function keyNode(holder: unknown, key: string): unknown {
  if (typeof holder !== "object" || holder === null || !("items" in holder)) return undefined;
  const pairs = Array.isArray(holder.items) ? holder.items : [];
  return pairs.map((pair: { readonly key?: unknown }) => pair.key).find((each) => String(each) === key);
}

/** Where the character at `offset` of a text stands in its JSON spelling. */
function rawOffset(raw: string, offset: number): number {
  let position = 0;
  for (let count = 0; count < offset && position < raw.length; count += 1) {
    position += raw.charAt(position) !== "\\" ? 1 : raw.charAt(position + 1) === "u" ? 6 : 2;
  }
  return position;
}

function position(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col, offset };
}
