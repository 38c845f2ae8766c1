import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import { smokePollInterval, smokeWait } from "../facts.ts";
import type { SalesforceOrg } from "../salesforce-org.ts";
import type { Release } from "./release.ts";
import type { Step } from "./step.ts";

/** Every test deal begins with this: nobody has to wonder where it comes from, and leftovers are found. */
const mark = "cosell smoke test";

/**
 * A marked deal that lacks a solution goes once through the sync: trigger, merger, connector and [Customize] must work for
 * the words in its audit field to appear. No referral is made of it, since Partner Center takes none back. At the end it
 * is removed, whatever came out, and with it what an earlier test has left.
 */
export const smokeStep: Step = {
  id: "smoke",
  title: "Smoke test",
  look: async (release) => ({
    kind: "change",
    changes: [
      `make the opportunity “${mark} …” without a solution, wait for what the sync writes into it, and remove it`,
      `no referral is made; this takes up to ${Math.ceil(longest(release) / 60_000)} minutes`,
    ],
  }),
  carryOut: async (release) => {
    const org = release.salesforce();
    const { objects, permissionSets } = release.model.crm;
    const { opportunity } = objects;
    await withFields(org, permissionSets.seller, async () => {
      await removeLeftovers(org, opportunity);
      const deal = `${mark} ${new Date(release.machine.now()).toISOString()}`;
      const id = await org.create(opportunity, testDeal(release, deal));
      try {
        await waitForAudit(release, org, id, deal);
      } finally {
        await org.remove(opportunity, id);
      }
    });
  },
  print: () => [
    {
      kind: "person",
      text: `Make an opportunity named “${mark}” with the sync switched on and no Microsoft solution; after a few minutes its audit field says that the solution is missing. Delete it then`,
    },
  ],
};

/** Even an administrator sees new fields only by a permission set; whoever had none has none afterwards. */
async function withFields(org: SalesforceOrg, set: string, work: () => Promise<void>): Promise<void> {
  const user = await org.user();
  const held = () =>
    org.query(
      `SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = '${set}' AND Assignee.Username = ${quoted(user)}`,
    );
  const before = await held();
  if (before.length === 0) await org.assignPermissionSet(set);
  try {
    await work();
  } finally {
    if (before.length === 0) {
      for (const { Id } of await held()) await org.remove("PermissionSetAssignment", String(Id));
    }
  }
}

/** A text in a query. */
function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function testDeal({ model, target, machine }: Release, name: string): Readonly<Record<string, string>> {
  const active = model.variables.find(({ key }) => key === "activeStage");
  const month = 30 * 24 * 60 * 60_000;
  return {
    Name: name,
    StageName: target.variables.activeStage ?? String(active?.default ?? ""),
    CloseDate: new Date(machine.now() + month).toISOString().slice(0, 10),
    [model.crm.opportunity.sync]: "true",
  };
}

async function removeLeftovers(org: SalesforceOrg, object: string): Promise<void> {
  const found = await org.query(`SELECT Id FROM ${object} WHERE Name LIKE '${mark} %' LIMIT 50`);
  for (const { Id } of found) await org.remove(object, String(Id));
}

const longest = ({ model }: Release): number => model.flowOptions.pollingMinutes * 60_000 + smokeWait;

async function waitForAudit(release: Release, org: SalesforceOrg, id: string, deal: string): Promise<void> {
  const { objects, opportunity } = release.model.crm;
  const soql = `SELECT ${opportunity.status}, ${opportunity.audit} FROM ${objects.opportunity} WHERE Id = '${id}'`;
  for (let waited = 0; waited < longest(release); waited += smokePollInterval) {
    await release.machine.wait(smokePollInterval);
    const [row] = await org.query(soql);
    const audit = row?.[opportunity.audit];
    if (typeof audit !== "string" || audit === "") continue;
    release.say(audit.split(/\r?\n/)[0] ?? "");
    return;
  }
  const minutes = Math.ceil(longest(release) / 60_000);
  const reason = `the sync has written nothing into it in ${minutes} minutes`;
  throw new Failure(deployCodes.finding("SMOKE_FAILED", { deal, reason, environment: release.target.name }));
}
