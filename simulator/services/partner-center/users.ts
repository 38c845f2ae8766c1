import type { Quirks } from "./quirks.ts";
import { accepted, denied, type Result, refused } from "./result.ts";
import type { PartnerUser, UserControl } from "./types.ts";

/** Who may call, and whose connection has lost its consent. */
export class Users implements UserControl {
  readonly #byEmail = new Map<string, PartnerUser>();
  readonly #expired = new Set<string>();

  constructor(users: readonly PartnerUser[]) {
    for (const user of users) this.set(user);
  }

  set(user: PartnerUser): void {
    this.#byEmail.set(user.email.toLowerCase(), user);
  }

  remove(email: string): void {
    this.#byEmail.delete(email.toLowerCase());
  }

  expireConnection(email: string): void {
    this.#expired.add(email.toLowerCase());
  }

  renewConnection(email: string): void {
    this.#expired.delete(email.toLowerCase());
  }

  /** The caller: 401 if nobody knows the user or the connection has expired, 403 without a role in referrals. */
  caller(email: string, quirks: Quirks): Result<PartnerUser> {
    const key = email.toLowerCase();
    const user = this.#byEmail.get(key);
    if (user === undefined || this.#expired.has(key)) {
      return refused({
        status: 401,
        code: quirks.unauthenticatedCode,
        message: "The access token is missing, expired or not valid.",
        target: "referral",
        rule: "unauthenticated",
      });
    }
    return user.role === "none" ? denied("role", "The user has no role in referrals.") : accepted(user);
  }
}
