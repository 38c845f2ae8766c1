import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { shortened } from "../../../generator/diagnostics/shortened.ts";
import { compileTemplate, ExpressionError } from "../../../simulator/expressions/index.ts";
import {
  anything,
  declaredKinds,
  type Kinds,
  kindOfJson,
  kindsInWords,
  list,
  nothing,
  number,
  text,
  truth,
} from "../expressions/kinds.ts";
import { isObject, objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import { type Action, actionNamed, type FlowParts, type Operation, type Path } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/** Rules about types, where they are known before anything runs. */
export const kindRules: readonly FlowRule[] = [
  { codes: ["CLOUDFLOW.KIND_WRONG"], check: calls },
  { codes: ["CLOUDFLOW.ALWAYS_FAILS"], check: fixedCalls },
  { codes: ["CLOUDFLOW.KIND_WRONG"], check: settings },
  { codes: ["CLOUDFLOW.KIND_WRONG"], check: conditions },
  { codes: ["CLOUDFLOW.VARIABLE_KIND"], check: variables },
];

function calls({ texts }: FlowParts, file: string): readonly Diagnostic[] {
  return texts
    .filter(({ screened }) => screened.wrong.length > 0)
    .flatMap(({ text: expression, screened, path }) =>
      screened.wrong.map(({ what, is, takes }) =>
        wrong(`${what} in ${shortened(expression, recognized)}`, takes, is, file, path),
      ),
    );
}

function wrong(what: string, takes: Kinds, is: Kinds, file: string, path: Path): Diagnostic {
  const data = { what, takes: kindsInWords(takes), is: kindsInWords(is) };
  return flowCodes.finding("KIND_WRONG", data, at(file, path));
}

/** Characters of an expression by which it is recognized. */
const recognized = 60;

/** Calls that are all written out can be carried out here and now. */
function fixedCalls({ texts }: FlowParts, file: string): readonly Diagnostic[] {
  const failures = new Map<string, string | undefined>();
  return texts
    .filter(({ screened }) => screened.fixed.length > 0)
    .flatMap(({ screened, path }) =>
      screened.fixed.flatMap((call) => {
        if (!failures.has(call)) failures.set(call, failureOf(call));
        const reason = failures.get(call);
        const data = { call: shortened(call, recognized), reason: reason ?? "" };
        return reason === undefined ? [] : [flowCodes.finding("ALWAYS_FAILS", data, at(file, path))];
      }),
    );
}

function failureOf(call: string): string | undefined {
  try {
    compileTemplate(`@${call}`)({});
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

/** What a setting takes, by type in lower case, where it stands as an expression. */
const takenBySettings: ReadonlyMap<string, readonly (readonly [setting: string, takes: Kinds])[]> = new Map(
  Object.entries({
    if: [["expression", truth]],
    until: [["expression", truth]],
    foreach: [["foreach", list]],
    query: [
      ["inputs.from", list],
      ["inputs.where", truth],
    ],
    select: [["inputs.from", list]],
    join: [["inputs.from", list]],
    table: [["inputs.from", list]],
    incrementvariable: [["inputs.value", number]],
    decrementvariable: [["inputs.value", number]],
  }),
);

function settings(flow: FlowParts, file: string): readonly Diagnostic[] {
  const ofActions = flow.actions.flatMap((action) =>
    (takenBySettings.get(action.kind) ?? []).flatMap(([setting, takes]) => {
      const way = setting.split(".");
      return setting_(
        flow,
        action,
        way,
        takes,
        `${setting.split(".").at(-1)} of ${actionNamed(action)}`,
        file,
      );
    }),
  );
  const ofTriggers = flow.triggers.flatMap((trigger) => {
    const { conditions: listed } = trigger.value;
    return (Array.isArray(listed) ? listed : []).flatMap((_each, index) =>
      setting_(
        flow,
        trigger,
        ["conditions", index, "expression"],
        truth,
        `condition ${index + 1} of the trigger ${trigger.name}`,
        file,
      ),
    );
  });
  return [...ofActions, ...ofTriggers];
}

function setting_(
  flow: FlowParts,
  { value, path }: Operation,
  way: Path,
  takes: Kinds,
  what: string,
  file: string,
): readonly Diagnostic[] {
  let given: unknown = value;
  for (const step of way) given = Array.isArray(given) ? given[Number(step)] : objectOf(given)[step];
  // An expression inside of a text may be meant as a text; the rest of what is no expression has other rules.
  if (typeof given !== "string" || !/^@[^@{]/.test(given)) return [];
  const { kinds } = flow.screened(given);
  return (kinds & takes) === 0 ? [wrong(what, takes, kinds, file, [...path, ...way])] : [];
}

/** The operators of the condition builder compare like with like. */
function conditions(flow: FlowParts, file: string): readonly Diagnostic[] {
  return flow.actions
    .filter((action) => action.kind === "if")
    .flatMap((action) =>
      operators(flow, action, action.value["expression"], [...action.path, "expression"], file),
    );
}

const ordering = new Set(["greater", "greaterOrEquals", "less", "lessOrEquals"]);
const searching = new Set(["startsWith", "endsWith"]);

function operators(
  flow: FlowParts,
  action: Action,
  value: unknown,
  path: Path,
  file: string,
): readonly Diagnostic[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) =>
      isObject(each) || Array.isArray(each) ? operators(flow, action, each, [...path, index], file) : [],
    );
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([operator, operands]) => {
    const way = [...path, operator];
    const compares = ordering.has(operator) || searching.has(operator);
    if (!compares) return operators(flow, action, operands, way, file);
    const [left, right] = Array.isArray(operands) ? operands.map((each) => kindsOf(flow, each)) : [];
    if (left === undefined || right === undefined) return operators(flow, action, operands, way, file);
    const what = `${operator} of ${actionNamed(action)}`;
    if (searching.has(operator)) {
      return [left, right]
        .filter((kinds) => (kinds & text) === 0)
        .map((kinds) => wrong(what, text, kinds, file, way));
    }
    const odd = [left, right].find((kinds) => (kinds & (text | number)) === 0);
    if (odd !== undefined) return [wrong(what, text | number, odd, file, way)];
    const isSame = (left & right & text) !== 0 || ((left & number) !== 0 && (right & number) !== 0);
    return isSame ? [] : [wrong(what, left & (text | number), right, file, way)];
  });
}

function kindsOf(flow: FlowParts, value: unknown): Kinds {
  return typeof value === "string" ? flow.screened(value).kinds : kindOfJson(value);
}

const changing: ReadonlyMap<string, Kinds> = new Map(
  Object.entries({
    incrementvariable: number,
    decrementvariable: number,
    appendtoarrayvariable: list,
    appendtostringvariable: text,
  }),
);

/** Variables hold values of their type only. */
function variables(flow: FlowParts, file: string): readonly Diagnostic[] {
  return flow.actions.flatMap((action) => {
    if (!action.kind.endsWith("variable")) return [];
    const inputs = objectOf(action.value["inputs"]);
    const path = [...action.path, "inputs"];
    if (action.kind === "initializevariable" && Array.isArray(inputs["variables"])) {
      return inputs["variables"].flatMap((each: unknown, index) => {
        const { name, type, value } = objectOf(each);
        return assigned(flow, textIn(name), textIn(type), value, [...path, "variables", index], file);
      });
    }
    const name = textIn(inputs["name"]);
    const type = flow.variables.get(name.toLowerCase());
    if (type === undefined) return [];
    if (action.kind === "setvariable") return assigned(flow, name, type, inputs["value"], path, file);
    const takes = changing.get(action.kind);
    if (takes === undefined || (declaredKinds(type) & takes) !== 0) return [];
    const data = { variable: name, type, value: `what ${action.type} makes of it` };
    return [flowCodes.finding("VARIABLE_KIND", data, at(file, path))];
  });
}

function assigned(
  flow: FlowParts,
  variable: string,
  type: string,
  value: unknown,
  path: Path,
  file: string,
): readonly Diagnostic[] {
  if (value === undefined || value === null) return [];
  const kinds = kindsOf(flow, value);
  if ((kinds & (declaredKinds(type) | nothing)) !== 0) return [];
  // Published flows give a counter a text that is computed: one that reads as a value of the type is converted.
  if (kinds === text && typeof value === "string" && (value.includes("@") || isReadable(value, type)))
    return [];
  const data = { variable, type, value: kindsInWords(kinds & anything) };
  return [flowCodes.finding("VARIABLE_KIND", data, at(file, [...path, "value"]))];
}

function isReadable(value: string, type: string): boolean {
  try {
    return value.trim() === "" || (kindOfJson(JSON.parse(value.toLowerCase())) & declaredKinds(type)) !== 0;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
