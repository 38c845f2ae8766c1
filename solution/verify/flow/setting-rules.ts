import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { runCodes } from "../../../simulator/engine/index.ts";
import { isObject, type JsonTree, objectOf } from "../json-values.ts";
import { actionNamed, type FlowParts, type Operation } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/**
 * Rules about settings whose values the service checks as a flow is saved: repetition, waiting, limits (workflow definition
 * language; limits of flows). Counted: each value in some 900 published flows fits.
 */
export const settingRules: readonly FlowRule[] = [
  { codes: ["RUN.SETTING_INVALID"], check: settings },
  { codes: ["RUN.SETTING_INVALID"], check: triggerConditions },
  { codes: ["RUN.SETTING_INVALID"], check: cases },
];

interface Form {
  /** The way to the setting, from the action or trigger. */
  readonly way: readonly string[];
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

const between = (least: number, most: number): Omit<Form, "way"> => ({
  expected: `a whole number from ${least} to ${most}`,
  fits: (value) => Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= most,
});

const oneOf = (...words: readonly string[]): Omit<Form, "way"> => ({
  expected: `one of ${words.join(", ")}`,
  fits: (value) => words.some((word) => word.toLowerCase() === String(value).toLowerCase()),
});

const part = String.raw`\d+(?:\.\d+)?`;
const durationPattern = new RegExp(
  `^P(?=.)(?:${part}Y)?(?:${part}M)?(?:${part}W)?(?:${part}D)?(?:T(?=.)(?:${part}H)?(?:${part}M)?(?:${part}S)?)?$`,
);
const duration: Omit<Form, "way"> = {
  expected: "a duration such as PT30S, PT1H or P7D",
  fits: (value) => durationPattern.test(String(value)),
};

const each = (form: Omit<Form, "way">, whole: string): Omit<Form, "way"> => ({
  expected: `a list, each ${form.expected}`,
  fits: (value) => Array.isArray(value) && value.every((one) => isOpen(one) || form.fits(one)),
  ...(whole === "" ? {} : { expected: whole }),
});

const ofRetries: readonly Form[] = [
  { way: ["inputs", "retryPolicy", "type"], ...oneOf("none", "default", "fixed", "exponential") },
  { way: ["inputs", "retryPolicy", "count"], ...between(1, 90) },
  { way: ["inputs", "retryPolicy", "interval"], ...duration },
  { way: ["inputs", "retryPolicy", "minimumInterval"], ...duration },
  { way: ["inputs", "retryPolicy", "maximumInterval"], ...duration },
];

const ofLimits: readonly Form[] = [{ way: ["limit", "timeout"], ...duration }];

/** Few actions have either. */
const everywhere = ({ value }: Operation): readonly Form[] => [
  ...(objectOf(value["inputs"])["retryPolicy"] === undefined ? [] : ofRetries),
  ...(value["limit"] === undefined ? [] : ofLimits),
];

const weekDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const units = ["Second", "Minute", "Hour", "Day", "Week", "Month", "Year"];

const ofTriggers: readonly Form[] = [
  { way: ["runtimeConfiguration", "concurrency", "runs"], ...between(1, 100) },
  { way: ["recurrence", "schedule", "hours"], ...each(between(0, 23), "a list of hours from 0 to 23") },
  { way: ["recurrence", "schedule", "minutes"], ...each(between(0, 59), "a list of minutes from 0 to 59") },
  { way: ["recurrence", "schedule", "weekDays"], ...each(oneOf(...weekDays), "") },
];

/** By type in lower case. */
const ofActions: ReadonlyMap<string, readonly Form[]> = new Map([
  ["foreach", [{ way: ["runtimeConfiguration", "concurrency", "repetitions"], ...between(1, 50) }]],
  ["until", [{ way: ["limit", "count"], ...between(1, 5000) }]],
  ["response", [{ way: ["inputs", "statusCode"], ...between(100, 599) }]],
  ["wait", [{ way: ["inputs", "interval", "unit"], ...oneOf(...units) }]],
]);

function settings({ triggers, actions }: FlowParts, file: string): readonly Diagnostic[] {
  return [
    ...triggers.flatMap((trigger) =>
      broken(trigger, `the trigger ${trigger.name}`, [...everywhere(trigger), ...ofTriggers], file),
    ),
    ...actions.flatMap((action) =>
      broken(
        action,
        actionNamed(action),
        [...everywhere(action), ...(ofActions.get(action.kind) ?? [])],
        file,
      ),
    ),
  ];
}

function broken(
  { value, path }: Operation,
  what: string,
  forms: readonly Form[],
  file: string,
): readonly Diagnostic[] {
  return forms
    .filter(({ way, fits }) => {
      const given = valueAt(value, way);
      return given !== undefined && given !== null && !isOpen(given) && !fits(given);
    })
    .map(({ way, expected }) =>
      runCodes.finding(
        "SETTING_INVALID",
        { what, setting: way.filter((step) => step !== "inputs").join("."), expected },
        at(file, [...path, ...way]),
      ),
    );
}

function valueAt(value: JsonTree, way: readonly string[]): unknown {
  let found: unknown = value;
  for (const step of way) found = objectOf(found)[step];
  return found;
}

/** Computed when the flow runs, or put in where a template is filled out. */
const isOpen = (value: unknown): boolean => typeof value === "string" && /@|\{\{|#\{/.test(value);

/** The service evaluates the conditions of a trigger, and takes nothing else for one. */
function triggerConditions({ triggers }: FlowParts, file: string): readonly Diagnostic[] {
  return triggers.flatMap(({ name, value, path }) => {
    const { conditions } = value;
    return (Array.isArray(conditions) ? conditions : []).flatMap((condition: unknown, index) => {
      const { expression } = objectOf(condition);
      if (typeof expression !== "string" || expression.startsWith("@")) return [];
      const data = {
        what: `the trigger ${name}`,
        setting: `conditions.${index}`,
        expected: "an expression that starts with @",
      };
      return [runCodes.finding("SETTING_INVALID", data, at(file, [...path, "conditions", index]))];
    });
  });
}

/** A Switch looks for the one case that equals. */
function cases({ actions }: FlowParts, file: string): readonly Diagnostic[] {
  return actions
    .filter(({ kind }) => kind === "switch")
    .flatMap((action) => {
      const seen = new Set<string>();
      return Object.entries(objectOf(action.value["cases"])).flatMap(([label, branch]) => {
        const { case: given } = objectOf(branch);
        if (given === undefined || isObject(given) || isOpen(given)) return [];
        const value = JSON.stringify(given);
        if (!seen.has(value)) {
          seen.add(value);
          return [];
        }
        const data = {
          what: actionNamed(action),
          setting: `cases.${label}.case`,
          expected: "a value that no other case has",
        };
        return [
          runCodes.finding("SETTING_INVALID", data, at(file, [...action.path, "cases", label, "case"])),
        ];
      });
    });
}
