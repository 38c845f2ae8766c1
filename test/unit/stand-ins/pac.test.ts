import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { installStandIns, type StandIns } from "../../stand-ins/install.ts";
import { solutionZip } from "../dataverse/solution-zip.ts";
import { openSession, type Session } from "./session.ts";

const reference = "con_Salesforce";
const zipOf = (version: string): Uint8Array =>
  solutionZip({
    uniqueName: "Small",
    version,
    references: [{ name: reference, connector: "shared_salesforce" }],
    flows: [{ name: "Child", references: [reference] }],
  });

let standIns: StandIns;
let session: Session;
beforeAll(() => {
  standIns = installStandIns();
});
afterAll(() => standIns.remove());
beforeEach(async () => {
  session = await openSession(standIns);
});
afterEach(() => session.close());

describe("the stand-in of pac", () => {
  it("says its version", async () => {
    const { exitCode, output } = await session.pac();
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^Version: \d+\.\d+\.\d+\+g[0-9a-f]+/m);
  });

  it("signs in, knows where it is, and forgets", async () => {
    expect(await session.pac("org", "who")).toMatchObject({ exitCode: 1 });
    expect(await session.signIn("wrong")).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("AADSTS7000215"),
    });
    const encoded = `data:text/plain;base64,${Buffer.from(session.served.application.clientSecret).toString("base64")}`;
    expect((await session.signIn(encoded)).exitCode).toBe(0);
    const { output } = await session.pac("org", "who");
    const { environmentId } = session.served.tenant.dataverse.control.organization();
    expect(output).toContain(`Environment ID:             ${environmentId}`);
    expect((await session.pac("auth", "clear")).exitCode).toBe(0);
    expect((await session.pac("org", "who")).exitCode).toBe(1);
  });

  it("writes down what it was called with, and no secret", async () => {
    await session.signIn();
    const call = standIns.calls().at(-1);
    expect(call).toMatchObject({ program: "pac", exitCode: 0, home: session.home });
    expect(call?.words.slice(-2)).toEqual(["--clientSecret", "<secret>"]);
    expect(call?.variables).toEqual(["HOME", "PATH"]);
  });

  it("imports with settings, lists, upgrades by way of a holding solution, and uninstalls", async () => {
    await session.signIn();
    const { control } = session.served.tenant.dataverse;
    const zip = join(session.home, "small.zip");
    const settings = join(session.home, "settings.json");
    writeFileSync(zip, zipOf("1.0.0.0"));
    expect(await session.pac("solution", "create-settings", "-z", zip, "-s", settings)).toMatchObject({
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
    const imported = await session.pac(
      "solution",
      "import",
      "-p",
      zip,
      "--settings-file",
      settings,
      "--async",
    );
    expect(imported).toMatchObject({ exitCode: 0, output: expect.stringContaining("Imported successfully") });
    expect(control.connectionReferences()).toMatchObject([{ connectionId: connection }]);
    expect(await session.pac("solution", "import", "-p", zip, "-slv")).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("Skipping"),
    });
    writeFileSync(zip, zipOf("1.1.0.0"));
    expect((await session.pac("solution", "import", "-p", zip, "--import-as-holding", "true")).exitCode).toBe(
      0,
    );
    expect((await session.pac("solution", "list")).output).toContain("Small_Upgrade");
    expect((await session.pac("solution", "upgrade", "-sn", "Small", "--async")).exitCode).toBe(0);
    expect(control.solutions()).toMatchObject([{ name: "Small", version: "1.1.0.0" }]);
    expect((await session.pac("solution", "delete", "-sn", "Small")).exitCode).toBe(0);
    expect(control.solutions()).toEqual([]);
  });

  it("lists connectors and connections, and makes none", async () => {
    await session.signIn();
    expect((await session.pac("connector", "list")).output).toContain("No Connectors were found");
    expect((await session.pac("connection", "list")).output).toContain("No Connections were found");
    const id = session.served.tenant.dataverse.control.createConnection("shared_salesforce", { user: "kim" });
    expect((await session.pac("connection", "list")).output).toMatch(
      new RegExp(`^${id} +kim +/providers/Microsoft.PowerApps/apis/shared_salesforce +Connected$`, "m"),
    );
    const create = ["connection", "create", "-n", "x", "-a", "a", "-cs", "s", "-t", "t"];
    expect(await session.pac(...create)).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("this stand-in does not carry it out"),
    });
  });

  it("ends a refused import in the words of the environment", async () => {
    await session.signIn();
    const zip = join(session.home, "small.zip");
    writeFileSync(zip, zipOf("1.0.0.0"));
    expect((await session.pac("solution", "import", "-p", zip)).exitCode).toBe(0);
    for (const more of [[], ["--async"]]) {
      expect(await session.pac("solution", "import", "-p", zip, ...more)).toMatchObject({
        exitCode: 1,
        output: expect.stringContaining("Error: The version 1.0.0.0 of Small is not higher"),
      });
    }
    writeFileSync(zip, "no zip");
    expect((await session.pac("solution", "import", "-p", zip)).exitCode).toBe(1);
    expect((await session.pac("solution", "delete", "-sn", "Other")).output).toContain("was not found");
  });

  it("keeps profiles apart, one of them active", async () => {
    await session.signIn();
    await session.signIn();
    expect((await session.pac("auth", "list")).output).toMatch(/^\[1\] .*\n\[2\] +\*/m);
    expect((await session.pac("auth", "select", "--index", "1")).exitCode).toBe(0);
    expect((await session.pac("auth", "list")).output).toMatch(/^\[1\] +\*/m);
    expect((await session.pac("auth", "delete", "--index", "3")).exitCode).toBe(1);
    expect((await session.pac("auth", "delete", "--index", "2")).exitCode).toBe(0);
    expect((await session.pac("auth", "list")).output).not.toContain("[2]");
  });

  it("checks a solution in the form in which the checker reports", async () => {
    await session.signIn();
    const zip = join(session.home, "small.zip");
    writeFileSync(zip, zipOf("1.0.0.0"));
    const words = ["solution", "check", "-p", zip, "-o", join(session.home, "report")];
    const { exitCode, output } = await session.pac(...words);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/Status: Finished\nCritical High Medium Low Informational\n/);
    expect(Object.keys(unzipSync(readFileSync(join(session.home, "report", "Small.zip"))))).toEqual([
      "Small.sarif",
    ]);
  });
});
