import type { Release } from "./release.ts";

/** The steps of a release, by the names under which users resume at them, in both layouts. */
export type StepId =
  | "salesforce"
  | "connectors"
  | "solution"
  | "connections"
  | "ids"
  | "settings"
  | "references"
  | "variables"
  | "flows"
  | "webhook"
  | "smoke";

/** The steps that take a release away again. */
export type RemovalStepId =
  | "flows-off"
  | "remove-webhook"
  | "remove-solution"
  | "remove-connectors"
  | "remove-salesforce";

/** What a step finds before anything is done. */
export type Look =
  /** It is done already; why that is known. */
  | { readonly kind: "done"; readonly because: string }
  /** What it will change, one line each. `destructive` says what cannot be taken back. */
  | { readonly kind: "change"; readonly changes: readonly string[]; readonly destructive?: string }
  /** Only a person can do it: exactly what, one line each. */
  | { readonly kind: "person"; readonly instructions: readonly string[] }
  /** It cannot be seen yet; what has to be done before. */
  | { readonly kind: "later"; readonly after: string };

/** One line of what `--print` writes: a command, or words to the person who runs it. */
export type Line =
  | { readonly kind: "command"; readonly words: readonly Word[] }
  | { readonly kind: "comment"; readonly text: string }
  /** Only a person can go on; the script waits. */
  | { readonly kind: "person"; readonly text: string };

/** A word of a command: as it stands, or with variables of the shell in it, such as `$COSELL_CLIENT_SECRET`. */
export type Word = string | { readonly shell: string };

/** One step of a release. Looking changes nothing; carrying out does what looking has shown, and may be done again. */
export interface Step {
  readonly id: StepId | RemovalStepId;
  /** In the imperative: `Import the connectors`. */
  readonly title: string;
  readonly look: (release: Release) => Promise<Look>;
  /** Throws a Failure where it cannot. Steps that only a person can take are never carried out. */
  readonly carryOut: (release: Release, look: Look & { readonly kind: "change" }) => Promise<void>;
  /** The same by hand. */
  readonly print: (release: Release) => readonly Line[];
}

export const done = (because: string): Look => ({ kind: "done", because });
export const later = (after: string): Look => ({ kind: "later", after });

/** What is to be changed, or that nothing is. */
export function changeOrDone(changes: readonly string[], because: string): Look {
  return changes.length === 0 ? done(because) : { kind: "change", changes };
}
