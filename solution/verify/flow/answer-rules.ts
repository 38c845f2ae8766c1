import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { objectOf, textIn } from "../json-values.ts";
import { flowCodes } from "./codes.ts";
import type { Action, Block, FlowParts, Path } from "./parts.ts";
import { at, type FlowRule } from "./rule.ts";

/** Rules about flows that somebody waits for. */
export const answerRules: readonly FlowRule[] = [
  { codes: ["CLOUDFLOW.NOBODY_WAITS"], check: nobodyWaits },
  { codes: ["CLOUDFLOW.ANSWER_MISSING"], check: missingAnswer },
];

/** A webhook is called, too: a published flow answers its own, and is imported and turned on. */
function nobodyWaits({ triggers, actions }: FlowParts, file: string): readonly Diagnostic[] {
  if (triggers.length === 0 || triggers.some((trigger) => trigger.kind === "request")) return [];
  const isWebhook = triggers.some(({ kind }) => /webhook$|notification$/.test(kind));
  return actions
    .filter((action) => action.kind === "response")
    .map(({ name, path }) => {
      const finding = flowCodes.finding("NOBODY_WAITS", { action: name }, at(file, path));
      return isWebhook ? { ...finding, severity: "warning" } : finding;
    });
}

/** Where a flow answers on some of its ways only, whoever waits for it gets an error on the others. */
function missingAnswer(flow: FlowParts, file: string): readonly Diagnostic[] {
  const answers = flow.actions.some((action) => action.kind === "response");
  if (!answers || !flow.triggers.some((trigger) => trigger.kind === "request")) return [];
  const silent = silentWay(flow.block);
  return silent === undefined
    ? []
    : [
        flowCodes.finding(
          "ANSWER_MISSING",
          { place: silent.place ?? "the end of the flow" },
          at(file, silent.path ?? flow.base),
        ),
      ];
}

/** How a way through a block ends on which nothing answers. */
interface SilentWay {
  /** What decides that nothing answers; undefined where nothing does. */
  readonly place?: string;
  readonly path?: Path;
  /** Whether the run ends there. */
  readonly isEnd: boolean;
}

/**
 * A way through a block on which everything goes well and nothing answers. What runs only when something has failed is
 * left out: it may answer for that, and nobody knows.
 */
function silentWay(block: Block): SilentWay | undefined {
  let silent: SilentWay = { isEnd: false };
  const skipped = new Set<string>();
  for (const action of inOrder(block)) {
    if (!runsWhenAllIsWell(action, skipped)) {
      skipped.add(action.key);
      continue;
    }
    const way = silentWayThrough(action);
    if (way === undefined || way.isEnd) return way;
    if (silent.place === undefined) silent = way;
  }
  return silent;
}

/** Undefined where every way through the action answers, or ends the run as failed. */
function silentWayThrough(action: Action): SilentWay | undefined {
  if (action.kind === "response") return undefined;
  if (action.kind === "terminate") {
    const status = textIn(objectOf(action.value["inputs"])["runStatus"]);
    return /^failed$/i.test(status) ? undefined : { place: action.name, path: action.path, isEnd: true };
  }
  if (action.kind === "scope") {
    const [block] = action.blocks;
    return block === undefined ? { isEnd: false } : silentWay(block);
  }
  return action.kind === "if" || action.kind === "switch" ? throughBranches(action) : { isEnd: false };
}

function throughBranches(action: Action): SilentWay | undefined {
  const isCondition = action.kind === "if";
  const wanted = isCondition ? "else" : "default";
  const { name, path, blocks } = action;
  const ways = blocks.map((block) => {
    const way = silentWay(block);
    return way === undefined || way.place !== undefined
      ? way
      : { place: `${branchName(block, isCondition)} of ${name}`, path, isEnd: false };
  });
  const isComplete = blocks.some(({ kind }) => kind === wanted);
  if (!isComplete) ways.push({ place: `the missing ${wanted} of ${name}`, path, isEnd: false });
  const silent = ways.flatMap((way) => way ?? []);
  const end = silent.find(({ isEnd }) => isEnd);
  if (end !== undefined || silent.length === 0) return end;
  // Where no branch answers, none of them is to blame.
  return silent.length < ways.length ? silent[0] : { isEnd: false };
}

function branchName({ kind }: Block, isCondition: boolean): string {
  if (kind === "actions") return isCondition ? "the yes" : "the end";
  return kind === "case" ? "a case" : `the ${kind}`;
}

/** Those that wait for nothing first, then those that wait for them only; what waits in a circle is left out. */
function inOrder({ actions }: Block): readonly Action[] {
  const order: Action[] = [];
  const pending: number[] = [];
  const dependents = new Map<string, number[]>();
  for (const [number, { waitsFor }] of actions.entries()) {
    const before = new Set(waitsFor);
    pending.push(before.size);
    for (const name of before) {
      const known = dependents.get(name);
      if (known === undefined) dependents.set(name, [number]);
      else known.push(number);
    }
  }
  let ready = [...actions.keys()].filter((number) => pending[number] === 0);
  while (ready.length > 0) {
    const next: number[] = [];
    for (const number of ready) {
      const action = actions[number];
      if (action === undefined) continue;
      order.push(action);
      for (const dependent of dependents.get(action.key) ?? []) {
        const left = (pending[dependent] ?? 0) - 1;
        pending[dependent] = left;
        if (left === 0) next.push(dependent);
      }
      // Of two actions of one name the first to run is the one that is waited for.
      dependents.delete(action.key);
    }
    ready = next.toSorted((left, right) => left - right);
  }
  return order;
}

/** `skipped` are actions before it that do not run when all is well. */
function runsWhenAllIsWell({ value }: Action, skipped: ReadonlySet<string>): boolean {
  return Object.entries(objectOf(value["runAfter"])).every(([name, statuses]) => {
    const wanted = skipped.has(name.toLowerCase()) ? "skipped" : "succeeded";
    return Array.isArray(statuses) && statuses.some((status) => textIn(status).toLowerCase() === wanted);
  });
}
