import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import type { Step } from "./step.ts";

/** Which steps of a release are taken. */
export interface Selection {
  /** The first one; those before it are taken for done. */
  readonly from?: string;
  readonly skip: readonly string[];
}

export interface SelectedStep {
  readonly step: Step;
  /** Why it is passed over, where it is. */
  readonly passedOver?: string;
}

/** Throws DEPLOY.STEP_UNKNOWN for a name that no step of this release has. */
export function selectSteps(steps: readonly Step[], { from, skip }: Selection): readonly SelectedStep[] {
  const names: readonly string[] = steps.map(({ id }) => id);
  const unknown = [...(from === undefined ? [] : [from]), ...skip].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Failure(deployCodes.finding("STEP_UNKNOWN", { name: unknown }, { allowed: names }));
  }
  const first = from === undefined ? 0 : names.indexOf(from);
  return steps.map((step, index) => {
    if (index < first) return { step, passedOver: `the release begins at ${from}` };
    return skip.includes(step.id) ? { step, passedOver: "it is skipped" } : { step };
  });
}
