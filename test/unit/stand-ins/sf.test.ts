import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installStandIns, type StandIns } from "../../stand-ins/install.ts";
import { openSession, type Session } from "./session.ts";

const admin = "admin@contoso.example";
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

let standIns: StandIns;
let session: Session;
beforeAll(() => {
  standIns = installStandIns();
});
afterAll(() => standIns.remove());
beforeEach(async () => {
  session = await openSession(standIns);
  const { url, tenant } = session.served;
  standIns.signInToSalesforce("sandbox", {
    url,
    username: admin,
    accessToken: tenant.salesforce.token(admin),
  });
});
afterEach(() => session.close());

async function json(...words: readonly string[]) {
  const { exitCode, output } = await session.sf(...words, "--target-org", "sandbox", "--json");
  return { exitCode, ...JSON.parse(output) };
}

/** A package with one field, in a folder. */
function packageFolder(type = "PermissionSet"): string {
  const folder = join(session.home, "package");
  mkdirSync(join(folder, "permissionsets"), { recursive: true });
  const types = `<types><members>Sync</members><name>${type}</name></types>`;
  writeFileSync(
    join(folder, "package.xml"),
    `<Package ${namespace}>${types}<version>62.0</version></Package>`,
  );
  const set = `<PermissionSet ${namespace}><label>Sync</label></PermissionSet>`;
  writeFileSync(join(folder, "permissionsets", "Sync.permissionset"), set);
  return folder;
}

describe("the stand-in of sf", () => {
  it("deploys a folder, first for trial", async () => {
    const words = ["project", "deploy", "start", "--metadata-dir", packageFolder(), "--single-package"];
    const { components } = session.served.tenant.salesforce.control;
    expect(await json(...words, "--dry-run")).toMatchObject({
      exitCode: 0,
      status: 0,
      result: { checkOnly: true },
    });
    expect(components()).toEqual([]);
    expect(await json(...words)).toMatchObject({
      exitCode: 0,
      result: { success: true, details: { componentSuccesses: [{ fullName: "Sync", created: true }] } },
    });
    expect(components()).toEqual(["PermissionSet:Sync"]);
  });

  it("ends a refused deployment with every component that was refused", async () => {
    const words = ["project", "deploy", "start", "--metadata-dir", packageFolder("PermissionSett")];
    expect(await json(...words)).toMatchObject({
      exitCode: 1,
      status: 1,
      result: { success: false, details: { componentFailures: [{ componentType: "PermissionSett" }] } },
    });
  });

  it("gives permission sets, as often as it is asked", async () => {
    await json("project", "deploy", "start", "--metadata-dir", packageFolder());
    const words = ["org", "assign", "permset", "--name", "Sync", "--on-behalf-of", "seller@contoso.example"];
    for (const _time of [1, 2])
      expect(await json(...words)).toMatchObject({ exitCode: 0, result: { failures: [] } });
    const rows = await json(
      "data",
      "query",
      "--query",
      "SELECT Assignee.Username FROM PermissionSetAssignment",
    );
    expect(rows.result.records).toMatchObject([{ Assignee: { Username: "seller@contoso.example" } }]);
    expect(await json(...words.slice(0, 3), "--name", "Other")).toMatchObject({ exitCode: 1 });
  });

  it("makes, describes and deletes records, and hands on what Salesforce refuses", async () => {
    const made = await json("data", "create", "record", "--sobject", "Account", "--values", "Name='A b'");
    expect(made).toMatchObject({ exitCode: 0, result: { success: true } });
    expect(session.served.tenant.salesforce.control.records("Account")).toMatchObject([{ Name: "A b" }]);
    expect(await json("sobject", "describe", "--sobject", "Account")).toMatchObject({
      result: { name: "Account" },
    });
    expect(await json("sobject", "describe", "--sobject", "Nothing__c")).toMatchObject({
      exitCode: 1,
      name: "NOT_FOUND",
    });
    const remove = ["data", "delete", "record", "--sobject", "Account", "--record-id", made.result.id];
    expect(await json(...remove)).toMatchObject({ exitCode: 0 });
    expect(await json(...remove)).toMatchObject({ exitCode: 1, name: "ENTITY_IS_DELETED" });
  });

  it("knows the organizations that somebody has signed in to, and no others", async () => {
    expect(await json("org", "display")).toMatchObject({
      result: { username: admin, connectedStatus: "Connected" },
    });
    const other = await session.sf("org", "display", "--target-org", "other", "--json");
    expect(JSON.parse(other.output)).toMatchObject({ status: 1, message: expect.stringContaining("other") });
    expect(await session.sf("org", "display")).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("No default environment"),
    });
  });
});
