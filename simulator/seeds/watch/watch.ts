import type { Tenant } from "../../tenant/types.ts";
import { checkAll, checkRun } from "./costs.ts";
import { Customers } from "./customers.ts";
import { Edits } from "./edits.ts";
import { checkFailure } from "./failures.ts";
import { checkSettled } from "./settled.ts";
import { Steady } from "./steady.ts";
import type { InvariantName, Violation } from "./violation.ts";

const hour = 3_600_000;
/** Time for Reconcile to repair what was lost: its window is a day, and what is refused is tried once in each. */
const repairTime = 50 * hour;
/** Time in which nothing may be written any more: more than one window. */
const restTime = 26 * hour;

/** So many windows begin or end in the time of rest. */
const mostRetries = 2;

const opportunityName = (id: string): string => `the opportunity ${id}`;

/** Watches a tenant while its story goes on, and judges it at the end. */
export class Watch {
  readonly #tenant: Tenant;
  readonly #edits: Edits;
  readonly #steady: Steady;
  readonly #customers: Customers;
  #seen = "";
  #acts = 0;
  readonly violations: Violation[] = [];
  readonly checked = new Map<InvariantName, number>();

  constructor(tenant: Tenant, salesforceSkew = 0) {
    this.#tenant = tenant;
    const report = (violation: Violation): void => this.#report(violation);
    this.#edits = new Edits(tenant, tenant.now, () => tenant.now() + salesforceSkew, report);
    this.#steady = new Steady(tenant, tenant.now, report);
    this.#customers = new Customers(tenant, tenant.now, report);
    tenant.onRunEnded = (run) => {
      checkRun(run, report);
      if (checkFailure(run, tenant, () => tenant.service.runs(), report)) this.#count("audited");
      this.#look();
      this.#count("bounded");
      this.#count("oneReferral");
      this.#count("forward");
      this.#count("closed");
      this.#count("foreign");
      this.#count("customer");
    };
  }

  /** Edits of people so far. */
  get edits(): number {
    return this.#edits.made;
  }

  /** To be put around everything that people do. */
  readonly around = (act: () => void): void => {
    this.#acts += 1;
    this.#customers.around(() => this.#steady.around(() => this.#edits.around(act)));
  };

  /** Lets faults end and everything be repaired, and then judges. */
  readonly judge = (): readonly Violation[] => {
    this.#endFaults();
    this.#tenant.advance(repairTime);
    this.#edits.check();
    checkSettled(
      this.#tenant,
      this.#tenant.now(),
      (id, field) => this.#edits.mayHaveMissed(id, field),
      (violation) => this.#report(violation),
    );
    this.#checkRest();
    const events = this.#tenant.partnerCenter.webhooks.events().length;
    const happened = { acts: this.#acts, events };
    checkAll(this.#tenant.service.runs(), happened, this.#tenant.now(), (violation) =>
      this.#report(violation),
    );
    for (let edits = 0; edits < this.edits; edits += 1) {
      this.#count("noEditLost");
      this.#count("policy");
    }
    this.#count("converged");
    this.#count("audited");
    this.#count("quiet");
    return this.violations;
  };

  #endFaults(): void {
    const { faults, partnerCenter, dataverse } = this.#tenant;
    faults.clear();
    partnerCenter.faults.clear();
    partnerCenter.faults.release();
    for (const flow of dataverse.control.flows()) {
      if (flow.state === "off") dataverse.control.turnOn(flow.id);
    }
  }

  /** Nothing is written any more; what was refused may be tried once in each window, and be refused again. */
  #checkRest(): void {
    // Looked at halfway between two looks of Reconcile, when no run is under way.
    this.#tenant.advance(hour - ((this.#tenant.now() + hour / 2) % hour));
    let before = this.#versions();
    const retries = new Map<string, number>();
    for (let passed = 0; passed < restTime; passed += hour) {
      this.#tenant.advance(hour);
      const now = this.#versions();
      for (const [record, version] of now) {
        if (before.get(record) === version) continue;
        const tried = (retries.get(record) ?? 0) + 1;
        retries.set(record, tried);
        if (this.#isRefused(record) && tried <= mostRetries) continue;
        const seen = `${record} was ${before.has(record) ? "written" : "made"} though all was quiet`;
        this.#report({ invariant: "quiet", seen, at: this.#tenant.now() });
      }
      before = now;
    }
  }

  #isRefused(record: string): boolean {
    const id = record.replace(opportunityName(""), "");
    const state = this.#tenant.salesforce.control.record("Opportunity", id)?.["Partner_Center_Sync_State__c"];
    return (
      record.startsWith(opportunityName("")) && typeof state === "string" && !state.includes('"refused":{}')
    );
  }

  /** What any write changes, by record. */
  #versions(): ReadonlyMap<string, string> {
    const { salesforce, partnerCenter } = this.#tenant;
    const opportunities = salesforce.control
      .records("Opportunity")
      .map(({ Id: id, SystemModstamp: stamp }) => [opportunityName(String(id)), String(stamp)] as const);
    const referrals = partnerCenter.records
      .all()
      .map(({ id, eTag }) => [`the referral ${String(id)}`, String(eTag)] as const);
    return new Map([...opportunities, ...referrals]);
  }

  /** Most runs change nothing. */
  #look(): void {
    const version = this.#version();
    if (version === this.#seen) return;
    this.#seen = version;
    this.#edits.look();
    this.#steady.look();
    this.#customers.look();
  }

  /** Another text whenever anything was written on either side. */
  #version(): string {
    const { salesforce, partnerCenter } = this.#tenant;
    const writes = Object.values(salesforce.control.usage().writes);
    return [...writes, ...partnerCenter.records.all().map(({ eTag }) => eTag)].join(" ");
  }

  /** The same thing is seen again and again; once is enough. */
  #report(violation: Violation): void {
    const { invariant, seen } = violation;
    if (this.violations.some((other) => other.invariant === invariant && other.seen === seen)) return;
    this.violations.push(violation);
  }

  #count(invariant: InvariantName): void {
    this.checked.set(invariant, (this.checked.get(invariant) ?? 0) + 1);
  }
}
