import type { Cast } from "../../simulator/scenario/theatre.ts";
import { createTenant } from "../../simulator/tenant/create-tenant.ts";
import type { FlowLibrary } from "../../simulator/tenant/running-flows.ts";
import type { Tenant } from "../../simulator/tenant/types.ts";
import { assert } from "../diagnostics/failure.ts";

/** How many deals wait, for what, and in what a world. */
export interface Backlog {
  /** `created`: new deals, which have no referral yet. `edited`: deals in step, whose amount was changed. */
  readonly kind: "created" | "edited";
  readonly deals: number;
  /** Milliseconds from a connector call to its answer. */
  readonly latency: number;
  /** Whether a poll hands out the hundred oldest changes, or all at once, of which the trigger then takes none. */
  readonly pollPage: "hundred" | "all";
}

export interface Drained extends Backlog {
  /** Simulated minutes until the last deal was in Partner Center and Salesforce said so. */
  readonly minutes: number;
  readonly requests: number;
  /** How much of the time the flow that takes one deal at a time was at work, from 0 to 1. */
  readonly busy: number;
  /** The most calls of one minute. */
  readonly busiest: { readonly salesforce: number; readonly partnerCenter: number };
  readonly calls: { readonly salesforce: number; readonly partnerCenter: number };
}

/** Lets so many deals wait while the flows that look for them are off for three days, turns them on, and looks on. */
export function drain(backlog: Backlog, cast: Cast, library: FlowLibrary): Drained {
  const tenant = tenantOf(backlog, cast, library);
  const lookers = tenant.dataverse.control.flows().filter(({ name }) => looking.includes(name));
  assert(lookers.length === looking.length, "a flow that looks for changes has another name");
  if (backlog.kind === "edited") {
    createDeals(tenant, backlog.deals);
    run(tenant, backlog.deals, ({ referrals }) => referrals);
  }
  for (const { id } of lookers) tenant.dataverse.control.turnOff(id);
  if (backlog.kind === "created") createDeals(tenant, backlog.deals);
  else editDeals(tenant);
  for (const { id } of lookers) tenant.dataverse.control.turnOn(id);
  const amount = backlog.kind === "created" ? 50_000 : editedAmount;
  return { ...backlog, ...run(tenant, backlog.deals, ({ worth }) => worth(amount)) };
}

const [opportunities, , reconcile] = [
  "Salesforce Opportunity to Partner Center",
  "Salesforce Microsoft Solutions to Partner Center",
  "Reconcile",
];
const looking: readonly string[] = [
  opportunities,
  "Salesforce Microsoft Solutions to Partner Center",
  reconcile,
];

const minute = 60_000;
const daysOff = 3 * 24 * 60 * minute;
const editedAmount = 60_000;
/** Far beyond the slowest way, and an end for a backlog that does not drain. */
const longest = 60 * 24 * 60;

function tenantOf(backlog: Backlog, cast: Cast, library: FlowLibrary): Tenant {
  const organization = { id: "0b5e5d5c-6d0a-5f5e-8f5c-000000000001", name: "Contoso Ltd", mpnId: "1000001" };
  const { organizationVariable } = cast;
  return createTenant({
    seed: 1,
    zips: cast.layouts.single ?? [],
    variables: organizationVariable === undefined ? {} : { [organizationVariable]: organization.id },
    ...(cast.turnOnOrder === undefined ? {} : { turnOnOrder: cast.turnOnOrder }),
    salesforce: cast.schema === undefined ? {} : { schema: [cast.schema] },
    partnerCenter: { organization },
    library,
    latency: backlog.latency,
    remembered: 1000,
    quirks: {
      salesforce: { "poll-page": backlog.pollPage },
      engine: { "too-many-split-items": "nothing-starts" },
    },
  });
}

/** Deals that lack nothing, made one after the other over three days. */
function createDeals({ salesforce, advance }: Tenant, count: number): void {
  const seller = salesforce.control.as("seller@contoso.example");
  const made = (object: string, fields: Parameters<typeof seller.create>[1]): string => {
    const outcome = seller.create(object, fields);
    assert(outcome.ok, `the seller cannot make the ${object} of a backlog`);
    return outcome.id;
  };
  const AccountId = made("Account", {
    Name: "Fabrikam Ltd",
    BillingStreet: "1 Example Street",
    BillingCity: "Leeds",
    BillingPostalCode: "LS1 1AA",
    BillingCountry: "GB",
  });
  const ContactId = made("Contact", {
    AccountId,
    FirstName: "Ada",
    LastName: "Sample",
    Email: "ada@fabrikam.example",
    Phone: "0000000001",
  });
  for (let index = 1; index <= count; index += 1) {
    const deal = made("Opportunity", {
      Name: `Deal ${index}`,
      AccountId,
      StageName: "Qualification",
      CloseDate: "2027-06-30",
      Amount: 50_000,
      CurrencyIsoCode: "GBP",
      Description: "Rollout in three countries",
    });
    made("Microsoft_Partner_Center_Solution__c", {
      Opportunity__c: deal,
      Solution_Id__c: "SOL-00001-AAA",
      Solution_Name__c: "Contoso Insights",
    });
    made("OpportunityContactRole", { OpportunityId: deal, ContactId });
    seller.edit("Opportunity", deal, { Sync_with_Partner_Center__c: true });
    advance(daysOff / count);
  }
}

function editDeals({ salesforce, advance }: Tenant): void {
  const seller = salesforce.control.as("seller@contoso.example");
  const deals = salesforce.control.records("Opportunity");
  for (const deal of deals) {
    seller.edit("Opportunity", String(deal["Id"]), { Amount: editedAmount });
    advance(daysOff / deals.length);
  }
}

/** What is looked at every minute to see how far it is. */
interface Progress {
  readonly referrals: number;
  readonly worth: (amount: number) => number;
}

/** Lets time pass until as many deals are done as there are, and Salesforce says of each that it is in step. */
function run(
  tenant: Tenant,
  deals: number,
  done: (progress: Progress) => number,
): Omit<Drained, keyof Backlog> {
  const { salesforce, partnerCenter } = tenant;
  const whole = { requests: 0, working: 0, partnerCenter: 0 };
  tenant.onRunEnded = ({ flow, executed, calls, startedAt, endedAt = startedAt }) => {
    whole.requests += executed + 1;
    if (flow.name === opportunities) whole.working += endedAt - startedAt;
    for (const [operation, count] of calls) {
      if (operation.includes("Referral")) whole.partnerCenter += count;
    }
  };
  const start = tenant.now();
  const before = salesforce.control.usage().connectorCalls;
  const busiest = { salesforce: 0, partnerCenter: 0 };
  let last = { salesforce: before, partnerCenter: 0 };
  const progress: Progress = {
    get referrals() {
      return partnerCenter.records.all().length;
    },
    worth: (amount) =>
      partnerCenter.records.all().filter(({ details }) => details?.dealValue === amount).length,
  };
  const isDone = (): boolean =>
    done(progress) >= deals &&
    salesforce.control.records("Opportunity", { Partner_Center_Sync_Status__c: "Synced" }).length >= deals;
  let minutes = 0;
  while (!isDone()) {
    assert(minutes < longest, `after ${longest} minutes ${done(progress)} of ${deals} deals are done`);
    tenant.advance(minute);
    minutes += 1;
    const now = {
      salesforce: salesforce.control.usage().connectorCalls,
      partnerCenter: whole.partnerCenter,
    };
    busiest.salesforce = Math.max(busiest.salesforce, now.salesforce - last.salesforce);
    busiest.partnerCenter = Math.max(busiest.partnerCenter, now.partnerCenter - last.partnerCenter);
    last = now;
  }
  return {
    minutes,
    requests: whole.requests,
    busy: whole.working / Math.max(1, tenant.now() - start),
    busiest,
    calls: { salesforce: last.salesforce - before, partnerCenter: last.partnerCenter },
  };
}
