import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import type { Release } from "./release.ts";
import type { SelectedStep } from "./selection.ts";
import type { Look, Step } from "./step.ts";

/** How a step ended, or would. */
export type Outcome =
  /** It changed what its lines say. */
  | "changed"
  /** Nothing was to be done. */
  | "done"
  /** It would change what its lines say; nothing was done. */
  | "would-change"
  /** It cannot be seen before earlier steps are done. */
  | "later"
  /** A person must do what its lines say. */
  | "person"
  | "passed-over"
  | "failed"
  /** Its turn did not come. */
  | "open";

export interface StepReport {
  readonly id: Step["id"];
  readonly title: string;
  readonly outcome: Outcome;
  readonly lines: readonly string[];
}

export interface TakenSteps {
  readonly steps: readonly StepReport[];
  /** What has stopped it; nothing when it came to its end. */
  readonly stopped?: Stop;
}

export type Stop =
  | { readonly kind: "failed" | "person"; readonly step: Step["id"]; readonly diagnostic: Diagnostic }
  | { readonly kind: "declined"; readonly step: Step["id"] };

/** What the taker of steps needs of whoever watches. */
export interface Watcher {
  readonly begins: (step: Step, look: Look) => void;
  readonly ended: (report: StepReport) => void;
  /** Whether a person has now done what the step says, so that it is worth another look; absent where nobody is there. */
  readonly waits?: (report: StepReport) => Promise<boolean>;
  /** Whether what cannot be taken back may be done; asked with all reasons that are known. Throws where nobody can say. */
  readonly consents: (reasons: readonly string[]) => Promise<boolean>;
}

/** Looks at every step and changes nothing. A step that cannot even be looked at is reported as failed. */
export async function lookAtSteps(
  release: Release,
  selected: readonly SelectedStep[],
): Promise<readonly LookedAt[]> {
  const looks: LookedAt[] = [];
  for (const { step, passedOver } of selected) {
    if (passedOver !== undefined) looks.push({ step, report: reportOf(step, "passed-over", [passedOver]) });
    else looks.push(await lookAt(release, step));
  }
  return looks;
}

export interface LookedAt {
  readonly step: Step;
  readonly look?: Look;
  readonly report: StepReport;
  readonly diagnostic?: Diagnostic;
}

async function lookAt(release: Release, step: Step): Promise<LookedAt> {
  try {
    const look = await step.look(release);
    return { step, look, report: describe(step, look) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { diagnostic } = error;
    return { step, report: reportOf(step, "failed", [diagnostic.message]), diagnostic };
  }
}

function describe(step: Step, look: Look): StepReport {
  switch (look.kind) {
    case "done":
      return reportOf(step, "done", [look.because]);
    case "change":
      return reportOf(step, "would-change", look.changes);
    case "later":
      return reportOf(step, "later", [`after ${look.after}`]);
    case "person":
      return reportOf(step, "person", look.instructions);
  }
}

function reportOf(step: Step, outcome: Outcome, lines: readonly string[]): StepReport {
  return { id: step.id, title: step.title, outcome, lines };
}

/**
 * Takes the steps in their order, each looked at again once something has changed. Ends at the first that fails, that only
 * a person can take, or whose consent is declined; what is done until then stays done, and a second call goes on there.
 */
export async function takeSteps(
  release: Release,
  looks: readonly LookedAt[],
  watcher: Watcher,
): Promise<TakenSteps> {
  const failed = looks.find(({ diagnostic }) => diagnostic !== undefined);
  // What can be known to fail, fails before anything is done.
  if (failed?.diagnostic !== undefined) {
    const stopped = { kind: "failed", step: failed.step.id, diagnostic: failed.diagnostic } as const;
    const steps = looks.map(({ step, report }) =>
      report.outcome === "failed" || report.outcome === "passed-over" ? report : reportOf(step, "open", []),
    );
    return { steps, stopped };
  }
  const consent = consentOnce(watcher);
  const stopped = await askFirst(looks, consent);
  if (stopped === undefined) return takeInOrder(release, looks, watcher, consent);
  return { steps: looks.map(({ step }) => reportOf(step, "open", [])), stopped };
}

type Consent = (reasons: readonly string[]) => Promise<boolean>;

/** What is known to be beyond recall is asked for at the beginning, and not after half of the way. */
async function askFirst(looks: readonly LookedAt[], consent: Consent): Promise<Stop | undefined> {
  const first = looks.find(({ look }) => destructionOf(look).length > 0);
  if (first === undefined) return undefined;
  const step = first.step.id;
  try {
    const given = await consent(looks.flatMap(({ look }) => destructionOf(look)));
    return given ? undefined : { kind: "declined", step };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: "failed", step, diagnostic: error.diagnostic };
  }
}

async function takeInOrder(
  release: Release,
  looks: readonly LookedAt[],
  watcher: Watcher,
  consent: Consent,
): Promise<TakenSteps> {
  const reports: StepReport[] = [];
  let stopped: Stop | undefined;
  let changed = false;
  for (const { step, look: planned, report: plannedReport } of looks) {
    if (planned === undefined) reports.push(plannedReport);
    else if (stopped !== undefined) reports.push(reportOf(step, "open", []));
    else {
      const { report, stop } = await takeOne(release, step, changed ? undefined : planned, watcher, consent);
      reports.push(report);
      watcher.ended(report);
      stopped = stop;
      changed ||= report.outcome === "changed" || report.outcome === "failed";
    }
  }
  return { steps: reports, ...(stopped === undefined ? {} : { stopped }) };
}

interface Taken {
  readonly report: StepReport;
  readonly stop?: Stop;
}

async function takeOne(
  release: Release,
  step: Step,
  known: Look | undefined,
  watcher: Watcher,
  consent: Consent,
): Promise<Taken> {
  try {
    const look = known ?? (await step.look(release));
    watcher.begins(step, look);
    switch (look.kind) {
      case "done":
        return { report: describe(step, look) };
      case "later":
        throw new Failure(deployCodes.finding("STEP_TOO_EARLY", { step: step.id, after: look.after }));
      case "person": {
        const report = describe(step, look);
        if (await watcher.waits?.(report)) return await takeOne(release, step, undefined, watcher, consent);
        const diagnostic = deployCodes.finding("PERSON_NEEDED", { step: step.id });
        return { report, stop: { kind: "person", step: step.id, diagnostic } };
      }
      case "change": {
        if (!(await consent(destructionOf(look)))) {
          return { report: reportOf(step, "open", []), stop: { kind: "declined", step: step.id } };
        }
        await step.carryOut(release, look);
        return { report: reportOf(step, "changed", look.changes) };
      }
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { diagnostic } = error;
    return {
      report: reportOf(step, "failed", [diagnostic.message]),
      stop: { kind: "failed", step: step.id, diagnostic },
    };
  }
}

function destructionOf(look: Look | undefined): readonly string[] {
  return look?.kind === "change" && look.destructive !== undefined ? [look.destructive] : [];
}

/** Nobody is asked twice, and nobody for nothing. */
function consentOnce({ consents }: Watcher): Consent {
  let given = false;
  return async (reasons) => {
    if (reasons.length === 0 || given) return true;
    given = await consents(reasons);
    return given;
  };
}
