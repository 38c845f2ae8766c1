import type { Stage } from "../../scenario/stage.ts";
import type { Referral } from "../../services/partner-center/referrals/referral-shape.ts";
import { isMicrosofts } from "../../services/partner-center/referrals/referral-store.ts";
import type { Violation } from "./violation.ts";

/** What must hold at every moment, whoever writes. */
export class Steady {
  readonly #stage: Stage;
  readonly #now: () => number;
  readonly #violation: (violation: Violation) => void;
  /** What each referral was when it was last looked at. */
  readonly #seen = new Map<string, Referral>();
  /** Opportunities that people made; every other one must belong to a referral. */
  readonly #made = new Set<string>();

  constructor(stage: Stage, now: () => number, violation: (violation: Violation) => void) {
    this.#stage = stage;
    this.#now = now;
    this.#violation = violation;
  }

  /** Lets a person act, who may do what flows may not. */
  around(act: () => void): void {
    this.look();
    const before = this.#opportunityIds();
    act();
    for (const id of this.#opportunityIds()) if (!before.has(id)) this.#made.add(id);
    for (const referral of this.#stage.partnerCenter.records.all()) this.#remember(referral);
  }

  look(): void {
    const all = this.#stage.partnerCenter.records.all();
    for (const referral of all) {
      const before = this.#seen.get(referral.id ?? "");
      if (before === undefined) this.#lookForTwin(referral, all);
      else if (before !== referral) this.#compare(before, referral);
      this.#remember(referral);
    }
    this.#lookForStrangers();
  }

  #remember(referral: Referral): void {
    if (referral.id !== null) this.#seen.set(referral.id, referral);
  }

  #compare(before: Referral, after: Referral): void {
    if (before.status === "Closed" && textOf(before) !== textOf(after)) {
      this.#report("closed", `the closed referral ${String(after.id)} was changed`);
    }
    if (rank(after) < rank(before)) {
      const seen = `the referral ${String(after.id)} went from ${String(before.status)} back to ${String(after.status)}`;
      this.#report("forward", seen);
    }
    if (isVisible(before) && !isVisible(after)) {
      this.#report("forward", `the referral ${String(after.id)} was taken back from Microsoft's sellers`);
    }
  }

  /** What a flow has made must be the first of its kind; people may do as they like. */
  #lookForTwin(made: Referral, all: readonly Referral[]): void {
    const twin = all.find((other) =>
      other === made || isMicrosofts(other) !== isMicrosofts(made)
        ? false
        : isMicrosofts(made)
          ? other.engagementId === made.engagementId
          : made.externalReferenceId !== null && other.externalReferenceId === made.externalReferenceId,
    );
    if (twin === undefined) return;
    const seen = isMicrosofts(made)
      ? `the engagement ${String(made.engagementId)} was given a second referral of Microsoft`
      : `the opportunity ${String(made.externalReferenceId)} was given a second own referral`;
    this.#report("oneReferral", seen);
  }

  /** An opportunity that nobody made by hand must have come from a referral, and no two from the same. */
  #lookForStrangers(): void {
    const identifiers = new Set<string>();
    for (const each of this.#stage.salesforce.control.records("Opportunity")) {
      const id = String(each["Id"]);
      const identifier = each["Referral_Identifier__c"];
      if (typeof identifier === "string" && identifier !== "") {
        if (identifiers.has(identifier)) {
          this.#report("oneReferral", `the referral ${identifier} has two opportunities`);
        }
        identifiers.add(identifier);
        if (this.#stage.partnerCenter.records.referral(identifier) !== undefined) continue;
        this.#report("foreign", `the opportunity ${id} names the unknown referral ${identifier}`);
      } else if (!this.#made.has(id)) {
        this.#report("foreign", `the opportunity ${id} was made of nothing`);
      }
    }
  }

  #opportunityIds(): ReadonlySet<string> {
    return new Set(this.#stage.salesforce.control.records("Opportunity").map(({ Id: id }) => String(id)));
  }

  #report(invariant: Violation["invariant"], seen: string): void {
    this.#violation({ invariant, seen, at: this.#now() });
  }
}

const isVisible = ({ consent }: Referral): boolean =>
  consent?.consentToShareReferralWithMicrosoftSellers === true;

const rank = ({ status }: Referral): number => ["New", "Active", "Closed"].indexOf(String(status));

/** What people would call the deal: everything but versions and times. */
function textOf({ status, substatus, name, details, consent }: Referral): string {
  return JSON.stringify([status, substatus, name, details, consent]);
}
