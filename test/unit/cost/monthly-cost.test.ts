import { describe, expect, it } from "vitest";
import { licences, throttles } from "../../../generator/cost/facts.ts";
import { measuredCosts } from "../../../generator/cost/measured-costs.ts";
import { type MonthlyCost, monthlyCost } from "../../../generator/cost/monthly-cost.ts";
import type { Volumes } from "../../../generator/cost/volumes.ts";

const nothing: Volumes = {
  deals: 0,
  coSell: 0,
  inbound: 0,
  edits: 0,
  partnerEdits: 0,
  reconcileMinutes: 0,
  pollingMinutes: 3,
};

/** The measured requests of a case: its actions, and the trigger of each run. */
function requests(key: keyof typeof measuredCosts): number {
  return Object.values(measuredCosts[key].flows).reduce((sum, { runs, actions }) => sum + runs + actions, 0);
}

const near = (value: number) => expect.closeTo(value, 6);

describe("what a month costs", () => {
  it("is nothing where nothing happens, but for the polls", () => {
    expect(monthlyCost(nothing)).toMatchObject({
      flows: [],
      requests: { month: 0, day: 0 },
      calls: {
        salesforce: { month: 0, day: 0 },
        partnerCenter: { month: 0, day: 0 },
        dataverse: { month: 0, day: 0 },
      },
      polls: { month: 28_800, day: 960 },
    });
  });

  it("is that of each thing that happens, as often as it happens", () => {
    const cost = monthlyCost({ ...nothing, deals: 8, coSell: 25, inbound: 2, edits: 3, partnerEdits: 1 });
    expect(cost.cases.map(({ what, times, requests: each }) => [what, times, each])).toEqual([
      [measuredCosts.privateDeal.what, 6, requests("privateDeal")],
      [measuredCosts.coSellDeal.what, 2, requests("coSellDeal")],
      [measuredCosts.microsoftAccepts.what, 2, requests("microsoftAccepts")],
      [measuredCosts.inboundDeal.what, 2, requests("inboundDeal")],
      [measuredCosts.accepted.what, 2, requests("accepted")],
      [measuredCosts.edit.what, 30, requests("edit")],
      [measuredCosts.partnerEdit.what, 10, requests("partnerEdit")],
      [measuredCosts.closed.what, 10, requests("closed")],
    ]);
    const month =
      6 * requests("privateDeal") +
      2 * (requests("coSellDeal") + requests("microsoftAccepts")) +
      2 * (requests("inboundDeal") + requests("accepted")) +
      30 * requests("edit") +
      10 * (requests("partnerEdit") + requests("closed"));
    expect(cost.requests).toEqual({ month: near(month), day: near(month / 21) });
  });

  it("has Reconcile every day of the month, and once more for everything that has changed", () => {
    const idle = requests("reconcileIdle");
    const again = requests("reconcileAfterEdit") - idle;
    const cost = monthlyCost({ ...nothing, deals: 1, reconcileMinutes: 30 });
    expect(cost.requests).toEqual({
      month: near(1440 * idle + requests("privateDeal") + requests("closed") + 2 * again),
      day: near(48 * idle + (requests("privateDeal") + requests("closed") + 2 * again) / 21),
    });
    expect(again).toBeGreaterThan(0);
  });

  it("is the same by case and by flow", () => {
    const cost = monthlyCost({
      deals: 17,
      coSell: 30,
      inbound: 5,
      edits: 4,
      partnerEdits: 2,
      reconcileMinutes: 60,
      pollingMinutes: 5,
    });
    const sum = (list: readonly number[]) => list.reduce((whole, each) => whole + each, 0);
    expect(sum(cost.cases.map(({ month }) => month))).toBeCloseTo(cost.requests.month, 6);
    expect(sum(cost.flows.map(({ requests: own }) => own))).toBeCloseTo(cost.requests.month, 6);
    expect(sum(cost.cases.map(({ times, calls }) => times * calls.salesforce))).toBeCloseTo(
      cost.calls.salesforce.month,
      6,
    );
  });

  it("is held against what one licence allows in 24 hours", () => {
    const cost = monthlyCost({ ...nothing, deals: 10_000 });
    const day = (10_000 * (requests("privateDeal") + requests("closed"))) / 21;
    expect(cost.licences.map(({ name, used }) => [name, used])).toEqual([
      ["Power Automate Premium", near((day * 100) / 40_000)],
      ["Power Automate Process", near((day * 100) / 250_000)],
    ]);
  });

  it("says how many events a minute each service bears, and nothing where no limit is published", () => {
    const cost = monthlyCost({ ...nothing, deals: 1 });
    const most = (service: "salesforce" | "partnerCenter" | "dataverse") =>
      Math.max(
        ...[measuredCosts.privateDeal, measuredCosts.closed].map(({ flows }) =>
          Object.values(flows).reduce((sum, { calls }) => sum + calls[service], 0),
        ),
      );
    expect(perMinute(cost)).toEqual({
      "Salesforce connector": near(900 / most("salesforce")),
      "custom connectors": near(500 / most("partnerCenter")),
      "Partner Center API": undefined,
      // None of the two calls Dataverse.
      Dataverse: undefined,
    });
  });
});

function perMinute({ throttles: list }: MonthlyCost): unknown {
  return Object.fromEntries(list.map(({ name, perMinute: count }) => [name, count]));
}

it("every limit names its source", () => {
  for (const { source } of throttles) expect(source).toMatch(/\w+/);
  expect(licences.every(({ requests: most, transition }) => transition.requests > most)).toBe(true);
});
