import type { StageRun } from "./stage.ts";

/** What some runs cost, added up. */
export interface Cost {
  readonly runs: number;
  /** Executed actions: scopes and calls of child flows included, skipped ones not. */
  readonly actions: number;
  /** Connector calls among them. */
  readonly calls: number;
  /** The same flow by flow, by display name, in the order of their first runs. */
  readonly flows: Readonly<Record<string, FlowCost>>;
}

export interface FlowCost {
  readonly runs: number;
  readonly actions: number;
  readonly calls: StageRun["callsTo"];
}

export function costOf(runs: readonly StageRun[]): Cost {
  const names = [...new Set(runs.map(({ flow }) => flow))];
  return {
    runs: runs.length,
    actions: sum(runs, ({ actions }) => actions),
    calls: sum(runs, ({ calls }) => sum(Object.values(calls), (count) => count)),
    flows: Object.fromEntries(
      names.map((name) => [name, flowCost(runs.filter(({ flow }) => flow === name))]),
    ),
  };
}

function flowCost(runs: readonly StageRun[]): FlowCost {
  return {
    runs: runs.length,
    actions: sum(runs, ({ actions }) => actions),
    calls: {
      salesforce: sum(runs, ({ callsTo }) => callsTo.salesforce),
      partnerCenter: sum(runs, ({ callsTo }) => callsTo.partnerCenter),
      dataverse: sum(runs, ({ callsTo }) => callsTo.dataverse),
    },
  };
}

function sum<Each>(list: readonly Each[], count: (each: Each) => number): number {
  return list.reduce((total, each) => total + count(each), 0);
}
