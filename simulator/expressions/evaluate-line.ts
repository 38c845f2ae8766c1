import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { expressionCodes } from "./codes.ts";
import { compileTemplate } from "./compile.ts";
import { createScope, type ScopeContext } from "./create-scope.ts";
import { parseDate } from "./dotnet/parse-date.ts";
import { ExpressionError } from "./expression-error.ts";
import { isObject, type WdlObject, type WdlValue } from "./value.ts";
import { JsonTextError, readJson } from "./values/read-json.ts";
import { writeJson } from "./values/write-json.ts";

export type Evaluation =
  | { readonly ok: true; readonly value: WdlValue }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** What an evaluation takes when its context does not say it: the time, and the seed of chance. */
export interface Ambient {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
  readonly seed: number;
}

/** Evaluates one template. `context` is the JSON of a context, if there is one. */
export function evaluateText(template: string, context: WdlValue | undefined, ambient: Ambient): Evaluation {
  const read = readContext(context ?? {}, ambient);
  if (!read.ok) return { ok: false, code: read.finding.code, message: read.finding.message };
  try {
    return { ok: true, value: compileTemplate(template)(createScope(read.context)) };
  } catch (error) {
    if (error instanceof ExpressionError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

/** One line in, `{"expr", "context"?}`; one line out, `{"value"}` or `{"error": {"code", "message"}}`. */
export function evaluateLine(line: string, ambient: Ambient): string {
  return writeEvaluation(evaluateRequest(line, ambient));
}

export function writeEvaluation(evaluation: Evaluation): string {
  return writeJson(
    evaluation.ok
      ? { value: evaluation.value }
      : { error: { code: evaluation.code, message: evaluation.message } },
  );
}

function evaluateRequest(line: string, ambient: Ambient): Evaluation {
  try {
    const request = readJson(line);
    const expression = isObject(request) ? request["expr"] : undefined;
    if (!isObject(request) || typeof expression !== "string") return invalidLine("it has no text `expr`");
    return evaluateText(expression, request["context"] ?? undefined, ambient);
  } catch (error) {
    if (error instanceof JsonTextError) return invalidLine(error.message);
    if (error instanceof ExpressionError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}

function invalidLine(reason: string): Evaluation {
  const { code, message } = expressionCodes.finding("LINE_INVALID", { reason });
  return { ok: false, code, message };
}

type ContextResult =
  | { readonly ok: true; readonly context: ScopeContext }
  | { readonly ok: false; readonly finding: Diagnostic };

const objectKeys = [
  "parameters",
  "variables",
  "outputs",
  "actions",
  "results",
  "trigger",
  "items",
  "iterationIndexes",
  "workflow",
] as const;

/** Reads the JSON of a context. A key that means nothing is a mistake, not something to pass over. */
export function readContext(json: WdlValue, ambient: Ambient): ContextResult {
  if (!isObject(json)) return refuse("it is no JSON object");
  const known = [...objectKeys, "item", "utcNow", "listCallbackUrl"];
  const unknown = Object.keys(json).find((key) => !known.includes(key));
  if (unknown !== undefined)
    return refuse(`it has an unknown key "${unknown}"; known are ${known.join(", ")}`);
  const objects: Partial<Record<(typeof objectKeys)[number], WdlObject>> = {};
  for (const key of objectKeys) {
    const value = json[key];
    if (value === undefined) continue;
    if (!isObject(value)) return refuse(`its ${key} are no JSON object`);
    objects[key] = value;
  }
  const { item, utcNow, listCallbackUrl } = json;
  const moment = typeof utcNow === "string" ? parseDate(utcNow, "") : undefined;
  if (utcNow !== undefined && moment === undefined) return refuse("its utcNow is no ISO 8601 timestamp");
  if (listCallbackUrl !== undefined && typeof listCallbackUrl !== "string") {
    return refuse("its listCallbackUrl is no text");
  }
  return {
    ok: true,
    context: {
      ...objects,
      ...(item === undefined ? {} : { item }),
      ...(listCallbackUrl === undefined ? {} : { listCallbackUrl }),
      now: moment ?? ambient.now,
      seed: ambient.seed,
    },
  };
}

function refuse(reason: string): ContextResult {
  return { ok: false, finding: expressionCodes.finding("CONTEXT_INVALID", { reason }) };
}
