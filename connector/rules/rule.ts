import type { Severity } from "../../generator/diagnostics/diagnostic.ts";
import type { ConnectorDocument } from "./document.ts";
import type { Pointer } from "./json.ts";

/**
 * One thing that must hold in a connector. The severity follows a count over the 1,013 readable definitions that
 * Microsoft publishes: `error` where not one breaks the rule, so that breaking it is known to be refused or useless;
 * `warning` where a handful of old ones do; `info` where many do and are imported all the same.
 */
export interface Rule<Subject> {
  /** Name of the error in Microsoft's Swagger Validator; rules of one name look at different things. */
  readonly id: string;
  readonly severity: Severity;
  /** What must hold, as a sentence without its full stop. */
  readonly says: string;
  readonly check: (subject: Subject) => Iterable<Broken>;
}

export type DefinitionRule = Rule<ConnectorDocument>;

/** A place where a rule does not hold. */
export interface Broken {
  readonly at: Pointer;
  /** What is there, where the place does not say it. */
  readonly found?: string;
}

/** A rule that does not hold somewhere in a file. */
export interface RuleFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly says: string;
  readonly at: Pointer;
  /** The same way as a JSON pointer. */
  readonly pointer: string;
  readonly found?: string;
}

/** One broken place, or none. */
export function brokenIf(condition: boolean, at: Pointer, found?: unknown): readonly Broken[] {
  if (!condition) return [];
  return [found === undefined ? { at } : { at, found: String(found) }];
}
