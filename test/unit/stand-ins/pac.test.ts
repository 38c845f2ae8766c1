import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ServedTenant, serveTenant } from "../../../simulator/tenant/served/serve-tenant.ts";
import { installStandIns, type StandIns } from "../../stand-ins/install.ts";
import { solutionZip } from "../dataverse/solution-zip.ts";

const reference = "con_Salesforce";
const zipOf = (version: string): Uint8Array =>
  solutionZip({
    uniqueName: "Small",
    version,
    references: [{ name: reference, connector: "shared_salesforce" }],
    flows: [{ name: "Child", references: [reference] }],
  });

let standIns: StandIns;
let served: ServedTenant;
let home: string;
beforeAll(() => {
  standIns = installStandIns();
});
afterAll(() => standIns.remove());
beforeEach(async () => {
  served = await serveTenant();
  home = mkdtempSync(join(tmpdir(), "home-"));
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await served.close();
});

interface End {
  readonly exitCode: number | null;
  readonly output: string;
}

function pac(...words: readonly string[]): Promise<End> {
  const child: ChildProcess = spawn(standIns.pac, words, { env: { PATH: process.env["PATH"], HOME: home } });
  let output = "";
  const note = (chunk: unknown): void => {
    output += String(chunk);
  };
  child.stdout?.on("data", note);
  child.stderr?.on("data", note);
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, output })));
}

function signIn(secret = served.application.clientSecret): Promise<End> {
  const { tenantId, clientId } = served.application;
  return pac(
    ...["auth", "create", "--environment", served.url, "--tenant", tenantId],
    ...["--applicationId", clientId, "--clientSecret", secret],
  );
}

describe("the stand-in of pac", () => {
  it("says its version", async () => {
    const { exitCode, output } = await pac();
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^Version: \d+\.\d+\.\d+\+g[0-9a-f]+/m);
  });

  it("signs in, knows where it is, and forgets", async () => {
    expect(await pac("org", "who")).toMatchObject({ exitCode: 1 });
    expect(await signIn("wrong")).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("AADSTS7000215"),
    });
    const encoded = `data:text/plain;base64,${Buffer.from(served.application.clientSecret).toString("base64")}`;
    expect((await signIn(encoded)).exitCode).toBe(0);
    const { output } = await pac("org", "who");
    const { environmentId } = served.tenant.dataverse.control.organization();
    expect(output).toContain(`Environment ID:             ${environmentId}`);
    expect((await pac("auth", "clear")).exitCode).toBe(0);
    expect((await pac("org", "who")).exitCode).toBe(1);
  });

  it("writes down what it was called with, and no secret", async () => {
    await signIn();
    const call = standIns.calls().at(-1);
    expect(call).toMatchObject({ program: "pac", exitCode: 0, home });
    expect(call?.words.slice(-2)).toEqual(["--clientSecret", "<secret>"]);
    expect(call?.variables).toEqual(["HOME", "PATH"]);
  });

  it("imports with settings, lists, upgrades by way of a holding solution, and uninstalls", async () => {
    await signIn();
    const { control } = served.tenant.dataverse;
    const zip = join(home, "small.zip");
    const settings = join(home, "settings.json");
    writeFileSync(zip, zipOf("1.0.0.0"));
    expect(await pac("solution", "create-settings", "-z", zip, "-s", settings)).toMatchObject({
      exitCode: 0,
    });
    const empty: unknown = JSON.parse(readFileSync(settings, "utf8"));
    const connection = control.createConnection("shared_salesforce");
    expect(empty).toMatchObject({ ConnectionReferences: [{ LogicalName: reference, ConnectionId: "" }] });
    writeFileSync(
      settings,
      JSON.stringify({
        EnvironmentVariables: [],
        ConnectionReferences: [{ LogicalName: reference, ConnectionId: connection, ConnectorId: "x" }],
      }),
    );
    const imported = await pac("solution", "import", "-p", zip, "--settings-file", settings, "--async");
    expect(imported).toMatchObject({ exitCode: 0, output: expect.stringContaining("Imported successfully") });
    expect(control.connectionReferences()).toMatchObject([{ connectionId: connection }]);
    expect(await pac("solution", "import", "-p", zip, "-slv")).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("Skipping"),
    });
    writeFileSync(zip, zipOf("1.1.0.0"));
    expect((await pac("solution", "import", "-p", zip, "--import-as-holding", "true")).exitCode).toBe(0);
    expect((await pac("solution", "list")).output).toContain("Small_Upgrade");
    expect((await pac("solution", "upgrade", "-sn", "Small", "--async")).exitCode).toBe(0);
    expect(control.solutions()).toMatchObject([{ name: "Small", version: "1.1.0.0" }]);
    expect((await pac("solution", "delete", "-sn", "Small")).exitCode).toBe(0);
    expect(control.solutions()).toEqual([]);
  });
});
