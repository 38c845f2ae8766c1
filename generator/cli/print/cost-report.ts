import { dailySalesforceCalls, monthDays, requestsPerAddOn } from "../../cost/facts.ts";
import type { Amount, MonthlyCost, ThrottleUse } from "../../cost/monthly-cost.ts";
import type { Volumes } from "../../cost/volumes.ts";

/** What a month costs as a few tables of text. */
export function printCost(cost: MonthlyCost): string {
  return `${[
    ...sentence(cost.volumes),
    "",
    ...requests(cost),
    "",
    ...byFlow(cost),
    "",
    ...licences(cost),
    "",
    ...services(cost),
    "",
    ...counted(cost.polls),
  ].join("\n")}\n`;
}

function sentence(volumes: Volumes): readonly string[] {
  const { deals, coSell, inbound, edits, partnerEdits, pollingMinutes, reconcileMinutes } = volumes;
  const reconcile = reconcileMinutes === 0 ? "no Reconcile" : `Reconcile every ${minutes(reconcileMinutes)}`;
  return [
    `In a month ${number(deals)} new deals, ${number(coSell)} % of them co-sell, and ${number(inbound)} that are offered and accepted;`,
    `for each ${number(edits)} edits in Salesforce and ${number(partnerEdits)} in Partner Center, and its closing.`,
    `Salesforce is polled every ${minutes(pollingMinutes)}, ${reconcile}.`,
  ];
}

function requests({ cases, requests: whole }: MonthlyCost): readonly string[] {
  const rows = cases
    .filter(({ times }) => times > 0)
    .map(({ what, requests: each, times, month }) => [what, number(each), number(times), number(month)]);
  return table(
    ["Power Platform requests", "each", "a month", "requests"],
    [
      ...rows,
      ["together", "", "", number(whole.month)],
      [`on one of ${monthDays.working} working days`, "", "", number(whole.day)],
    ],
  );
}

function byFlow({ flows, requests: whole }: MonthlyCost): readonly string[] {
  return table(
    ["By flow", "runs", "requests", "share"],
    flows.map(({ flow, runs, requests: own }) => [
      flow,
      number(runs),
      number(own),
      percent((own * 100) / Math.max(whole.month, 1)),
    ]),
  );
}

function licences({ licences: list }: MonthlyCost): readonly string[] {
  const transition = list.map(({ transition: { requests: most, per } }) => `${number(most)} for each ${per}`);
  return [
    ...table(
      ["Licences", "in 24 hours", "all flows together take"],
      list.map(({ name, per, requests: allowed, used }) => [
        `${name}, for ${per}`,
        number(allowed),
        percent(used),
      ]),
    ),
    `  An add-on allows ${number(requestsPerAddOn)} more. Until the transition period ends more is let through: ${transition.join(", ")}.`,
  ];
}

function services({ throttles, calls, polls }: MonthlyCost): readonly string[] {
  const ofSalesforce = calls.salesforce.day + polls.day;
  return [
    ...table(
      ["Services", "allowed", "most calls of one event", "reached at"],
      throttles.map((throttle) => [
        `${throttle.name}, for each ${throttle.per}`,
        allowedCalls(throttle),
        throttle.most.calls === 0 ? "" : `${throttle.most.calls} (${throttle.most.what})`,
        throttle.perMinute === undefined ? "" : `${number(Math.floor(throttle.perMinute))} a minute`,
      ]),
    ),
    `  Salesforce counts calls by the day too: ${number(dailySalesforceCalls)} for an org of Enterprise Edition and 1 000 for each user licence.`,
    `  A working day takes ${number(ofSalesforce)}, ${number(polls.day)} of them polls.`,
  ];
}

function allowedCalls({ limit }: ThrottleUse): string {
  return limit === undefined ? "not published" : `${number(limit.calls)} in ${limit.seconds} s`;
}

function counted(polls: Amount): readonly string[] {
  return [
    "Counted are triggers that start a run and actions that are carried out, failed ones and retries too. A poll that finds",
    `nothing starts no run; that it counts is said nowhere, and neither that it does not (it would be ${number(polls.day)} a day more).`,
    "Measured with the solution of the default mapping; docs/cost.md has the measurement and the sources.",
  ];
}

/** The first column to the left, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => (row[column] ?? "").length + (column === 0 ? 2 : 0))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("   ")
      .trimEnd();
  return [line(head), ...rows.map(([first = "", ...rest]) => line([`  ${first}`, ...rest]))];
}

function minutes(count: number): string {
  return count === 1 ? "minute" : `${number(count)} minutes`;
}

function percent(share: number): string {
  return share > 0 && share < 1 ? "< 1 %" : `${number(Math.round(share))} %`;
}

/** `12 345`, `12.5`. */
function number(value: number): string {
  const rounded = value < 100 ? Math.round(value * 10) / 10 : Math.round(value);
  const [whole = "", fraction] = String(rounded).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, " ");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
