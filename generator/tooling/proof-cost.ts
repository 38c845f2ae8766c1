import type { ChapterCost, ScenarioResult } from "../../simulator/scenario/run-scenario.ts";
import { requestsPerTrigger } from "../cost/facts.ts";
import { type CaseKey, caseKeys, type MeasuredCost } from "../cost/measured-costs.ts";
import { assert } from "../diagnostics/failure.ts";

/** A chapter whose cost is looked at, next to what it would take at the least. */
export interface CostRow {
  readonly what: string;
  /** Under which `cosell cost` finds it. */
  readonly key?: CaseKey;
  readonly scenario: string;
  /** From 1. */
  readonly chapter: number;
  readonly leastCalls: number;
  /** How the least number of calls is counted. */
  readonly counted: string;
  readonly mostActions?: number;
  readonly mostCalls?: number;
}

const event = "2 reads for the notification of our own write";

/** The chapters of the table: everything that one edit, or one event, causes until all is quiet again. */
export const costRows: readonly CostRow[] = [
  {
    what: "Update of one field",
    key: "edit",
    scenario: "update-from-crm",
    chapter: 1,
    leastCalls: 6,
    counted: `2 reads, 1 change, 1 write back, ${event}`,
    mostActions: 25,
    mostCalls: 7,
  },
  {
    what: "Update of several fields",
    scenario: "update-from-crm",
    chapter: 6,
    leastCalls: 6,
    counted: "the same: several fields are one change",
    mostActions: 25,
    mostCalls: 7,
  },
  {
    what: "Edit of a field that is not mapped",
    scenario: "update-from-crm",
    chapter: 8,
    leastCalls: 0,
    counted: "no run starts",
    mostActions: 0,
    mostCalls: 0,
  },
  {
    what: "Creation of a private deal",
    key: "privateDeal",
    scenario: "create-private-from-crm",
    chapter: 1,
    leastCalls: 5,
    counted: `1 read, 1 creation, 1 write back, ${event}`,
    mostActions: 31,
    mostCalls: 7,
  },
  {
    what: "Creation of a partner-led deal",
    scenario: "create-partner-led-from-crm",
    chapter: 1,
    leastCalls: 5,
    counted: `1 read, 1 creation, 1 write back, ${event}`,
    mostActions: 31,
    mostCalls: 7,
  },
  {
    what: "Creation of a co-sell deal",
    key: "coSellDeal",
    scenario: "create-cosell-from-crm",
    chapter: 1,
    leastCalls: 9,
    counted:
      "1 read, 2 creations, 1 look into the engagement before the second, 1 write back, 2 reads for the notification of our referral, 2 for Microsoft's",
    mostActions: 45,
    mostCalls: 13,
  },
  {
    what: "Offered deal comes in",
    key: "inboundDeal",
    scenario: "inbound-referral",
    chapter: 1,
    leastCalls: 7,
    counted:
      "2 reads, 1 look for account and contacts, 2 creations (account, opportunity with contacts), 1 for all rows, 1 link in Partner Center",
    mostActions: 88,
    mostCalls: 16,
  },
  {
    what: "Edit in Partner Center comes in",
    key: "partnerEdit",
    scenario: "microsoft-edits",
    chapter: 1,
    leastCalls: 3,
    counted: "2 reads, 1 write",
  },
  {
    what: "Microsoft accepts",
    key: "microsoftAccepts",
    scenario: "microsoft-accepts",
    chapter: 1,
    leastCalls: 5,
    counted: "2 reads for Microsoft's notification, 2 for ours, 1 write",
  },
  {
    what: "Own change seen again through the webhook",
    scenario: "own-write-echo",
    chapter: 2,
    leastCalls: 2,
    counted: "2 reads; the notification itself is not believed",
    mostActions: 7,
    mostCalls: 2,
  },
  {
    what: "Closed as won",
    key: "closed",
    scenario: "won",
    chapter: 1,
    leastCalls: 6,
    counted: `2 reads, 1 change, 1 write back, ${event}`,
  },
  {
    what: "Accepted with a changed field",
    key: "accepted",
    scenario: "hold-then-accept",
    chapter: 2,
    leastCalls: 6,
    counted: `2 reads, 1 change with both, 1 write back, ${event}`,
  },
  {
    what: "Reconcile with nothing to do",
    key: "reconcileIdle",
    scenario: "reconcile-idle",
    chapter: 1,
    leastCalls: 4,
    counted: "1 read of the watermark, 1 question to each side, 1 move of the watermark",
    mostCalls: 5,
  },
  {
    what: "Reconcile after an edit of one deal",
    key: "reconcileAfterEdit",
    scenario: "reconcile-sees-an-edit",
    chapter: 2,
    leastCalls: 6,
    counted: "as with nothing to do, and 2 reads for the pair",
  },
];

/** The table of docs/cost.md, measured: `results` are those of the scenarios that the rows name. */
export function costTable(results: readonly ScenarioResult[]): string {
  const lines = costRows.map((row) => {
    const cost = costOfRow(row, results);
    const most = [
      ...(row.mostActions === undefined ? [] : [`${row.mostActions} actions`]),
      ...(row.mostCalls === undefined ? [] : [`${row.mostCalls} calls`]),
    ].join(", ");
    const cells = [
      row.what,
      `\`${row.scenario}\` ${row.chapter}`,
      cost?.runs,
      cost?.actions,
      cost === undefined ? undefined : cost.actions + cost.runs * requestsPerTrigger,
      cost?.calls,
      row.leastCalls,
      row.counted,
      most,
    ];
    return `| ${cells.map((cell) => cell ?? "").join(" | ")} |`;
  });
  return [
    "| what happens | scenario, chapter | runs | actions | requests | calls | least calls | how the least is counted | at most |",
    "| --- | --- | --: | --: | --: | --: | --: | --- | --- |",
    ...lines,
  ].join("\n");
}

/** What `cosell cost` adds up: the same measurement, flow by flow. */
export function measuredCosts(results: readonly ScenarioResult[]): Readonly<Record<CaseKey, MeasuredCost>> {
  const entries = caseKeys.map((key) => {
    const row = costRows.find((each) => each.key === key);
    assert(row !== undefined, `no row of the cost table is called ${key}`);
    const cost = costOfRow(row, results);
    assert(cost !== undefined, `${row.scenario} has no chapter ${row.chapter}`);
    return [key, { what: row.what, flows: cost.flows }] as const;
  });
  // The keys are all of CaseKey, which Object.fromEntries cannot express.
  return Object.fromEntries(entries) as Record<CaseKey, MeasuredCost>;
}

function costOfRow(row: CostRow, results: readonly ScenarioResult[]): ChapterCost | undefined {
  return results
    .find(({ name }) => name === row.scenario)
    ?.costs.find(({ chapter }) => chapter === row.chapter);
}

/** Marks between which the table stands in docs/cost.md. */
export const costMarks = /(<!-- measured -->\n)([\s\S]*)(\n<!-- \/measured -->)/;
