import type { Step } from "../../scenario/scenario.ts";
import { deals } from "./deals.ts";
import type { Draws } from "./draws.ts";
import { peopleInPartnerCenter, peopleInSalesforce } from "./people.ts";

type SimpleStep = Extract<Step, { readonly try: unknown }>["try"];

/** Something that a person may do, drawn with this weight. */
export interface Act {
  readonly weight: number;
  readonly draw: (draws: Draws, nth: number) => SimpleStep;
}

export const openStages = ["Qualification", "Needs Analysis", "Proposal/Price Quote"] as const;
const closedStages = ["Closed Won", "Closed Lost"] as const;
const help = ["General or Other", "Quotes or Licensing", "Proof Of Concept or Demo"] as const;
const dates = ["2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"] as const;

/** What sellers do on the screens of Salesforce. `nth` makes every value a new one. */
const sellers: readonly [Act, ...Act[]] = [
  act(6, (draws, nth) => edit(draws, { Amount: 1000 * nth + 500 })),
  act(5, (draws, nth) => edit(draws, { Description: `Note ${nth} from Salesforce` })),
  act(4, (draws) => edit(draws, { CloseDate: draws.one(dates) })),
  act(2, (draws, nth) => edit(draws, { Name: `Project renamed ${nth}` })),
  act(1, (draws) => edit(draws, { CurrencyIsoCode: draws.one(["EUR", "GBP", "USD"]) })),
  act(3, (draws) => edit(draws, { StageName: draws.one(openStages) })),
  act(1, (draws) => edit(draws, { StageName: draws.one(closedStages) })),
  act(1, (draws) => edit(draws, { StageName: "Prospecting" })),
  act(2, (draws) => edit(draws, { Referral_visible_to_Microsoft_sellers__c: draws.happens(0.8) })),
  act(2, (draws) => edit(draws, { How_can_Microsoft_help__c: draws.one(help) })),
  act(2, (draws) => edit(draws, { Partner_Center_Sync_Status__c: "Pending" })),
  act(3, (draws) => edit(draws, { Sync_with_Partner_Center__c: draws.happens(0.85) })),
  act(1, (draws, nth) =>
    edit(draws, {
      Amount: 1000 * nth + 700,
      Description: `Note ${nth} with an amount`,
      CloseDate: draws.one(dates),
    }),
  ),
  act(2, (draws, nth) => ({
    seller: {
      create: "Microsoft_Partner_Center_Solution__c",
      name: `solution ${nth}`,
      fields: {
        Opportunity__c: `\${${draws.one(deals)}.Id}`,
        Solution_Id__c: draws.one(["SOL-00002-BBB", "SOL-00003-CCC"]),
        Solution_Name__c: "Contoso Storage",
      },
    },
  })),
  act(1, (draws) => ({ seller: { delete: `solution of ${draws.one(deals)}` } })),
  act(4, peopleInSalesforce),
  act(1, (draws, nth) => ({
    seller: {
      edit: `customer of ${draws.one(deals)}`,
      fields: draws.happens(0.5)
        ? { BillingStreet: `${nth} Other Street` }
        : { BillingCity: `Town ${nth}`, BillingState: "Somerset", BillingPostalCode: `2000${nth}` },
    },
  })),
];

/** What a colleague does in the portal of Partner Center. */
const partners: readonly [Act, ...Act[]] = [
  act(5, (draws, nth) => change(draws, { "/details/dealValue": 1000 * nth + 100 })),
  act(5, (draws, nth) => change(draws, { "/details/notes": `Note ${nth} from Partner Center` })),
  act(3, (draws) => change(draws, { "/details/closingDateTime": `${draws.one(dates)}T12:00:00Z` })),
  act(2, (draws) => change(draws, { "/details/requirements/solutions": solutions(draws) })),
  act(2, peopleInPartnerCenter),
  act(1, (draws, nth) => change(draws, { "/referralProgram": `Program ${nth}` })),
  // Partner Center refuses it: the customer is fixed once the deal is there.
  act(0.5, (draws, nth) => change(draws, { "/customerProfile/address/addressLine1": `${nth} Moved Street` })),
  act(1, (draws) => ({ partner: { share: ownOf(draws) } })),
  act(1, (draws) => ({ partner: { invite: ownOf(draws) } })),
  act(1, (draws) => ({ partner: { close: ownOf(draws), outcome: draws.one(["Won", "Lost"]) } })),
];

/** What Microsoft's seller does with the deals that were shared. */
const microsoft: readonly [Act, ...Act[]] = [
  act(3, (draws) => ({ microsoft: { accept: microsoftsOf(draws) } })),
  act(1, (draws) => ({ microsoft: { decline: microsoftsOf(draws), reason: "Not a fit" } })),
  act(1, (draws) => ({ microsoft: { close: microsoftsOf(draws), outcome: draws.one(["Won", "Lost"]) } })),
  act(1, (draws) => ({ microsoft: { expire: microsoftsOf(draws) } })),
];

/** Deals that begin in Partner Center, and what becomes of them. */
const newcomers: readonly [Act, ...Act[]] = [
  act(2, (_, nth) => ({
    microsoft: { create: "deal", name: `offer ${nth}`, with: { name: `Offer ${nth}` } },
  })),
  act(1, (draws, nth) => ({
    partner: {
      create: draws.one(["private", "partnerLed"]),
      name: `portal deal ${nth}`,
      with: { name: `Portal deal ${nth}` },
    },
  })),
];

/** What strangers send to the address of the webhook: nothing may come of it. */
const strangers: readonly [Act, ...Act[]] = [
  act(1, () => ({ stranger: { repeatEvent: -1 } })),
  act(1, () => ({ stranger: { post: event("referral-updated", "7d9a8f1e-0000-4000-8000-00000000dead") } })),
  act(1, () => ({ stranger: { post: event("referral-updated", "') or 1 eq 1") } })),
  act(1, () => ({ stranger: { post: event("invoice-ready", "7d9a8f1e-0000-4000-8000-00000000dead") } })),
];

/** Somebody who acts, as often as the weight says. */
export interface Actor {
  readonly name: string;
  readonly weight: number;
  readonly acts: readonly [Act, ...Act[]];
}

export const actors: readonly [Actor, ...Actor[]] = [
  { name: "sellers in Salesforce", weight: 10, acts: sellers },
  { name: "a colleague in Partner Center", weight: 6, acts: partners },
  { name: "Microsoft's seller", weight: 2, acts: microsoft },
  { name: "deals that begin in Partner Center", weight: 1, acts: newcomers },
  { name: "strangers", weight: 1, acts: strangers },
];

function act(weight: number, draw: Act["draw"]): Act {
  return { weight, draw };
}

function edit(draws: Draws, fields: Readonly<Record<string, unknown>>): SimpleStep {
  return { seller: { edit: draws.one(deals), fields } };
}

function change(draws: Draws, changes: Readonly<Record<string, unknown>>): SimpleStep {
  return { partner: { edit: ownOf(draws), changes } };
}

/** Any list of solutions that Partner Center takes. */
function solutions(draws: Draws) {
  const all = ["SOL-00001-AAA", "SOL-00002-BBB", "SOL-00003-CCC", "SOL-00004-DDD"];
  const first = draws.between(0, 3);
  return all
    .slice(first, first + draws.between(1, 2))
    .map((id) => ({ id, name: "Contoso Storage", type: "Name", solutionType: "3P" }));
}

const ownOf = (draws: Draws): string => `own of ${draws.one(deals)}`;
const microsoftsOf = (draws: Draws): string => `microsoft of ${draws.one(deals)}`;

function event(name: string, id: string) {
  return {
    EventName: name,
    ResourceUri: `https://api.partner.microsoft.com/v1.0/engagements/referrals/${id}`,
    ResourceName: "referral",
    AuditUri: null,
    ResourceChangeUtcDate: "2026-01-05T08:00:00Z",
  };
}
