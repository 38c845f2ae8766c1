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

/** Examines everything, one after the other. What a service refuses keeps its checks from looking, and no other. */
export async function examine(
  patient: Patient,
  told: (check: Check) => void = () => {},
): Promise<Examination> {
  const examined: (ExaminedCheck & { readonly group: Group })[] = [];
  for (const check of checks) {
    told(check);
    const { key, title, group } = check;
    examined.push({ key, title, group, outcome: await outcomeOf(check, patient) });
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

async function outcomeOf(check: Check, patient: Patient): Promise<Outcome> {
  try {
    return await check.examine(patient);
  } catch (error) {
    // Refused or unreachable: said as what it is. A bug goes on to whoever reports bugs.
    if (error instanceof Failure) return { kind: "not looked at", because: error.diagnostic.message };
    throw error;
  }
}
