import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { Connection } from "jsforce";
import { afterEach, describe, expect, it } from "vitest";
import { emulate, startEmulation } from "../../../generator/cli/commands/emulate.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { RunningHost } from "../../../simulator/services/http-host.ts";

import { goldenCases } from "../../golden/cases.ts";
import { emptyFolder } from "../cli/folders.ts";
import { smallZip } from "./small-solution.ts";

const running: RunningHost[] = [];
afterEach(async () => {
  for (const host of running.splice(0)) await host.close();
});

/** Starts the command's services as the given command line asks; returns what was printed. */
async function start(...words: readonly string[]): Promise<string> {
  const command = new Command("emulate").exitOverride();
  emulate.configure(command);
  command.action(() => {});
  await command.parseAsync(words, { from: "user" });
  let printed = "";
  const host = {
    stdout: (text: string) => {
      printed += text;
    },
    stderr: () => expect.unreachable("nothing is to be said beside the answer"),
    stdinLines: () => expect.unreachable("nothing is to be read"),
    workingDirectory: "/",
    environment: {},
    colour: false,
  };
  running.push(await startEmulation({ arguments: [], options: command.opts(), host }));
  return printed;
}

interface Described {
  readonly url: string;
  readonly services: readonly { readonly name: string; readonly tokens: Readonly<Record<string, string>> }[];
}

async function startJson(...words: readonly string[]): Promise<Described> {
  const described: Described = JSON.parse(await start("--json", ...words));
  return described;
}

const tokenOf = ({ services }: Described, name: string, user: string): string =>
  services.find((service) => service.name === name)?.tokens[user] ?? "";

describe("cosell emulate", () => {
  it("serves Salesforce to jsforce", async () => {
    const described = await startJson();
    const accessToken = tokenOf(described, "Salesforce", "integration@contoso.example");
    const connection = new Connection({ instanceUrl: described.url, accessToken, version: "58.0" });
    const made = await connection.sobject("Account").create({ Name: "Fabrikam" });
    expect(made.success).toBe(true);
    const found = await connection.query("SELECT Name FROM Account");
    expect(found.records.map((record) => record["Name"])).toEqual(["Fabrikam"]);
  });

  it("serves the fields and permission sets of a mapping, with the people who have them", async () => {
    const golden = goldenCases().find(({ name }) => name === "salesforce-renamed");
    const file = join(emptyFolder(), "mapping.yaml");
    writeFileSync(file, golden?.text ?? "");
    const described = await startJson("--mapping", file);
    const accessToken = tokenOf(described, "Salesforce", "integration@contoso.example");
    const connection = new Connection({ instanceUrl: described.url, accessToken, version: "58.0" });
    const deal = { Name: "Fabrikam", StageName: "Prospecting", CloseDate: "2027-06-30" };
    const made = await connection
      .sobject("Opportunity")
      .create({ ...deal, acme_uk__Protokoll__c: "Angelegt", acme_uk__Teilen__c: true });
    expect(made.success).toBe(true);
    const sets = await connection.query("SELECT Name FROM PermissionSet ORDER BY Name");
    expect(sets.records.map((record) => record["Name"])).toEqual([
      "A",
      "Mitteilung",
      "Partner_Center_Abgleich_mit_einem_Namen_der_genau_achtzig_Zeichen_lang_ist_00001",
      "Vertrieb",
    ]);
    await expect(connection.query("SELECT Audit__c FROM Opportunity")).rejects.toThrow("No such column");
  });

  it("begins with nothing of ours or with a mapping, and not with one that has mistakes", async () => {
    const file = join(emptyFolder(), "mapping.yaml");
    writeFileSync(file, "format: 1\n");
    await expect(start("--bare", "--mapping", file)).rejects.toThrow(/contradict each other/);
    await expect(start("--mapping", file)).rejects.toMatchObject({
      diagnostic: { code: "SCHEMA.MISSING_KEY" },
    });
  });

  it("serves Partner Center to plain requests", async () => {
    const { url } = await startJson();
    const answer = await fetch(
      `${url}/v1.0/engagements/referrals?$filter=${encodeURIComponent("status eq 'New'")}`,
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ value: [] });
    const registration = await fetch(`${url}/webhooks/v1/registration`);
    expect(registration.status).toBe(404);
    const unknown = await fetch(`${url}/v1.0/engagements/leads`);
    expect(unknown.status).toBe(501);
    expect(await unknown.json()).toMatchObject({ error: { code: "EMU_PC.ROUTE_UNKNOWN" } });
  });

  it("serves Dataverse to the bearer of a token", async () => {
    const described = await startJson();
    const address = `${described.url}/api/data/v9.2/environmentvariabledefinitions`;
    expect((await fetch(address)).status).toBe(401);
    const authorization = `Bearer ${tokenOf(described, "Dataverse", "flows@contoso.example")}`;
    const created = await fetch(address, {
      method: "POST",
      headers: { authorization, "content-type": "application/json", prefer: "return=representation" },
      body: JSON.stringify({ schemaname: "con_a" }),
    });
    expect(created.status).toBe(201);
    const list = await fetch(`${address}?$select=schemaname`, { headers: { authorization } });
    expect(await list.json()).toMatchObject({ value: [{ schemaname: "con_a" }] });
  });

  it("imports a solution that is sent to it", async () => {
    const described = await startJson();
    const authorization = `Bearer ${tokenOf(described, "Dataverse", "flows@contoso.example")}`;
    const headers = { authorization, "content-type": "application/json" };
    const imported = await fetch(`${described.url}/api/data/v9.2/ImportSolution`, {
      method: "POST",
      headers,
      body: JSON.stringify({
        CustomizationFile: Buffer.from(smallZip()).toString("base64"),
        ImportJobId: "5a2d1b1e-0f5a-4f8e-8a51-1d1f0c6a7b01",
      }),
    });
    expect(imported.status).toBe(204);
    const flows = await fetch(`${described.url}/api/data/v9.2/workflows?$select=name&$orderby=name`, {
      headers,
    });
    expect(await flows.json()).toMatchObject({
      value: [{ name: "Child" }, { name: "Listen" }, { name: "Poll" }, { name: "Register" }],
    });
  });

  it("says in words where everything is", async () => {
    const text = await start();
    const url = running[0]?.url ?? "";
    for (const part of ["Salesforce", "Partner Center", "Dataverse", `${url}/services`, "Bearer "]) {
      expect(text).toContain(part);
    }
    expect(new URL(url).hostname).toBe("127.0.0.1");
  });

  it.each(["x", "-1", "70000", "1.5"])("refuses the port %s", async (port) => {
    await expect(start(`--port=${port}`)).rejects.toThrow(Failure);
    await expect(start(`--port=${port}`)).rejects.toThrow("CLI.USAGE");
  });

  it("refuses a port that is taken", async () => {
    await start();
    const port = new URL(running[0]?.url ?? "").port;
    await expect(start(`--port=${port}`)).rejects.toThrow("EADDRINUSE");
  });
});
