import type { ServiceRequest } from "../../world/service.ts";
import type { Family } from "./envelopes.ts";
import { certificatePath, referralsPath, webhooksPath } from "./facts.ts";

export type OperationId =
  | "createReferral"
  | "listReferrals"
  | "readReferral"
  | "patchReferral"
  | "replaceReferral"
  | "viewRegistration"
  | "register"
  | "updateRegistration"
  | "listEvents"
  | "validate"
  | "readValidation"
  | "readCertificate";

export interface Operation {
  readonly id: OperationId;
  readonly method: ServiceRequest["method"];
  /** `{id}` stands for one segment. */
  readonly path: string;
  readonly family: Family;
}

/**
 * The complete set of the service: there is no DELETE, and no sub-resource of a referral. The certificate is served
 * from a host of its own in reality.
 */
export const operations: readonly Operation[] = [
  { id: "createReferral", method: "POST", path: referralsPath, family: "referrals" },
  { id: "listReferrals", method: "GET", path: referralsPath, family: "referrals" },
  { id: "readReferral", method: "GET", path: `${referralsPath}/{id}`, family: "referrals" },
  { id: "patchReferral", method: "PATCH", path: `${referralsPath}/{id}`, family: "referrals" },
  { id: "replaceReferral", method: "PUT", path: `${referralsPath}/{id}`, family: "referrals" },
  { id: "viewRegistration", method: "GET", path: webhooksPath, family: "webhooks" },
  { id: "register", method: "POST", path: webhooksPath, family: "webhooks" },
  { id: "updateRegistration", method: "PUT", path: webhooksPath, family: "webhooks" },
  { id: "listEvents", method: "GET", path: `${webhooksPath}/events`, family: "webhooks" },
  { id: "validate", method: "POST", path: `${webhooksPath}/validationEvents`, family: "webhooks" },
  { id: "readValidation", method: "GET", path: `${webhooksPath}/validationEvents/{id}`, family: "webhooks" },
  { id: "readCertificate", method: "GET", path: certificatePath, family: "webhooks" },
];

export type Route =
  | { readonly kind: "found"; readonly operation: Operation; readonly id: string }
  /** The path exists, the method does not. */
  | { readonly kind: "method"; readonly family: Family; readonly allowed: readonly string[] }
  | { readonly kind: "unknown" };

export function findRoute(method: string, path: string): Route {
  const segments = segmentsOf(path);
  const onPath = operations.filter((operation) => matches(segmentsOf(operation.path), segments));
  const [first] = onPath;
  if (first === undefined) return { kind: "unknown" };
  const operation = onPath.find((candidate) => candidate.method === method);
  if (operation === undefined) {
    return { kind: "method", family: first.family, allowed: onPath.map((candidate) => candidate.method) };
  }
  const id = operation.path.endsWith("{id}") ? (segments.at(-1) ?? "") : "";
  return { kind: "found", operation, id };
}

/** The certified connector tells its three PATCHes apart by slashes at the end; the service takes them all alike. */
function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/\/{1,2}$/, "")
    .split("/")
    .slice(1)
    .map(decode);
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => {
      const segment = segments[index] ?? "";
      return part === "{id}" ? segment !== "" : part.toLowerCase() === segment.toLowerCase();
    })
  );
}

/** A segment that is no valid encoding stays as it is and matches nothing. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
