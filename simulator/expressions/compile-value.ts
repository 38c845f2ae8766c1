import { catalogueFor } from "./catalogue.ts";
import { type CompileOptions, compileParsed } from "./compile.ts";
import { type Quirks, resolveQuirks } from "./quirks.ts";
import { Repetitions } from "./repetitions.ts";
import type { Evaluate, Scope } from "./scope.ts";
import type { Template } from "./syntax.ts";
import { parseTemplate, readTemplate } from "./template.ts";
import { isArray, isObject, putMember, type WdlValue } from "./value.ts";
import { toText } from "./values/to-text.ts";

/** Makes a function of JSON in which every string is a template, names of properties among them. */
export function compileValue(json: WdlValue, options: CompileOptions = {}): Evaluate {
  const repetitions = new Repetitions(catalogueFor(resolveQuirks(options.quirks)));
  const whole: Whole = { options, repetitions, templates: new Map() };
  findTemplates(json, whole);
  const evaluate = compilePart(json, whole);
  return evaluate === undefined ? () => json : repetitions.whole(evaluate);
}

interface Whole {
  readonly options: CompileOptions;
  readonly repetitions: Repetitions;
  /** By text: every template is parsed once. */
  readonly templates: Map<string, Template>;
}

/** Takes note of all templates before the first is compiled. One that does not parse is reported in its turn. */
function findTemplates(json: WdlValue, whole: Whole): void {
  if (typeof json === "string") {
    const template = json.includes("@") ? templateOf(json, whole.templates) : undefined;
    if (template !== undefined) whole.repetitions.add(template);
  } else if (isArray(json)) for (const each of json) findTemplates(each, whole);
  else if (isObject(json)) {
    for (const [key, each] of Object.entries(json)) {
      findTemplates(key, whole);
      findTemplates(each, whole);
    }
  }
}

function templateOf(text: string, templates: Map<string, Template>): Template | undefined {
  const known = templates.get(text);
  if (known !== undefined) return known;
  const parsed = parseTemplate(text);
  if (parsed.ok) templates.set(text, parsed.template);
  return parsed.ok ? parsed.template : undefined;
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

function compileText(text: string, { options, repetitions, templates }: Whole): Evaluate | undefined {
  if (!text.includes("@")) return undefined;
  const template = templates.get(text) ?? readTemplate(text);
  return template.kind === "literal" && template.value === text
    ? undefined
    : compileParsed(template, options, repetitions);
}

/** Undefined where there is nothing to evaluate. */
function compilePart(json: WdlValue, whole: Whole): Evaluate | undefined {
  if (typeof json === "string") return compileText(json, whole);
  if (isArray(json)) {
    const parts = json.map((each) => compilePart(each, whole));
    if (parts.every((part) => part === undefined)) return undefined;
    const all = parts.map((part, index): Evaluate => part ?? (() => json[index] ?? null));
    return (scope) => all.map((evaluate) => evaluate(scope));
  }
  if (!isObject(json)) return undefined;
  const inKeys = resolveQuirks(whole.options.quirks)["expressions-in-keys"] === "evaluated";
  const members = Object.entries(json).map(([key, each]) => ({
    key,
    named: inKeys ? compilePart(key, whole) : undefined,
    each,
    part: compilePart(each, whole),
  }));
  if (members.every(({ named, part }) => named === undefined && part === undefined)) return undefined;
  return (scope) => {
    const result: { [key: string]: WdlValue } = {};
    for (const { key, named, each, part } of members) {
      const name = named === undefined ? key : toText(named(scope));
      putMember(result, name, part === undefined ? each : part(scope));
    }
    return result;
  };
}
