import { type Licence, licences, monthDays, requestsPerTrigger, type Throttle, throttles } from "./facts.ts";
import {
  type CaseKey,
  type FlowCost,
  type MeasuredCost,
  measuredCosts,
  type ServiceCalls,
} from "./measured-costs.ts";
import type { Volumes } from "./volumes.ts";

/** What a month costs, by what happens and by flow, against what licences and services allow. */
export interface MonthlyCost {
  readonly volumes: Volumes;
  readonly cases: readonly CaseCost[];
  readonly flows: readonly FlowShare[];
  readonly requests: Amount;
  readonly calls: Readonly<Record<keyof ServiceCalls, Amount>>;
  readonly licences: readonly LicenceUse[];
  readonly throttles: readonly ThrottleUse[];
  /** Polls of the Salesforce triggers that find nothing: calls of Salesforce, and no requests. */
  readonly polls: Amount;
}

export interface Amount {
  readonly month: number;
  /** On a working day, when all that people do is done on working days. */
  readonly day: number;
}

export interface CaseCost {
  readonly what: string;
  /** Power Platform requests of one. */
  readonly requests: number;
  readonly calls: ServiceCalls;
  /** How often in a month. */
  readonly times: number;
  readonly month: number;
}

export interface FlowShare {
  readonly flow: string;
  readonly runs: number;
  readonly requests: number;
}

export interface LicenceUse extends Licence {
  /** Share of what one licence allows that a working day takes, in percent. */
  readonly used: number;
}

export interface ThrottleUse extends Throttle {
  /** Calls of the service that the most expensive event makes, and what it is. */
  readonly most: { readonly calls: number; readonly what: string };
  /** So many of it in a minute reach the limit; undefined where no limit is published. */
  readonly perMinute: number | undefined;
}

/** Adds up measured costs. Nothing is simulated, and nothing is rounded but what is printed. */
export function monthlyCost(volumes: Volumes): MonthlyCost {
  const items = itemsOf(volumes);
  const flows = flowShares(items);
  const requests = total(items, (cost) => requestsOf(cost));
  const perDay = requests.day;
  const pollsPerDay = (pollingTriggers * minutesPerDay) / volumes.pollingMinutes;
  return {
    volumes,
    cases: items.map(({ cost, times }) => ({
      what: cost.what,
      requests: requestsOf(cost),
      calls: callsOf(cost),
      times,
      month: times * requestsOf(cost),
    })),
    flows,
    requests,
    calls: {
      salesforce: total(items, (cost) => callsOf(cost).salesforce),
      partnerCenter: total(items, (cost) => callsOf(cost).partnerCenter),
      dataverse: total(items, (cost) => callsOf(cost).dataverse),
    },
    licences: licences.map((licence) => ({ ...licence, used: (perDay * 100) / licence.requests })),
    throttles: throttles.map((throttle) => throttleUse(throttle, items)),
    polls: { month: pollsPerDay * monthDays.all, day: pollsPerDay },
  };
}

/** Opportunities and solution rows each have one. */
const pollingTriggers = 2;
const minutesPerDay = 24 * 60;

interface Item {
  readonly cost: MeasuredCost;
  readonly times: number;
  /** Whether it goes on at night and on holidays. */
  readonly always: boolean;
}

function itemsOf(volumes: Volumes): readonly Item[] {
  const { deals, coSell, inbound, edits, partnerEdits, reconcileMinutes } = volumes;
  const shared = (deals * coSell) / 100;
  const all = deals + inbound;
  const events: readonly (readonly [CaseKey, number])[] = [
    ["privateDeal", deals - shared],
    ["coSellDeal", shared],
    ["microsoftAccepts", shared],
    ["inboundDeal", inbound],
    ["accepted", inbound],
    ["edit", all * edits],
    ["partnerEdit", all * partnerEdits],
    ["closed", all],
  ];
  const work = events.map(([key, times]) => ({ cost: measuredCosts[key], times, always: false }));
  if (reconcileMinutes === 0) return work;
  const runs = (minutesPerDay * monthDays.all) / reconcileMinutes;
  const looks = events.reduce((sum, [, times]) => sum + times, 0);
  return [
    ...work,
    { cost: measuredCosts.reconcileIdle, times: runs, always: true },
    { cost: lookedAtAgain(), times: looks, always: false },
  ];
}

/** What Reconcile spends on a pair that has changed since its last run, beside the run itself. */
function lookedAtAgain(): MeasuredCost {
  const { reconcileAfterEdit: after, reconcileIdle: idle } = measuredCosts;
  const flows = Object.entries(after.flows).map(([flow, cost]) => {
    const less = idle.flows[flow];
    return [flow, less === undefined ? cost : difference(cost, less)] as const;
  });
  return { what: "Looked at again by Reconcile", flows: Object.fromEntries(flows) };
}

function difference(cost: FlowCost, less: FlowCost): FlowCost {
  return {
    runs: cost.runs - less.runs,
    actions: cost.actions - less.actions,
    calls: {
      salesforce: cost.calls.salesforce - less.calls.salesforce,
      partnerCenter: cost.calls.partnerCenter - less.calls.partnerCenter,
      dataverse: cost.calls.dataverse - less.calls.dataverse,
    },
  };
}

function flowShares(items: readonly Item[]): readonly FlowShare[] {
  const names = [...new Set(items.flatMap(({ cost }) => Object.keys(cost.flows)))];
  return names
    .map((flow) => {
      const parts = items.flatMap(({ cost, times }) => {
        const part = cost.flows[flow];
        return part === undefined
          ? []
          : [{ runs: part.runs * times, requests: requestsOfFlow(part) * times }];
      });
      return { flow, runs: sum(parts, ({ runs }) => runs), requests: sum(parts, ({ requests }) => requests) };
    })
    .filter(({ runs, requests }) => runs > 0 || requests > 0)
    .sort((left, right) => right.requests - left.requests);
}

function throttleUse(throttle: Throttle, items: readonly Item[]): ThrottleUse {
  const ranked = items
    .filter(({ times }) => times > 0)
    .map(({ cost }) => ({ calls: callsOf(cost)[throttle.service], what: cost.what }))
    .sort((left, right) => right.calls - left.calls);
  const most = ranked[0] ?? { calls: 0, what: "" };
  const { limit } = throttle;
  const reach = limit === undefined || most.calls === 0 ? undefined : limit.calls / most.calls;
  return {
    ...throttle,
    most,
    perMinute: reach === undefined || limit === undefined ? undefined : (reach * 60) / limit.seconds,
  };
}

function total(items: readonly Item[], count: (cost: MeasuredCost) => number): Amount {
  const of = (wanted: boolean) =>
    sum(items, ({ cost, times, always }) => (always === wanted ? count(cost) * times : 0));
  return { month: of(true) + of(false), day: of(true) / monthDays.all + of(false) / monthDays.working };
}

function requestsOf(cost: MeasuredCost): number {
  return sum(Object.values(cost.flows), requestsOfFlow);
}

function requestsOfFlow({ runs, actions }: FlowCost): number {
  return actions + runs * requestsPerTrigger;
}

function callsOf(cost: MeasuredCost): ServiceCalls {
  const flows = Object.values(cost.flows);
  return {
    salesforce: sum(flows, ({ calls }) => calls.salesforce),
    partnerCenter: sum(flows, ({ calls }) => calls.partnerCenter),
    dataverse: sum(flows, ({ calls }) => calls.dataverse),
  };
}

function sum<Each>(list: readonly Each[], count: (each: Each) => number): number {
  return list.reduce((whole, each) => whole + count(each), 0);
}
