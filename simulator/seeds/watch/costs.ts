import type { Run } from "../../engine/index.ts";
import type { Violation } from "./violation.ts";

/** The most that one run may take. A run of Reconcile may settle as many deals as `maxPerRun` says. */
export const bounds = { actions: 120, calls: 60, reconcileActions: 1500 } as const;

/** Looks at what every run has cost. */
export function checkCost(run: Run, violation: (violation: Violation) => void): void {
  const calls = [...run.calls.values()].reduce((sum, each) => sum + each, 0);
  const most = run.flow.name === "Reconcile" ? bounds.reconcileActions : bounds.actions;
  if (run.executed <= most && calls <= bounds.calls) return;
  const seen = `a run of ${run.flow.name} took ${run.executed} actions and ${calls} calls`;
  violation({ invariant: "bounded", seen, at: run.endedAt ?? run.startedAt });
}
