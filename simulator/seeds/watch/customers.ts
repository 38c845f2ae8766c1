import type { Stage } from "../../scenario/stage.ts";
import type { Referral } from "../../services/partner-center/referrals/referral-shape.ts";
import type { FieldValues } from "../../services/salesforce/types.ts";
import { type Pair, pairsOf } from "./pairs.ts";
import type { Violation } from "./violation.ts";

/**
 * Partner Center fixes name and address of the customer when a deal is created. So they are compared once, when a deal
 * is first seen on both sides, and from then on no flow may touch them on either side.
 */
export class Customers {
  readonly #stage: Stage;
  readonly #now: () => number;
  readonly #violation: (violation: Violation) => void;
  /** Every customer that an opportunity has had so far, as Salesforce would send it. */
  readonly #had = new Map<string, Set<string>>();
  /** What each account was when it was last looked at. */
  readonly #accounts = new Map<string, string>();
  /** Referrals that people made. */
  readonly #byPeople = new Set<string>();
  /** What the customer of each referral was when it was first seen. */
  readonly #fixed = new Map<string, string>();

  constructor(stage: Stage, now: () => number, violation: (violation: Violation) => void) {
    this.#stage = stage;
    this.#now = now;
    this.#violation = violation;
    this.#remember();
  }

  /** Lets a person act, who may change customers. */
  around(act: () => void): void {
    this.look();
    const before = this.#referralIds();
    act();
    for (const id of this.#referralIds()) if (!before.has(id)) this.#byPeople.add(id);
    this.#remember();
  }

  look(): void {
    this.#lookAtAccounts();
    for (const pair of pairsOf(this.#stage)) this.#lookAtPair(pair);
    this.#remember();
  }

  /** An account is made by flows, of a referral's customer; what is there is nobody's but Salesforce's. */
  #lookAtAccounts(): void {
    for (const account of this.#stage.salesforce.control.records("Account")) {
      const id = String(account["Id"]);
      const before = this.#accounts.get(id);
      const now = ofAccount(account);
      if (before === undefined) {
        const isReferrals = this.#stage.partnerCenter.records
          .all()
          .some((referral) => withoutState(ofReferral(referral)) === withoutState(now));
        if (!isReferrals) this.#report(`the account ${id} was made as ${now}, which no referral has`);
      } else if (before !== now) this.#report(`the account ${id} was changed from ${before} to ${now}`);
    }
  }

  #lookAtPair({ opportunity, referral }: Pair): void {
    if (referral === undefined) return;
    const now = ofReferral(referral);
    const id = String(referral.id);
    const fixed = this.#fixed.get(id);
    if (fixed !== undefined && fixed !== now)
      this.#report(`the customer of the referral ${id} was changed from ${fixed} to ${now}`);
    if (fixed === undefined && !this.#byPeople.has(id)) {
      const had = this.#had.get(String(opportunity["Id"]));
      if (had?.has(now) !== true)
        this.#report(
          `the referral ${id} was made for ${now}, which was never the customer of its opportunity`,
        );
    }
    this.#fixed.set(id, now);
  }

  #remember(): void {
    const { control } = this.#stage.salesforce;
    for (const account of control.records("Account"))
      this.#accounts.set(String(account["Id"]), ofAccount(account));
    for (const { Id: id, AccountId: accountId } of control.records("Opportunity")) {
      const customer = this.#accounts.get(String(accountId));
      if (customer === undefined) continue;
      const had = this.#had.get(String(id)) ?? new Set();
      this.#had.set(String(id), had.add(customer));
    }
  }

  #referralIds(): ReadonlySet<string> {
    return new Set(this.#stage.partnerCenter.records.all().map(({ id }) => String(id)));
  }

  #report(seen: string): void {
    this.#violation({ invariant: "customer", seen, at: this.#now() });
  }
}

const parts = [
  "BillingStreet",
  "BillingCity",
  "BillingState",
  "BillingPostalCode",
  "BillingCountry",
] as const;

/** Name and address, one behind the other; the state stands last but two. */
const ofAccount = (account: FieldValues): string =>
  JSON.stringify(["Name", ...parts].map((part) => String(account[part] ?? "").trim()));

function ofReferral({ customerProfile }: Referral): string {
  const { address } = customerProfile ?? {};
  const { addressLine1, city, state, postalCode, country } = address ?? {};
  return JSON.stringify(
    [customerProfile?.name, addressLine1, city, state, postalCode, country].map((part) =>
      (part ?? "").trim(),
    ),
  );
}

/** A state goes to Partner Center only. */
function withoutState(customer: string): string {
  const [name, street, city, , ...rest]: readonly string[] = JSON.parse(customer);
  return JSON.stringify([name, street, city, ...rest]);
}
