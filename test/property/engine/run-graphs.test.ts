import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FlowService, loadFlow, type Run } from "../../../simulator/engine/index.ts";
import { stepOf } from "../../../simulator/engine/run/references.ts";
import { runRecord } from "../../../simulator/engine/view/run-record.ts";
import { Scheduler } from "../../../simulator/world/scheduler.ts";

// Flows of any shape: actions that succeed, fail, take their time or run into their timeout, waiting for one another
// in any way that has no circle, inside of scopes, branches and loops.

const statuses = ["Succeeded", "Failed", "Skipped", "TimedOut"] as const;
type Listed = (typeof statuses)[number];

interface Node {
  readonly kind: "good" | "bad" | "slow" | "late" | "scope" | "if" | "foreach" | "until";
  /** For each earlier sibling, the statuses that are listed for it; empty: not waited for. */
  readonly after: readonly (readonly Listed[])[];
  readonly inner: readonly Node[];
  readonly count: number;
}

const { nodes } = fc.letrec<{ nodes: readonly Node[]; node: Node }>((tie) => ({
  nodes: fc.array(tie("node"), { maxLength: 5, depthIdentifier: "nesting" }),
  node: fc.record({
    kind: fc.constantFrom("good", "bad", "slow", "late", "scope", "if", "foreach", "until"),
    after: fc.array(fc.subarray([...statuses]), { maxLength: 5 }),
    inner: fc.oneof({ maxDepth: 4, depthIdentifier: "nesting" }, fc.constant([]), tie("nodes")),
    count: fc.nat({ max: 4 }),
  }),
}));

function actionsOf(list: readonly Node[], path: string): Readonly<Record<string, unknown>> {
  const nameOf = (index: number) => `A${path}_${index}`;
  return Object.fromEntries(
    list.map((node, index) => {
      const after = node.after
        .slice(0, index)
        .flatMap((listed, before) => (listed.length === 0 ? [] : [[nameOf(before), listed]]));
      return [nameOf(index), { runAfter: Object.fromEntries(after), ...bodyOf(node, `${path}_${index}`) }];
    }),
  );
}

function bodyOf(node: Node, path: string): Readonly<Record<string, unknown>> {
  const actions = actionsOf(node.inner, path);
  const half = Math.floor(node.inner.length / 2);
  switch (node.kind) {
    case "good":
      return { type: "Compose", inputs: "@outputs('A_0')" };
    case "bad":
      return { type: "Compose", inputs: "@div(1, 0)" };
    case "slow":
      return { type: "Wait", inputs: { interval: { count: node.count, unit: "Second" } } };
    case "late":
      return {
        type: "Http",
        inputs: { method: "GET", uri: "https://x.example/", retryPolicy: { type: "none" } },
        limit: { timeout: "PT1S" },
      };
    case "scope":
      return { type: "Scope", actions };
    case "if":
      return {
        type: "If",
        expression: node.count % 2 === 0 ? "@true" : "@false",
        actions: actionsOf(node.inner.slice(0, half), `${path}t`),
        else: { actions: actionsOf(node.inner.slice(half), `${path}e`) },
      };
    case "foreach":
      return {
        type: "Foreach",
        foreach: `@range(0, ${node.count})`,
        actions,
        runtimeConfiguration: { concurrency: { repetitions: 1 + (node.count % 3) } },
      };
    case "until":
      return { type: "Until", expression: "@false", limit: { count: 1 + node.count }, actions };
  }
}

function play(list: readonly Node[], cancelledBefore = Number.POSITIVE_INFINITY): Run {
  const content = {
    properties: {
      connectionReferences: {},
      definition: {
        parameters: {},
        triggers: { manual: { type: "Request", kind: "Button", inputs: { schema: {} } } },
        actions: { A_0: { type: "Compose", runAfter: {}, inputs: 1 }, ...wrap(list) },
      },
    },
    schemaVersion: "1.0.0.0",
  };
  const { flow, findings } = loadFlow({ id: "f", name: "F", file: "f.json", content });
  expect(findings).toEqual([]);
  if (flow === undefined) throw new TypeError("not loaded");
  const scheduler = new Scheduler(Date.UTC(2026, 0, 1));
  const nothing = () =>
    ({ kind: "answered", answer: { statusCode: 200, headers: {} }, after: 5000 }) as const;
  let begun = 0;
  const service = new FlowService({
    scheduler,
    host: { call: nothing, follow: nothing, http: nothing },
    beforeAction: () => {
      begun += 1;
      return begun > cancelledBefore ? "cancel" : "go";
    },
  });
  service.install(flow);
  service.turnOn("f");
  const run = service.start("F");
  scheduler.advance(20 * 86_400_000);
  expect(scheduler.waiting()).toBe(0);
  return run;
}

/** One scope around everything, so that names never meet the one at the top. */
const wrap = (list: readonly Node[]) => ({
  Top: { type: "Scope", runAfter: {}, actions: actionsOf(list, "x") },
});

const ended = ["Succeeded", "Failed", "Skipped", "TimedOut", "Cancelled"];

describe("flows of any shape", () => {
  it("come to an end, and every action that was reached ends in one status", () => {
    fc.assert(
      fc.property(nodes, (list) => {
        const run = play(list);
        expect(run.hasEnded).toBe(true);
        for (const { name, body } of run.flow.actions.values()) {
          const step = stepOf(run.root, name);
          if (step === "none" || step === undefined) expect(body.loop).toBeDefined();
          else expect(ended).toContain(step.status);
        }
        const text = JSON.stringify(runRecord(run));
        expect(text).not.toContain('"Running"');
        expect(text).not.toContain('"Waiting"');
      }),
      { numRuns: 300 },
    );
  });

  it("run an action exactly when every predecessor ended in a listed status, and count what they run", () => {
    fc.assert(
      fc.property(nodes, (list) => {
        const run = play(list);
        let executed = 0;
        const visit = (frame: typeof run.root): void => {
          for (const step of frame.steps()) {
            if (step.status !== "Skipped") executed += 1;
            for (const pass of step.iterations) visit(pass);
            const wasReached =
              step.error?.code !== "ActionDependencyFailed" &&
              step.error?.code !== "ActionBranchingConditionNotSatisfied";
            if (!wasReached) continue;
            const siblings = siblingsOf(run, step.action);
            const isMet = step.action.runAfter.every(({ position, statuses: listed }) => {
              const before = siblings[position];
              const status = before === undefined ? undefined : frame.step(before)?.status;
              return listed.some((each) => each === status);
            });
            expect(step.status !== "Skipped").toBe(isMet);
          }
        };
        visit(run.root);
        expect(run.executed).toBe(executed);
      }),
      { numRuns: 300 },
    );
  });

  it("can be ended between any two actions: what went on is cancelled, the rest is skipped", () => {
    fc.assert(
      fc.property(nodes, fc.nat({ max: 12 }), (list, count) => {
        const whole = play(list);
        const run = play(list, count);
        const isCut = whole.executed > count;
        expect([run.status, run.executed]).toEqual(
          isCut ? ["Cancelled", count] : [whole.status, whole.executed],
        );
        const text = JSON.stringify(runRecord(run));
        expect(text).not.toContain('"status":"Running"');
        expect(text).not.toContain('"status":"Waiting"');
        for (const { name } of run.flow.block.actions) {
          const step = stepOf(run.root, name);
          expect(step === "none" || step === undefined ? "none" : step.status).toSatisfy((status) =>
            ended.includes(String(status)),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it("take as long and end as they did before", () => {
    fc.assert(
      fc.property(nodes, (list) => {
        const [one, two] = [play(list), play(list)];
        expect(JSON.stringify(runRecord(one))).toBe(JSON.stringify(runRecord(two)));
      }),
      { numRuns: 100 },
    );
  });
});

function siblingsOf(run: Run, action: Run["flow"]["block"]["actions"][number]) {
  const blocks = action.parent === undefined ? [run.flow.block] : action.parent.work.blocks;
  return blocks.find((block) => block.actions.includes(action))?.actions ?? [];
}

describe("the result of a block", () => {
  /** The rule once more, written down from the documentation: a branch that ends skipped takes what came before it. */
  it("is a failure exactly when a leaf failed, or was skipped behind a failure", () => {
    fc.assert(
      fc.property(nodes, (list) => {
        const run = play(list);
        const top = run.flow.actions.get("top");
        const block = top?.work.blocks[0];
        if (top === undefined || block === undefined) throw new TypeError("no block");
        const failed = (position: number): boolean => {
          const action = block.actions[position];
          const status = action === undefined ? undefined : run.root.step(action)?.status;
          if (status === "Succeeded") return false;
          return status !== "Skipped" || (action?.runAfter ?? []).some((before) => failed(before.position));
        };
        const isLeaf = (position: number) =>
          !block.actions.some(({ runAfter }) => runAfter.some((before) => before.position === position));
        const expected = block.actions.some(({ position }) => isLeaf(position) && failed(position));
        expect(run.root.step(top)?.status).toBe(expected ? "Failed" : "Succeeded");
        expect(run.status).toBe(expected ? "Failed" : "Succeeded");
      }),
      { numRuns: 300 },
    );
  });
});
