import { type CompileOptions, compileParsed } from "./compile.ts";
import { type Quirks, resolveQuirks } from "./quirks.ts";
import type { Evaluate, Scope } from "./scope.ts";
import { readTemplate } from "./template.ts";
import { isArray, isObject, type WdlValue } from "./value.ts";
import { toText } from "./values/to-text.ts";

/** Makes a function of JSON in which every string is a template, names of properties among them. */
export function compileValue(json: WdlValue, options: CompileOptions = {}): Evaluate {
  return compilePart(json, options) ?? (() => json);
}

const remembered = new WeakMap<
  object,
  { readonly quirks: Partial<Quirks> | undefined; readonly evaluate: Evaluate }
>();

/** Evaluates the inputs of an action as they stand in a flow. What was compiled is kept with the object itself. */
export function evaluateDeep(json: WdlValue, scope: Scope, options: CompileOptions = {}): WdlValue {
  if (typeof json !== "object" || json === null) return compileValue(json, options)(scope);
  const { quirks } = options;
  const known = remembered.get(json);
  if (known !== undefined && known.quirks === quirks) return known.evaluate(scope);
  const evaluate = compileValue(json, options);
  remembered.set(json, { quirks, evaluate });
  return evaluate(scope);
}

function compileText(text: string, options: CompileOptions): Evaluate | undefined {
  if (!text.includes("@")) return undefined;
  const template = readTemplate(text);
  return template.kind === "literal" && template.value === text
    ? undefined
    : compileParsed(template, options);
}

/** Undefined where there is nothing to evaluate. */
function compilePart(json: WdlValue, options: CompileOptions): Evaluate | undefined {
  if (typeof json === "string") return compileText(json, options);
  if (isArray(json)) {
    const parts = json.map((each) => compilePart(each, options));
    if (parts.every((part) => part === undefined)) return undefined;
    const all = parts.map((part, index): Evaluate => part ?? (() => json[index] ?? null));
    return (scope) => all.map((evaluate) => evaluate(scope));
  }
  if (!isObject(json)) return undefined;
  const inKeys = resolveQuirks(options.quirks)["expressions-in-keys"] === "evaluated";
  const members = Object.entries(json).map(([key, each]) => ({
    key,
    named: inKeys ? compilePart(key, options) : undefined,
    each,
    part: compilePart(each, options),
  }));
  if (members.every(({ named, part }) => named === undefined && part === undefined)) return undefined;
  return (scope) =>
    Object.fromEntries(
      members.map(({ key, named, each, part }) => [
        named === undefined ? key : toText(named(scope)),
        part === undefined ? each : part(scope),
      ]),
    );
}
