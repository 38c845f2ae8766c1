import type { ServiceRequest } from "../world/service.ts";
import type { Policy } from "./definition.ts";

/** A request before its path is filled in. Header names are lower case. */
export interface Draft {
  method: ServiceRequest["method"];
  path: string;
  readonly headers: Map<string, string>;
  /** Encoded values of the path parameters. */
  readonly pathValues: Map<string, string>;
}

/** Carries out the policies in their order. */
export function applyPolicies(draft: Draft, policies: readonly Policy[]): void {
  for (const policy of policies) {
    if (policy.kind === "route") {
      draft.path = policy.newPath;
      draft.method = policy.method ?? draft.method;
    } else setHeader(draft.headers, policy);
  }
}

function setHeader(
  headers: Map<string, string>,
  { name, value, whenPresent }: Extract<Policy, { readonly kind: "setHeader" }>,
): void {
  const key = name.toLowerCase();
  const before = headers.get(key);
  if (before === undefined || whenPresent === "override") headers.set(key, value);
  else if (whenPresent === "append") headers.set(key, `${before}, ${value}`);
}
