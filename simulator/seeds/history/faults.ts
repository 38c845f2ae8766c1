import type { Step } from "../../scenario/scenario.ts";
import { deals } from "./deals.ts";
import type { Draws } from "./draws.ts";

type SimpleStep = Extract<Step, { readonly try: unknown }>["try"];

/** A kind of fault that histories draw from, by the name that `--faults` takes. */
export interface FaultKind {
  readonly name: string;
  readonly weight: number;
  /** One or more steps; those that end the fault come with the time that has to pass before. */
  readonly draw: (draws: Draws, nth: number) => readonly FaultStep[];
}

export interface FaultStep {
  /** Milliseconds behind the moment at which the fault is drawn. */
  readonly after: number;
  readonly step: Step;
}

const minute = 60_000;
const hour = 60 * minute;
const services = ["salesforce", "partnerCenter"] as const;
const allServices = ["salesforce", "partnerCenter", "dataverse"] as const;
const listener = "Partner Center to Salesforce";
const poll = "Salesforce Opportunity to Partner Center";
const creator = "Create Co-sell Referral - Salesforce to Partner Center";
const merger = "Salesforce to Partner Center";
const reconcile = "Reconcile";
const someFlow = [
  listener,
  poll,
  merger,
  "Salesforce Microsoft Solutions to Partner Center",
  reconcile,
] as const;

export const faultKinds: readonly [FaultKind, ...FaultKind[]] = [
  kind("lost", 4, (draws) => once({ fault: { deliver: "lose", times: draws.between(1, 3) } })),
  kind("doubled", 3, (draws) =>
    once({ fault: { deliver: "duplicate", times: draws.between(1, 2), by: draws.between(1, 90) * minute } }),
  ),
  kind("reordered", 4, () => once({ fault: { deliver: "reorder", times: 2 } })),
  kind("late", 3, (draws) =>
    once({ fault: { deliver: "delay", times: draws.between(1, 2), by: draws.between(1, 20) * hour } }),
  ),
  ...(["throttled", "throttledForAWhile", "failing", "reset", "answerLost"] as const).map((call) =>
    kind(call, 3, (draws) => once({ fault: { call, ...someCalls(draws), times: draws.between(1, 2) } })),
  ),
  kind("outage", 1, (draws) =>
    once({ fault: { call: "failing", service: draws.one(services), times: draws.between(6, 30) } }),
  ),
  kind("cancelled", 5, (draws) => once({ fault: { interrupt: draws.between(0, 40) } })),
  kind("pollLate", 2, (draws) =>
    once({ fault: { postpone: draws.one([poll, reconcile]), by: minutes(draws.between(5, 300)) } }),
  ),
  kind("deliveredTwice", 2, (draws) => once({ try: { crmAdmin: { redeliver: draws.one(deals) } } })),
  kind("between", 5, editBetween),
  kind("flowOff", 2, (draws) => {
    const flow = draws.one(someFlow);
    return lasting({ maker: { turnOff: flow } }, draws.between(1, 72) * hour, { maker: { turnOn: flow } });
  }),
  kind("unauthorised", 2, (draws) =>
    once({ fault: { unauthorised: draws.one(services), for: minutes(draws.between(10, 1500)) } }),
  ),
  kind("deleted", 1, (draws) =>
    draws.happens(0.5) ? once({ try: { seller: { delete: draws.one(deals) } } }) : [],
  ),
  kind("merged", 1, (draws) => {
    const [loser, master] = draws.one([
      [deals[0], deals[1]],
      [deals[2], deals[1]],
    ]);
    return once({ try: { crmAdmin: { merge: `customer of ${loser}`, into: `customer of ${master}` } } });
  }),
  kind("validationRule", 3, (draws) =>
    once({ try: { crmAdmin: { refuseWrites: draws.one(deals), times: draws.between(1, 3) } } }),
  ),
  kind("rowLock", 3, (draws) =>
    once({ try: { crmAdmin: { lock: draws.one(deals), times: draws.between(1, 3) } } }),
  ),
  kind("takenOver", 1, () => once({ try: { partner: { takeOver: "https://elsewhere.example/events" } } })),
  kind("variable", 1, (draws) =>
    once({
      maker: {
        set: draws.happens(0.5)
          ? { csl_displaycheckmarkinname: draws.one(["yes", "no"]) }
          : { csl_synccosellopportunitiesonly: draws.one(["yes", "no"]) },
      },
    }),
  ),
];

/** Drawn for each first share by itself: what goes wrong while a referral is being created. */
export const creation = "creation";

/** Drawn once for a whole history: clocks that do not agree. */
export const clockSkew = "clockSkew";

/** Not drawn, only asked for: no webhook is registered at all. */
export const noEvents = "noEvents";

/** Every name that a list of faults may hold. */
export const faultNames: readonly string[] = [
  ...faultKinds.map(({ name }) => name),
  creation,
  clockSkew,
  noEvents,
];

/** By how much the clocks of the services may be ahead or behind, in milliseconds. */
export function drawSkew(draws: Draws): { readonly salesforce: number; readonly partnerCenter: number } {
  return { salesforce: draws.between(-90, 90) * 1000, partnerCenter: draws.between(-90, 90) * 1000 };
}

function kind(name: string, weight: number, draw: FaultKind["draw"]): FaultKind {
  return { name, weight, draw };
}

const once = (step: Step): readonly FaultStep[] => [{ after: 0, step }];

function lasting(begin: Step, milliseconds: number, end: Step): readonly FaultStep[] {
  return [
    { after: 0, step: begin },
    { after: milliseconds, step: end },
  ];
}

const minutes = (count: number): string => `PT${count}M`;

function someCalls(draws: Draws) {
  return { service: draws.one(allServices), skip: draws.between(0, 6) };
}

/** Both sides edit the same field, the second one between the read and the write of the run that the first has started. */
function editBetween(draws: Draws, nth: number): readonly FaultStep[] {
  const deal = draws.one(deals);
  const isAmount = draws.happens(0.5);
  const inSalesforce = (value: number): SimpleStep => ({
    seller: {
      edit: deal,
      fields: isAmount ? { Amount: value } : { Description: `Note ${value} from Salesforce` },
    },
  });
  const inPartnerCenter = (value: number): SimpleStep => ({
    partner: {
      edit: `own of ${deal}`,
      changes: isAmount
        ? { "/details/dealValue": value }
        : { "/details/notes": `Note ${value} from Partner Center` },
    },
  });
  const [first, second] = [1000 * nth + 800, 1000 * nth + 900];
  const skip = draws.between(0, 3);
  return draws.happens(0.5)
    ? [
        { after: 0, step: { try: inPartnerCenter(first) } },
        {
          after: 0,
          step: {
            fault: { beforeCall: "salesforce", operation: "HttpRequest", skip, do: [inSalesforce(second)] },
          },
        },
      ]
    : [
        { after: 0, step: { try: inSalesforce(first) } },
        {
          after: 0,
          step: {
            fault: {
              beforeCall: "partnerCenter",
              operation: "PatchReferralById",
              do: [inPartnerCenter(second)],
            },
          },
        },
      ];
}

/** What goes wrong while a referral is being created, when nobody knows yet whether there is one. */
export function drawCreationFault(draws: Draws): readonly Step[] {
  const calls = { service: "partnerCenter", operation: "CreateReferral" } as const;
  return draws.one<readonly Step[]>([
    [{ fault: { call: "answerLost", ...calls } }],
    [{ fault: { call: "reset", ...calls } }],
    [{ fault: { call: "failing", ...calls } }],
    [{ fault: { interrupt: draws.between(0, 12), flow: creator } }],
    [
      {
        fault: {
          call: "failing",
          service: "salesforce",
          operation: "HttpRequest",
          skip: draws.between(2, 6),
          times: 9,
        },
      },
    ],
  ]);
}
