import type { SalesforceError } from "./types.ts";

/**
 * Salesforce refuses a request: an HTTP status and its array of errors. It is thrown so that every open savepoint
 * is rolled back on the way out, and becomes an answer at the edge.
 */
export class SalesforceFault extends Error {
  readonly status: number;
  readonly errors: readonly SalesforceError[];

  constructor(status: number, errors: readonly SalesforceError[]) {
    super(errors.map(({ errorCode, message }) => `${errorCode}: ${message}`).join("; "));
    this.name = "SalesforceFault";
    this.status = status;
    this.errors = errors;
  }
}

/** A refusal with one error. `fields` is left out where Salesforce leaves it out. */
export function fault(
  status: number,
  errorCode: string,
  message: string,
  fields?: readonly string[],
): SalesforceFault {
  return new SalesforceFault(status, [
    fields === undefined ? { message, errorCode } : { message, errorCode, fields },
  ]);
}

/** A refusal of a save; those always carry `fields`. */
export function saveFault(
  errorCode: string,
  message: string,
  fields: readonly string[] = [],
): SalesforceFault {
  return new SalesforceFault(400, [saveError(errorCode, message, fields)]);
}

export function saveError(
  errorCode: string,
  message: string,
  fields: readonly string[] = [],
): SalesforceError {
  return { message, errorCode, fields };
}

export const notFound = (): SalesforceFault =>
  fault(404, "NOT_FOUND", "The requested resource does not exist");
