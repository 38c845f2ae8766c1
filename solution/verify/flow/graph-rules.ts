import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { runCodes } from "../../../simulator/engine/index.ts";
import { maximumFlow } from "../../facts.ts";
import { isObject, objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import { type Action, actionNamed, type Block, type FlowParts, loopsAround } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/** Rules about names of actions, about what waits for what, and about how much there may be of everything. */
export const graphRules: readonly FlowRule[] = [
  { codes: ["RUN.NAME_TAKEN"], check: names },
  {
    codes: ["RUN.RUN_AFTER_UNKNOWN", "RUN.RUN_AFTER_CYCLE"],
    check: (flow, file) => waiting(flow, flow.block, file),
  },
  { codes: ["CLOUDFLOW.NEVER_REACHED"], check: (flow, file) => unreachable(flow.block, file) },
  { codes: ["RUN.PLACE_FORBIDDEN"], check: places },
  { codes: ["RUN.LIMIT_EXCEEDED"], check: limits },
  { codes: ["CLOUDFLOW.NAME_LONG"], check: longNames },
  { codes: ["CLOUDFLOW.DESCRIPTION_LONG"], check: longDescriptions },
];

function names({ actions, byName }: FlowParts, file: string): readonly Diagnostic[] {
  return (
    actions
      // Agents of Logic Apps hand over to one another by actions of one name.
      .filter((action) => byName.get(action.key) !== action && action.kind !== "agenthandoff")
      .map(({ name, path }) => runCodes.finding("NAME_TAKEN", { name }, at(file, path)))
  );
}

function waiting(flow: FlowParts, block: Block, file: string): readonly Diagnostic[] {
  const inner = block.actions.flatMap(({ blocks }) => blocks.flatMap((each) => waiting(flow, each, file)));
  // Whatever stands behind all that it waits for has it beside it, and is in no circle.
  if (areInOrder(block.actions)) return inner;
  const beside = new Set(block.actions.map(({ key }) => key));
  // Agents of Logic Apps wait for the trigger by its name.
  const starts = flow.isCloudFlow ? [] : flow.triggers.map(({ key }) => key);
  const unknown = block.actions.flatMap((action) =>
    Object.keys(objectOf(action.value["runAfter"]))
      .filter((name) => !beside.has(name.toLowerCase()) && !starts.includes(name.toLowerCase()))
      .map((predecessor) =>
        runCodes.finding(
          "RUN_AFTER_UNKNOWN",
          { action: action.name, predecessor },
          at(file, [...action.path, "runAfter", predecessor]),
        ),
      ),
  );
  return [...unknown, ...circle(block, beside, file), ...inner];
}

/** Takes away, again and again, what waits for nothing that is left: whatever remains waits for what never comes. */
function circle({ actions }: Block, beside: ReadonlySet<string>, file: string): readonly Diagnostic[] {
  const left = new Map(actions.map((action) => [action.key, action]));
  const pending = new Map(
    [...left].map(([key, { waitsFor }]) => [key, waitsFor.filter((each) => beside.has(each)).length]),
  );
  const dependents = new Map<string, string[]>();
  for (const [name, { waitsFor }] of left) {
    for (const before of waitsFor) {
      const known = dependents.get(before);
      if (known === undefined) dependents.set(before, [name]);
      else known.push(name);
    }
  }
  const ready = [...left.keys()].filter((name) => pending.get(name) === 0);
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    left.delete(name);
    for (const dependent of dependents.get(name) ?? []) {
      const count = (pending.get(dependent) ?? 0) - 1;
      pending.set(dependent, count);
      if (count === 0) ready.push(dependent);
    }
  }
  const [first] = left.values();
  if (first === undefined) return [];
  const data = { actions: [...left.values()].map(({ name }) => name).join(", ") };
  return [runCodes.finding("RUN_AFTER_CYCLE", data, at(file, [...first.path, "runAfter"]))];
}

/** Whether every action stands behind what it waits for. */
function areInOrder(actions: readonly Action[]): boolean {
  const before = new Set<string>();
  return actions.every(({ key, waitsFor }) => {
    const isBehind = waitsFor.every((name) => before.has(name));
    before.add(key);
    return isBehind;
  });
}

/** Behind a Terminate nothing runs any more, unless it is skipped itself. */
function unreachable(block: Block, file: string): readonly Diagnostic[] {
  const ends = new Map(
    block.actions.filter(({ kind }) => kind === "terminate").map((action) => [action.key, action]),
  );
  const behind = (ends.size === 0 ? [] : block.actions).flatMap((action) => {
    const end = Object.entries(objectOf(action.value["runAfter"])).find(
      ([name, statuses]) => ends.has(name.toLowerCase()) && !/skipped/i.test(JSON.stringify(statuses)),
    )?.[0];
    const data = { action: action.name, end: ends.get(end?.toLowerCase() ?? "")?.name ?? "" };
    return end === undefined ? [] : [flowCodes.finding("NEVER_REACHED", data, at(file, action.path))];
  });
  return [
    ...behind,
    ...block.actions.flatMap(({ blocks }) => blocks.flatMap((each) => unreachable(each, file))),
  ];
}

function places({ actions }: FlowParts, file: string): readonly Diagnostic[] {
  return actions.flatMap((action) => {
    const place = forbiddenPlace(action);
    if (place === undefined) return [];
    const { name, type, path } = action;
    return [runCodes.finding("PLACE_FORBIDDEN", { action: name, type, place }, at(file, path))];
  });
}

function forbiddenPlace(action: Action): string | undefined {
  if (action.kind === "initializevariable") {
    return action.block.owner === undefined ? undefined : "inside another action";
  }
  const endsRun = action.kind === "terminate" || action.kind === "response";
  return endsRun && loopsAround(action).length > 0 ? "inside a loop" : undefined;
}

function limits(flow: FlowParts, file: string): readonly Diagnostic[] {
  const { actions, variables, base } = flow;
  const over = (what: string, count: number, limit: number, unit: string, path: Action["path"]) =>
    count <= limit ? [] : [runCodes.finding("LIMIT_EXCEEDED", { what, count, limit, unit }, at(file, path))];
  const tooDeep = actions.find(({ block }) => block.depth > maximumFlow.nesting + 1);
  return [
    ...over("the flow", actions.length, maximumFlow.actions, "actions", base),
    ...over("the flow", variables.size, maximumFlow.variables, "variables", base),
    ...(tooDeep === undefined
      ? []
      : over(
          actionNamed(tooDeep),
          tooDeep.block.depth - 1,
          maximumFlow.nesting,
          "levels of nesting",
          tooDeep.path,
        )),
    ...actions
      .filter(({ value: { cases } }) => isObject(cases))
      .flatMap(({ name, value, path }) => {
        const count = Object.keys(objectOf(value["cases"])).length;
        return over(`the action ${name}`, count, maximumFlow.cases, "cases", path);
      }),
  ];
}

/** Published flows have longer names and import; the designer takes no new ones. */
function longNames({ triggers, actions }: FlowParts, file: string): readonly Diagnostic[] {
  const maximum = maximumFlow.name;
  return [...triggers, ...actions]
    .filter(({ name }) => name.length > maximum)
    .map(({ name, path }) =>
      flowCodes.finding("NAME_LONG", { name, length: name.length, maximum }, at(file, path)),
    );
}

/** None of 2,659 notes in published flows is longer. */
function longDescriptions({ triggers, actions }: FlowParts, file: string): readonly Diagnostic[] {
  const maximum = maximumFlow.description;
  return [...triggers, ...actions].flatMap(({ name, value, path }) => {
    const { length } = textIn(value["description"]);
    const data = { name, length, maximum };
    return length > maximum
      ? [flowCodes.finding("DESCRIPTION_LONG", data, at(file, [...path, "description"]))]
      : [];
  });
}
