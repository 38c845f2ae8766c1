import type { Diagnostic } from "./diagnostic.ts";

/**
 * A command could not do its job. Carries the finding that says why; the host prints it and ends with exit code 2.
 * Anything else that is thrown is a bug of cosell and ends with exit code 1.
 */
export class Failure extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic, options?: ErrorOptions) {
    super(`${diagnostic.code}: ${diagnostic.message}`, options);
    this.name = "Failure";
    this.diagnostic = diagnostic;
  }
}

/** States what must hold if cosell has no bug. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new TypeError(`cosell has a bug: ${message}`);
}

/** Ends an exhaustive switch: a new variant that nobody handles fails to compile here. */
export function unreachable(value: never, what: string): never {
  throw new TypeError(`cosell has a bug: unexpected ${what} ${JSON.stringify(value)}`);
}
