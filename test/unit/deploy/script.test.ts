import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProject } from "./built-projects.ts";
import { type ServedWorld, serveWorld } from "./served-world.ts";

const run = promisify(execFile);

// What --print writes is run by a shell, with curl and the stand-in for pac, against an emulated tenant.
describe("the printed script", () => {
  let world: ServedWorld;
  beforeAll(async () => {
    world = await serveWorld(await builtProject(), "program");
  }, 120_000);
  afterAll(() => world.close());
  const control = () => world.served.tenant.dataverse.control;

  async function carryOut(words: readonly string[]): Promise<string> {
    const printed = await world.deploy(["--environment", "staging", "--print", ...words]);
    expect(printed.code).toBe(0);
    const { application, signIn } = world.served;
    const env = {
      ...{ PATH: `${world.standIns.folder}:${process.env["PATH"]}`, HOME: world.folder },
      COSELL_TENANT_ID: application.tenantId,
      COSELL_CLIENT_ID: application.clientId,
      COSELL_CLIENT_SECRET: application.clientSecret,
      COSELL_TOKEN_DATAVERSE: signIn.issue({ kind: "application" }),
    };
    const { stdout } = await run("sh", ["-c", printed.stdout], { cwd: world.folder, env });
    return stdout;
  }

  it("imports", async () => {
    const rest = ["salesforce", "connections", "ids", "references", "variables", "flows", "webhook", "smoke"];
    const words = ["--layout", "single", "--skip", ...rest];
    expect(await carryOut(words)).toContain("Solution Imported successfully.");
    expect(control().solutions()).toEqual([{ name: "CosellSync", version: "1.0.0.0", managed: true }]);
  });

  it("shows the connectors of the environment", async () => {
    const steps = [
      "salesforce",
      "solution",
      "connections",
      "references",
      "variables",
      "flows",
      "webhook",
      "smoke",
    ];
    const shown = await carryOut(["--layout", "single", "--skip", ...steps]);
    for (const { name, internalId } of control().connectors()) {
      expect(JSON.parse(shown).value).toContainEqual(
        expect.objectContaining({ name, connectorinternalid: internalId }),
      );
    }
  });

  it("turns the flows on", async () => {
    world.signIn();
    for (const { logicalName, connectorId } of control().connectionReferences()) {
      const own = control()
        .connections()
        .find((connection) => connection.connectorId === connectorId);
      control().bindConnectionReference(logicalName, own?.id ?? "");
    }
    await carryOut(["--layout", "single", "--from", "flows", "--skip", "webhook", "smoke"]);
    expect(
      control()
        .flows()
        .map(({ state }) => state),
    ).toEqual(Array.from({ length: 9 }, () => "on"));
  });

  it("takes everything away again", async () => {
    await carryOut(["--layout", "single", "--remove"]);
    expect([control().solutions(), control().flows()]).toEqual([[], []]);
    const profiles = world.standIns.calls().filter(({ words }) => words[0] === "auth");
    expect(profiles.map(({ words }) => words[1])).toEqual(["create", "delete", "create", "delete"]);
  });

  it("ends where a command fails", async () => {
    await expect(
      carryOut(["--layout", "single", "--from", "flows", "--skip", "webhook", "smoke"]),
    ).rejects.toThrow();
  });
});
