import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { runScenario, type Theatre } from "../scenario/run-scenario.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type FaultPoint, faultPoints } from "../tenant/fault-counts.ts";
import type { Tenant } from "../tenant/types.ts";
import { type InvariantName, invariants, type Violation } from "./watch/violation.ts";
import { Watch } from "./watch/watch.ts";

/** What came of a history. It held when there is no violation and nothing stopped it. */
export interface Played {
  readonly held: boolean;
  readonly violations: readonly Violation[];
  /** A failure of the simulated world itself, such as flows that never come to rest. */
  readonly stopped?: Diagnostic;
  /** How often each invariant was looked at. */
  readonly checked: Readonly<Record<InvariantName, number>>;
  /** How often each fault took effect. */
  readonly faults: Readonly<Record<FaultPoint, number>>;
  readonly edits: number;
  readonly runs: number;
  /** Simulated time from the beginning to the end, in days. */
  readonly days: number;
}

const day = 86_400_000;

/** Plays a history from its first step to the judgement; `observe` sees the world as it ended. */
export function playHistory(
  history: Scenario,
  theatre: Theatre<Tenant>,
  observe: (tenant: Tenant) => void = () => {},
): Played {
  let watch: Watch | undefined;
  let counted: Pick<Played, "faults" | "runs" | "days"> = { faults: faultsOf(undefined), runs: 0, days: 0 };
  let start = 0;
  const watched: Theatre<Tenant> = {
    ...theatre,
    watch: (tenant, given) => {
      start = tenant.now();
      watch = new Watch(tenant, given.clockSkew?.salesforce);
      return watch;
    },
  };
  const { stopped } = runScenario(history.title, history, watched, (tenant) => {
    const days = (tenant.now() - start) / day;
    counted = { faults: faultsOf(tenant), runs: tenant.service.runs().length, days };
    observe(tenant);
  });
  const violations = watch?.violations ?? [];
  return {
    held: violations.length === 0 && stopped === undefined,
    violations,
    ...(stopped === undefined ? {} : { stopped }),
    checked: checksOf(watch),
    ...counted,
    edits: watch?.edits ?? 0,
  };
}

function faultsOf(tenant: Tenant | undefined): Played["faults"] {
  const counts = faultPoints.map((point) => [point, tenant?.faultCounts.of(point) ?? 0] as const);
  return Object.fromEntries(counts) as Played["faults"]; // One entry for every name of the list.
}

function checksOf(watch: Watch | undefined): Played["checked"] {
  const counts = Object.keys(invariants).map((name) => [
    name,
    watch?.checked.get(name as InvariantName) ?? 0,
  ]);
  return Object.fromEntries(counts) as Played["checked"]; // One entry for every name of the table.
}
