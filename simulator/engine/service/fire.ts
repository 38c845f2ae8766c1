import { Failure } from "../../../generator/diagnostics/failure.ts";
import {
  ExpressionError,
  isArray,
  isObject,
  type Scope,
  toText,
  typeName,
  type WdlValue,
} from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import { limits } from "../facts.ts";
import type { Flow } from "../flow.ts";
import type { Quirks } from "../quirks.ts";

/** What a trigger that has something comes to: the outputs of each run it starts, or why it starts none. */
export interface Fired {
  readonly outputs: readonly (WdlValue | undefined)[];
  /** What was not started, and why. */
  readonly refusals: readonly string[];
}

/** What the expressions of a trigger can refer to. */
export interface TriggerScope {
  readonly parameters: ReadonlyMap<string, WdlValue>;
  readonly now: () => number;
  readonly random: () => number;
  readonly quirks: Quirks;
}

/** Takes the outputs of a trigger apart by splitOn, and asks the conditions of each part. */
export function fire(flow: Flow, outputs: WdlValue | undefined, scope: TriggerScope): Fired {
  const { trigger } = flow;
  const refusals: string[] = [];
  const kept: (WdlValue | undefined)[] = [];
  try {
    for (const part of split(flow, outputs, scope)) {
      const here = scopeOf(scope, part);
      const unmet = trigger.conditions.findIndex((holds) => holds(here) !== true);
      if (unmet < 0) kept.push(part);
      else refusals.push(`condition ${unmet + 1} of the trigger does not hold`);
    }
  } catch (error) {
    // The platform lists such a firing as failed in the history of the trigger; no run starts.
    if (!(error instanceof ExpressionError)) throw error;
    refusals.push(`an expression of the trigger has no value: ${error.message}`);
  }
  return { outputs: kept, refusals };
}

/** What the correlation of the trigger makes of the tracking id; undefined where it says nothing. */
export function trackingIdOf(
  { trigger }: Flow,
  outputs: WdlValue | undefined,
  scope: TriggerScope,
): string | undefined {
  const id = trigger.clientTrackingId?.(scopeOf(scope, outputs));
  return id === undefined || id === null ? undefined : toText(id);
}

function split(
  flow: Flow,
  outputs: WdlValue | undefined,
  scope: TriggerScope,
): readonly (WdlValue | undefined)[] {
  const { splitOn, concurrency, name } = flow.trigger;
  if (splitOn === undefined) return [outputs];
  const items = splitOn(scopeOf(scope, outputs));
  if (!isArray(items)) {
    throw new ExpressionError(
      `The template language expression of 'splitOn' of the trigger '${name}' must give an array, not '${typeName(items)}'.`,
    );
  }
  const limit = concurrency === undefined ? limits.splitOnItems : limits.splitOnItemsWithConcurrency;
  if (items.length > limit) {
    if (scope.quirks["too-many-split-items"] === "nothing-starts") {
      throw new ExpressionError(
        `'splitOn' of the trigger '${name}' gives ${items.length} items, more than ${limit}.`,
      );
    }
    const data = { what: `the trigger ${name}`, count: items.length, unit: "items", limit };
    throw new Failure(runCodes.finding("LIMIT_EXCEEDED", data));
  }
  const rest = isObject(outputs) ? outputs : {};
  return items.map((body) => ({ ...rest, body }));
}

function scopeOf({ parameters, now, random }: TriggerScope, outputs: WdlValue | undefined): Scope {
  return {
    parameter: (name) => parameters.get(name.toLowerCase()),
    triggerOutputs: () => outputs ?? null,
    triggerBody: () => (isObject(outputs) ? (outputs["body"] ?? null) : null),
    trigger: () => (outputs === undefined ? {} : { outputs }),
    now,
    random,
  };
}
