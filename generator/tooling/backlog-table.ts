import { customConnectorLimit } from "../../simulator/tenant/facts.ts";
import { licences, throttles } from "../cost/facts.ts";
import type { Backlog, Drained } from "./measure-backlog.ts";

/** What is measured for docs/backlog.md. Ten thousand are let wait where the number alone could change something. */
export const backlogs: readonly Backlog[] = [
  { kind: "created", deals: 10_000, latency: 200, pollPage: "hundred" },
  { kind: "created", deals: 1_000, latency: 50, pollPage: "hundred" },
  { kind: "created", deals: 1_000, latency: 200, pollPage: "hundred" },
  { kind: "created", deals: 1_000, latency: 500, pollPage: "hundred" },
  { kind: "created", deals: 1_000, latency: 1_000, pollPage: "hundred" },
  { kind: "created", deals: 1_000, latency: 2_000, pollPage: "hundred" },
  { kind: "edited", deals: 1_000, latency: 200, pollPage: "hundred" },
  { kind: "edited", deals: 1_000, latency: 1_000, pollPage: "hundred" },
  { kind: "created", deals: 10_000, latency: 200, pollPage: "all" },
  { kind: "edited", deals: 1_000, latency: 200, pollPage: "all" },
];

/** The table of docs/backlog.md. */
export function backlogTable(results: readonly Drained[]): string {
  return [
    "| what waits | deals | a call takes | a poll hands out | took | deals an hour | 10 000 take | what bounds it | Salesforce calls, busiest minute | Partner Center calls, busiest minute | requests a deal |",
    "| --- | --: | --: | --- | --: | --: | --: | --- | --: | --: | --: |",
    ...results.map((drained) => `| ${cells(drained).join(" | ")} |`),
  ].join("\n");
}

function cells(drained: Drained): readonly string[] {
  const { kind, deals, latency, pollPage, minutes, requests, busiest } = drained;
  const perHour = (deals * 60) / minutes;
  return [
    kind === "created" ? "new deals" : "edited deals",
    number(deals),
    latency < 1_000 ? `${latency} ms` : `${latency / 1_000} s`,
    pollPage === "hundred" ? "a hundred" : "everything",
    span(minutes),
    number(perHour),
    span((10_000 / perHour) * 60),
    boundOf(drained),
    number(busiest.salesforce),
    number(busiest.partnerCenter),
    number(requests / deals),
  ];
}

/** What keeps it from being faster. */
export function boundOf({ busy, busiest, pollPage }: Drained): string {
  const salesforce = throttles.find(({ service }) => service === "salesforce")?.limit;
  if (salesforce !== undefined && busiest.salesforce >= salesforce.calls) return "Salesforce connector";
  if (busiest.partnerCenter >= customConnectorLimit.calls) return "custom connector";
  if (pollPage === "all") return "Reconcile: so many deals a run";
  return busy >= nearlyAlways ? "one deal after the other" : "the poll: a hundred at a time";
}

const nearlyAlways = 0.9;

/** How many days of one licence's requests ten thousand such deals take. */
export function licenceDays({ requests, deals }: Drained): readonly string[] {
  return licences.map(({ name, requests: allowed }) => {
    const days = (requests * 10_000) / deals / allowed;
    return `${name}: ${number((requests * 10_000) / deals)} requests, ${days.toFixed(1)} days of its allowance`;
  });
}

function span(minutes: number): string {
  if (minutes < 120) return `${number(minutes)} min`;
  return minutes < 48 * 60 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 60 / 24).toFixed(1)} days`;
}

function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
}

/** Marks between which the table stands in docs/backlog.md. */
export const backlogMarks = /(<!-- measured -->\n)([\s\S]*)(\n<!-- \/measured -->)/;
