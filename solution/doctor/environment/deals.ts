import type { Model } from "../../../generator/model/model.ts";
import { explainAudit, newestLine } from "../audit-lines.ts";
import { check, type Judgement, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import type { SalesforceClient } from "../patient.ts";
import { environmentCodes } from "./codes.ts";
import { textOf } from "./look.ts";

export interface DealFacts {
  readonly organization: string;
  readonly windowHours: number;
  /** ISO 8601. */
  readonly now: string;
  /** Opportunities with the sync on whose status is not Synced, the one changed last first. */
  readonly deals: readonly {
    readonly id: string;
    readonly name: string;
    readonly status: string;
    readonly modified: string;
    readonly audit: string;
  }[];
  /** Whether there are more than those. */
  readonly isMore?: boolean;
}

export function judgeDeals(facts: DealFacts): Judgement {
  const { organization, windowHours, now, deals, isMore } = facts;
  const findings = deals.flatMap(({ id, name, status, modified, audit }): readonly DoctorFinding[] => {
    const at = { where: { file: organization, path: ["opportunities", id] } };
    if (status === "Pending") {
      const hours = (Date.parse(now) - Date.parse(modified)) / 3_600_000;
      if (hours <= windowHours) return [];
      const waiting = environmentCodes.finding("DEAL_WAITING", { name }, at);
      return [seen(waiting, `Pending since ${modified}`, `at most ${windowHours} hours`)];
    }
    const line = newestLine(audit);
    const known = line === undefined ? undefined : explainParts(line.text);
    const remedy = known?.do ?? "Read its audit: the newest line says what happened.";
    const details = { ...at, ...(known === undefined ? {} : { why: known.means }) };
    const finding = environmentCodes.finding("DEAL_FAILED", { name, remedy }, details);
    const found = line === undefined ? status : `${status}, ${line.time}: ${line.text}`;
    return [seen(finding, found, "Synced")];
  });
  const count = isMore === true ? `more than ${deals.length}` : String(deals.length);
  return {
    said: deals.length === 0 ? "all are in step" : `${count} are not settled`,
    findings,
  };
}

/** A line may tell several things: the one that somebody has to do something about explains it. */
function explainParts(text: string) {
  const parts = text
    .split("; ")
    .map((part) => explainAudit(part))
    .filter((part) => part !== undefined);
  return parts.findLast((part) => part.do !== "") ?? undefined;
}

export const dealsCheck = check<DealFacts>({
  key: "deals",
  group: "environment",
  title: "Deals",
  look: async ({ salesforce, mapping, machine }) => {
    if (salesforce.kind === "closed") return notLookedAt(salesforce.because);
    const { model } = mapping;
    if (model === undefined) return notLookedAt("the mapping has mistakes");
    const deals = await unsettledDeals(salesforce.client, model);
    return sawFacts({
      organization: salesforce.client.name,
      windowHours: model.flowOptions.reconcile.windowHours,
      now: new Date(machine.now()).toISOString(),
      deals: deals.slice(0, mostDeals),
      isMore: deals.length > mostDeals,
    });
  },
  judge: judgeDeals,
});

/** So many are named; whoever has more looks into the list view of failed deals. */
const mostDeals = 20;

async function unsettledDeals(client: SalesforceClient, { crm }: Model) {
  const { sync, status, audit } = crm.opportunity;
  const rows = await client.query(
    `SELECT Id,Name,SystemModstamp,${status},${audit} FROM ${crm.objects.opportunity} ` +
      `WHERE ${sync} = true AND ${status} IN ('Error','Conflict','Pending') ` +
      `ORDER BY SystemModstamp DESC LIMIT ${mostDeals + 1}`,
  );
  return rows.map((row) => ({
    id: textOf(row, "Id"),
    name: textOf(row, "Name"),
    status: textOf(row, status),
    modified: textOf(row, "SystemModstamp").replace("+0000", "Z"),
    audit: textOf(row, audit),
  }));
}
