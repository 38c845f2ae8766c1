import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { isObject, objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import { type Action, type FlowParts, type Operation, textsOf } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/** Rules about what runs, and what a reviewer would question. */
export const reviewRules: readonly FlowRule[] = [
  { codes: ["CLOUDFLOW.STATIC_RESULT"], check: staticResults },
  { codes: ["CLOUDFLOW.VARIABLE_SHARED"], check: sharedVariables },
  { codes: ["CLOUDFLOW.TRIGGER_OPEN"], check: openTriggers },
  { codes: ["CLOUDFLOW.LOOP_UNBOUNDED"], check: unboundedLoops },
];

function staticResults({ triggers, actions }: FlowParts, file: string): readonly Diagnostic[] {
  return [...triggers, ...actions]
    .filter(({ value }) => {
      const { staticResult } = objectOf(value["runtimeConfiguration"]);
      return /^enabled$/i.test(textIn(objectOf(staticResult)["staticResultOptions"]));
    })
    .map(({ name, path }) =>
      flowCodes.finding(
        "STATIC_RESULT",
        { action: name },
        at(file, [...path, "runtimeConfiguration", "staticResult"]),
      ),
    );
}

/** Passes that run at the same time share the variables of the flow: what one sets, another reads. */
function sharedVariables(flow: FlowParts, file: string): readonly Diagnostic[] {
  return flow.actions.filter(isParallel).flatMap((loop) => {
    const inside = actionsBelow(loop);
    const writers = inside.filter(({ kind }) => kind.endsWith("variable"));
    const names = new Map(writers.map((action) => [nameOf(action), action]));
    return [...names.keys()]
      .filter((name) => name !== "" && isReadBy(flow, inside, name))
      .map((variable) =>
        flowCodes.finding("VARIABLE_SHARED", { variable, loop: loop.name }, at(file, loop.path)),
      );
  });
}

const nameOf = ({ value }: Operation): string => textIn(objectOf(value["inputs"])["name"]).toLowerCase();

function isParallel(action: Action): boolean {
  const { concurrency } = objectOf(action.value["runtimeConfiguration"]);
  const { repetitions } = objectOf(concurrency);
  return action.kind === "foreach" && typeof repetitions === "number" && repetitions > 1;
}

function actionsBelow({ blocks }: Action): readonly Action[] {
  return blocks.flatMap(({ actions }) => actions.flatMap((action) => [action, ...actionsBelow(action)]));
}

function isReadBy(flow: FlowParts, actions: readonly Action[], variable: string): boolean {
  return actions.some((action) =>
    textsOf(flow, action).some(({ screened }) =>
      screened.uses.some(({ by, name }) => by === "variables" && name.toLowerCase() === variable),
    ),
  );
}

/** A trigger that anybody can call who knows its address, in a flow that never looks at what it was sent. */
function openTriggers(flow: FlowParts, file: string): readonly Diagnostic[] {
  // Logic Apps restrict callers elsewhere.
  if (!flow.isCloudFlow) return [];
  return flow.triggers
    .filter((trigger) => trigger.kind === "request" && /^http$/i.test(textIn(trigger.value["kind"])))
    .filter(({ value }) => {
      const { triggerAuthenticationType: who } = objectOf(value["inputs"]);
      return who === undefined || /^all$/i.test(textIn(who));
    })
    .filter((trigger) => !isGuarded(flow, trigger))
    .map(({ name, path }) => flowCodes.finding("TRIGGER_OPEN", { trigger: name }, at(file, path)));
}

function isGuarded(flow: FlowParts, trigger: Operation): boolean {
  const { conditions } = trigger.value;
  if (Array.isArray(conditions) && conditions.length > 0) return true;
  return flow.texts.some(
    ({ owner, text, path }) =>
      owner !== undefined &&
      owner !== trigger &&
      path[owner.path.length] === "expression" &&
      /\btrigger(?:outputs|body)?\s*\(/i.test(text),
  );
}

function unboundedLoops({ actions }: FlowParts, file: string): readonly Diagnostic[] {
  return actions
    .filter((action) => action.kind === "until")
    .filter(({ value }) => {
      const limit = value["limit"];
      return !isObject(limit) || (limit["count"] === undefined && limit["timeout"] === undefined);
    })
    .map(({ name, path }) => flowCodes.finding("LOOP_UNBOUNDED", { loop: name }, at(file, path)));
}
