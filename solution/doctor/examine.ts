import { Failure } from "../../generator/diagnostics/failure.ts";
import { type Check, type Group, groups, type Outcome } from "./check.ts";
import type { DoctorFinding } from "./finding.ts";
import type { Patient } from "./patient.ts";
import { checks } from "./registry.ts";

/** What the doctor says: every check by group, and all findings once more in one list. */
export interface Examination {
  readonly groups: readonly ExaminedGroup[];
  readonly findings: readonly DoctorFinding[];
}

export interface ExaminedGroup {
  readonly group: Group;
  readonly checks: readonly ExaminedCheck[];
}

export interface ExaminedCheck {
  readonly key: string;
  readonly title: string;
  readonly outcome: Outcome;
}

/**
 * Examines everything, one after the other, and tells of each check when it has ended. What a service refuses keeps its
 * checks from looking, and no other.
 */
export async function examine(
  patient: Patient,
  told: (check: Check, outcome: Outcome) => void = () => {},
): Promise<Examination> {
  const examined: (ExaminedCheck & { readonly group: Group })[] = [];
  let asked = patient;
  for (const check of checks) {
    const { key, title, group } = check;
    const outcome = await outcomeOf(check, asked);
    told(check, outcome);
    examined.push({ key, title, group, outcome });
    if (key === "reachable") asked = withoutUnreachable(asked, outcome);
  }
  return {
    groups: groups.map((group) => ({
      group,
      checks: examined
        .filter((each) => each.group === group)
        .map(({ key, title, outcome }) => ({ key, title, outcome })),
    })),
    findings: examined.flatMap(({ outcome }) => (outcome.kind === "looked at" ? outcome.findings : [])),
  };
}

/** An environment that did not answer once is not asked again by every check. */
function withoutUnreachable(patient: Patient, outcome: Outcome): Patient {
  if (outcome.kind === "looked at" && outcome.findings.length === 0) return patient;
  const because = outcome.kind === "looked at" ? "the environment cannot be asked" : outcome.because;
  const closed = { kind: "closed", because } as const;
  return { ...patient, environment: closed, flowService: closed, connections: closed };
}

async function outcomeOf(check: Check, patient: Patient): Promise<Outcome> {
  try {
    return await check.examine(patient);
  } catch (error) {
    // Refused or unreachable: said as what it is. A bug goes on to whoever reports bugs.
    if (error instanceof Failure) return { kind: "not looked at", because: error.diagnostic.message };
    throw error;
  }
}
