import type { Run } from "../../engine/index.ts";
import type { Violation } from "./violation.ts";

/**
 * What one run may take at the most, tries that were repeated included. A run of Reconcile settles as many deals as
 * `maxPerRun` of the mapping says.
 */
export const mostOfRun = { actions: 60, reconcileActions: 1500, calls: 60 } as const;

/** What everything that happens may cause on the average: each act of a person, each event, each look of Reconcile. */
export const mostOfCause = { runs: 3, actions: 20, calls: 8 } as const;

const reconcile = "Reconcile";

/** Looks at what a run has cost. */
export function checkRun(run: Run, violation: (violation: Violation) => void): void {
  const calls = callsOf(run);
  const actions = run.flow.name === reconcile ? mostOfRun.reconcileActions : mostOfRun.actions;
  if (run.executed <= actions && calls <= mostOfRun.calls) return;
  const seen = `a run of ${run.flow.name} took ${run.executed} actions and ${calls} calls`;
  violation({ invariant: "bounded", seen, at: run.endedAt ?? run.startedAt });
}

/** Looks at what all runs have cost together, next to what has caused them. */
export function checkAll(
  runs: readonly Run[],
  happened: { readonly acts: number; readonly events: number },
  at: number,
  violation: (violation: Violation) => void,
): void {
  const others = runs.filter(({ flow }) => flow.name !== reconcile);
  const causes = happened.acts + happened.events + runs.length - others.length;
  const cost = {
    runs: others.length,
    actions: others.reduce((sum, { executed }) => sum + executed, 0),
    calls: others.reduce((sum, run) => sum + callsOf(run), 0),
  };
  for (const unit of ["runs", "actions", "calls"] as const) {
    if (cost[unit] <= mostOfCause[unit] * causes) continue;
    const seen = `${causes} acts, events and looks of Reconcile caused ${cost[unit]} ${unit}`;
    violation({ invariant: "bounded", seen, at });
  }
}

const callsOf = ({ calls }: Run): number => [...calls.values()].reduce((sum, each) => sum + each, 0);
