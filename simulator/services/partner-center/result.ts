/** What the service refuses, before it is written in the envelope of one of its two API families. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  /** What the refusal is about: a property path or a resource. */
  readonly target: string;
  /** Which rule refused; goes to `innerError.code` and is what tests look at. */
  readonly rule: string;
  /** Seconds until the caller may try again; throttling has a body of its own. */
  readonly retryAfter?: number;
}

/** The codes of error-codes.md. */
export type ErrorCode =
  | "accessDenied"
  | "generalException"
  | "invalidRequest"
  | "itemNotFound"
  | "preconditionFailed"
  | "resourceModified"
  | "serviceNotAvailable"
  | "unauthenticated"
  | "unAuthorized";

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export function accepted<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refused(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

/** The commonest refusal: a request that breaks a rule. */
export function invalid(rule: string, target: string, message: string, status = 400) {
  return refused({ status, code: "invalidRequest", message, target, rule });
}

export function notFound(what: string, id: string, status = 404) {
  return refused({
    status,
    code: status === 404 ? "itemNotFound" : "invalidRequest",
    message: `The ${what} ${id} was not found.`,
    target: what,
    rule: "notFound",
  });
}

export function denied(rule: string, message: string) {
  return refused({ status: 403, code: "accessDenied", message, target: "referral", rule });
}
