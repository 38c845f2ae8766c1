import { consequence, type Scenario, type Step } from "../../scenario/scenario.ts";
import { type Act, actors } from "./acts.ts";
import { commonSteps, dealSteps, deals } from "./deals.ts";
import { Draws } from "./draws.ts";
import {
  clockSkew,
  creation,
  drawCreationFault,
  drawSkew,
  type FaultKind,
  faultKinds,
  noEvents,
} from "./faults.ts";

/** Which faults may strike: all of them, or those that are named. */
export type Faults = "default" | "none" | readonly string[];

const hour = 3_600_000;
/** Simulated time over which people act. */
const days = 5;
/** People and faults come in bursts: what matters happens within minutes. */
const bursts = { least: 7, most: 12 } as const;

/** Everything that one seed decides, as a scenario that can be played, shrunk and kept. */
export function drawHistory(seed: number, faults: Faults = "default"): Scenario {
  const draws = new Draws(seed);
  const kinds = faultKindsOf(faults);
  const mayStrike = (name: string): boolean =>
    typeof faults === "string" ? faults === "default" : faults.includes(name);
  const moments = drawMoments(draws, kinds, mayStrike(creation));
  // Not a single event ever comes: what is left is the poll and Reconcile.
  const isDeaf = typeof faults !== "string" && faults.includes(noEvents);
  const skew = mayStrike(clockSkew) && draws.happens(0.3) ? { clockSkew: drawSkew(draws) } : {};
  return {
    title: `What seed ${seed} decides`,
    given: {
      seed,
      ...skew,
      ...(isDeaf ? { webhook: "none" } : {}),
      steps: [...commonSteps, ...deals.flatMap(dealSteps)],
    },
    story: [{ when: withWaits(moments), [consequence]: { invariants: "held" } }],
  };
}

interface Moment {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly step: Step;
}

function faultKindsOf(faults: Faults): readonly [FaultKind, ...FaultKind[]] | undefined {
  if (faults === "default") return faultKinds;
  if (faults === "none") return undefined;
  const [first, ...others] = faultKinds.filter(({ name }) => faults.includes(name));
  return first === undefined ? undefined : [first, ...others];
}

function drawMoments(
  draws: Draws,
  kinds: readonly [FaultKind, ...FaultKind[]] | undefined,
  creationFails: boolean,
): readonly Moment[] {
  const moments: Moment[] = deals.map((deal, index) => ({
    at: draws.between(0, 600_000) + index * hour,
    step: { try: { seller: { edit: deal, fields: firstShare(draws) } } },
  }));
  if (creationFails) {
    for (const { at } of [...moments]) {
      if (!draws.happens(0.3)) continue;
      moments.push(...drawCreationFault(draws).map((step) => ({ at: at - 1, step })));
    }
  }
  let nth = 0;
  for (let burst = draws.between(bursts.least, bursts.most); burst > 0; burst -= 1) {
    const start = draws.between(0, days * 24 * hour);
    const length = draws.one([5_000, 60_000, 600_000, 2 * hour]);
    for (let acts = draws.between(2, 6); acts > 0; acts -= 1) {
      nth += 1;
      const at = start + draws.between(0, length);
      if (kinds !== undefined && draws.happens(0.4)) {
        const drawn = draws.weighted(kinds).draw(draws, nth);
        moments.push(...drawn.map(({ after, step }) => ({ at: at + after, step })));
      } else moments.push({ at, step: { try: drawAct(draws).draw(draws, nth) } });
    }
  }
  return moments.sort((left, right) => left.at - right.at);
}

function drawAct(draws: Draws): Act {
  return draws.weighted(draws.weighted(actors).acts);
}

/** Every deal is shared, some with Microsoft's sellers or their help from the beginning. */
function firstShare(draws: Draws): Readonly<Record<string, unknown>> {
  return {
    Sync_with_Partner_Center__c: true,
    ...(draws.happens(0.3) ? { Referral_visible_to_Microsoft_sellers__c: true } : {}),
    ...(draws.happens(0.3) ? { How_can_Microsoft_help__c: "General or Other" } : {}),
  };
}

/** Moments as steps, with the whole seconds that pass between them. */
function withWaits(moments: readonly Moment[]): Step[] {
  const steps: Step[] = [];
  let now = 0;
  for (const { at, step } of moments) {
    const seconds = Math.floor((at - now) / 1000);
    if (seconds > 0) steps.push({ wait: `PT${seconds}S` });
    now += seconds * 1000;
    steps.push(step);
  }
  return steps;
}
