import type { DoctorFinding } from "./finding.ts";
import type { Patient } from "./patient.ts";

/** What is looked at together, in the order in which it is shown. */
export const groups = ["machine", "build", "settings", "environment", "drift"] as const;
export type Group = (typeof groups)[number];

/** What a check has seen, or why it has seen nothing. What was not looked at is said, and never counts as fine. */
export type Looked<Facts> =
  | { readonly kind: "seen"; readonly facts: Facts }
  | { readonly kind: "not looked at"; readonly because: string };

/** What the facts mean: one line for a person, and what is wrong. */
export interface Judgement {
  readonly said: string;
  readonly findings: readonly DoctorFinding[];
}

/** How one check has ended. */
export type Outcome =
  | ({ readonly kind: "looked at" } & Judgement)
  | { readonly kind: "not looked at"; readonly because: string };

export interface Check {
  /** Stable name, for `--json`. */
  readonly key: string;
  readonly group: Group;
  readonly title: string;
  readonly examine: (patient: Patient) => Promise<Outcome>;
}

/** A check in two halves: `look` asks the world outside, `judge` knows nothing of it. */
export function check<Facts>(definition: {
  readonly key: string;
  readonly group: Group;
  readonly title: string;
  readonly look: (patient: Patient) => Looked<Facts> | Promise<Looked<Facts>>;
  readonly judge: (facts: Facts) => Judgement;
}): Check {
  const { key, group, title, look, judge } = definition;
  return {
    key,
    group,
    title,
    examine: async (patient) => {
      const looked = await look(patient);
      if (looked.kind === "not looked at") return looked;
      return { kind: "looked at", ...judge(looked.facts) };
    },
  };
}

export const sawFacts = <Facts>(facts: Facts): Looked<Facts> => ({ kind: "seen", facts });

export const notLookedAt = (
  because: string,
): { readonly kind: "not looked at"; readonly because: string } => ({
  kind: "not looked at",
  because,
});
