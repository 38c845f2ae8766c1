import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { runCodes } from "../../../simulator/engine/index.ts";
import { isObject, objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import { type Action, actionNamed, type FlowParts, type Operation, type Path } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";
import {
  frequencies,
  knownTypes,
  neededByTriggers,
  neededSettings,
  settingWords,
  statuses,
  variableTypes,
} from "./shapes.ts";

/** Rules about the form of triggers and actions. */
export const shapeRules: readonly FlowRule[] = [
  { codes: ["CLOUDFLOW.TRIGGERS"], check: triggerCount },
  { codes: ["CLOUDFLOW.TYPE_UNKNOWN", "RUN.SETTING_MISSING", "RUN.SETTING_INVALID"], check: operations },
  { codes: ["RUN.SETTING_INVALID"], check: runAfters },
  { codes: ["RUN.SETTING_MISSING", "RUN.SETTING_INVALID"], check: variables },
  { codes: ["CLOUDFLOW.CONNECTIONS_UNDECLARED"], check: connectionsParameter },
];

/** Workflows of Logic Apps may have more; the form with connection references is that of cloud flows. */
function triggerCount(
  { triggers, connectionReferences, base }: FlowParts,
  file: string,
): readonly Diagnostic[] {
  const isFine = triggers.length === 1 || connectionReferences === undefined;
  return isFine
    ? []
    : [flowCodes.finding("TRIGGERS", { count: triggers.length }, at(file, [...base, "triggers"]))];
}

function operations({ triggers, actions, isCloudFlow }: FlowParts, file: string): readonly Diagnostic[] {
  // Macros of model-driven apps have the same form, and actions of their own.
  const isMacro = triggers.some((trigger) => trigger.kind === "start");
  if (isMacro) return [];
  const unknown = isCloudFlow ? unknownTypes([...triggers, ...actions], file) : [];
  return [
    ...unknown,
    ...triggers.flatMap((trigger) => [
      ...operation(trigger, `the trigger ${trigger.name}`, neededByTriggers, file),
      ...recurrence(trigger, file),
    ]),
    ...actions
      .filter(
        (action) => action.type === "" || neededSettings.has(action.kind) || settingWords.has(action.kind),
      )
      .flatMap((action) => operation(action, actionNamed(action), neededSettings, file)),
  ];
}

function operation(
  { type, kind: key, value, path }: Operation,
  what: string,
  needs: ReadonlyMap<string, readonly string[]>,
  file: string,
): readonly Diagnostic[] {
  if (type === "") return [runCodes.finding("SETTING_MISSING", { what, setting: "type" }, at(file, path))];
  const missing = (needs.get(key) ?? []).filter((setting) => valueAt(value, setting) === undefined);
  return [
    ...missing.map((setting) => runCodes.finding("SETTING_MISSING", { what, setting }, at(file, path))),
    ...words(value, key, what, path, file),
  ];
}

function unknownTypes(operations: readonly Operation[], file: string): readonly Diagnostic[] {
  return operations
    .filter(({ type, kind }) => type !== "" && !knownTypes.has(kind))
    .map(({ name, type, path }) =>
      flowCodes.finding("TYPE_UNKNOWN", { what: name, type }, at(file, [...path, "type"])),
    );
}

function words(
  value: Operation["value"],
  key: string,
  what: string,
  path: Path,
  file: string,
): readonly Diagnostic[] {
  const known = settingWords.get(key);
  if (known === undefined) return [];
  const [setting, allowed] = known;
  const given = valueAt(value, setting);
  const isFine =
    typeof given !== "string" ||
    given.includes("@") ||
    allowed.some((word) => word.toLowerCase() === given.toLowerCase());
  const data = { what, setting, expected: `one of ${allowed.join(", ")}` };
  return isFine
    ? []
    : [runCodes.finding("SETTING_INVALID", data, at(file, [...path, ...setting.split(".")]))];
}

function valueAt(value: Operation["value"], way: string): unknown {
  // Most ways have one step.
  if (!way.includes(".")) return value[way];
  let found: unknown = value;
  for (const step of way.split(".")) found = objectOf(found)[step];
  return found;
}

function recurrence({ name, value, path }: Operation, file: string): readonly Diagnostic[] {
  const { recurrence: given } = value;
  if (given === undefined) return [];
  const { frequency, interval } = objectOf(given);
  const invalid = (setting: string, expected: string): Diagnostic =>
    runCodes.finding(
      "SETTING_INVALID",
      { what: `the trigger ${name}`, setting: `recurrence.${setting}`, expected },
      at(file, [...path, "recurrence"]),
    );
  const isComputed = (setting: unknown): boolean => typeof setting === "string" && setting.includes("@");
  const isWord = frequencies.some((word) => word.toLowerCase() === textIn(frequency).toLowerCase());
  return [
    ...(isWord || isComputed(frequency) ? [] : [invalid("frequency", `one of ${frequencies.join(", ")}`)]),
    ...(Number(interval) >= 1 || isComputed(interval) ? [] : [invalid("interval", "a number from 1")]),
  ];
}

function runAfters({ actions }: FlowParts, file: string): readonly Diagnostic[] {
  return actions.flatMap((action) => {
    const { runAfter } = action.value;
    if (runAfter === undefined) return [];
    const what = actionNamed(action);
    const path = [...action.path, "runAfter"];
    if (!isObject(runAfter)) {
      const data = { what, setting: "runAfter", expected: "an object of names and statuses" };
      return [runCodes.finding("SETTING_INVALID", data, at(file, path))];
    }
    return Object.entries(runAfter)
      .filter(([, listed]) => !areStatuses(listed))
      .map(([name]) => {
        const data = { what, setting: `runAfter.${name}`, expected: `a list of ${statuses.join(", ")}` };
        return runCodes.finding("SETTING_INVALID", data, at(file, [...path, name]));
      });
  });
}

function areStatuses(listed: unknown): boolean {
  return (
    Array.isArray(listed) &&
    listed.length > 0 &&
    listed.every((each) => statuses.some((status) => status.toLowerCase() === textIn(each).toLowerCase()))
  );
}

function variables({ actions }: FlowParts, file: string): readonly Diagnostic[] {
  return actions
    .filter((action) => action.kind === "initializevariable")
    .flatMap((action) => {
      const { variables: listed } = objectOf(action.value["inputs"]);
      if (!Array.isArray(listed)) return [];
      return listed.flatMap((each: unknown, index) => declaration(action, each, index, file));
    });
}

function declaration(action: Action, value: unknown, index: number, file: string): readonly Diagnostic[] {
  const { name, type } = objectOf(value);
  const what = actionNamed(action);
  const place = at(file, [...action.path, "inputs", "variables", index]);
  const missing = [
    ["name", name],
    ["type", type],
  ].filter(([, given]) => given === undefined);
  if (missing.length > 0) {
    return missing.map(([setting]) =>
      runCodes.finding("SETTING_MISSING", { what, setting: `variables.${String(setting)}` }, place),
    );
  }
  return variableTypes.includes(textIn(type).toLowerCase())
    ? []
    : [
        runCodes.finding(
          "SETTING_INVALID",
          { what, setting: "variables.type", expected: `one of ${variableTypes.join(", ")}` },
          place,
        ),
      ];
}

/** Whatever goes through a connection needs the parameter by which the platform hands it in. */
function connectionsParameter(flow: FlowParts, file: string): readonly Diagnostic[] {
  const { triggers, actions, parameters, connectionReferences, base } = flow;
  if (connectionReferences === undefined || parameters.has("$connections")) return [];
  const first = [...triggers, ...actions].find(({ kind }) => kind.startsWith("openapiconnection"));
  return first === undefined
    ? []
    : [
        flowCodes.finding(
          "CONNECTIONS_UNDECLARED",
          { action: first.name },
          at(file, [...base, "parameters"]),
        ),
      ];
}
