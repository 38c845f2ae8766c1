import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtProject, nextVersion } from "./built-projects.ts";
import { reportIn, type ServedWorld, serveWorld, stepsOf } from "./served-world.ts";

// The way of a release over both back ends of pac, against an emulated tenant behind an address. Every `pac` and `sf` is a
// program of its own that refuses what its reference does not have.

const staging = ["--environment", "staging", "--json"];
const everyStep = [
  ...["salesforce", "connectors", "connections", "ids", "settings", "solution"],
  ...["references", "variables", "flows", "webhook", "smoke"],
];

describe.each(["program", "wrapper"] as const)("a release with pac as %s", (backEnd) => {
  let world: ServedWorld;
  const shown: string[] = [];
  beforeAll(async () => {
    world = await serveWorld(await builtProject(), backEnd, {}, (text) => shown.push(text));
  }, 120_000);
  afterAll(() => world.close());
  const control = () => world.served.tenant.dataverse.control;

  it("shows what it would change, and changes nothing", async () => {
    const { code, stdout } = await world.deploy([...staging, "--dry-run"]);
    expect(code).toBe(0);
    expect(stepsOf(stdout)).toEqual({
      salesforce: "would-change",
      connectors: "would-change",
      connections: "later",
      ids: "later",
      settings: "later",
      solution: "would-change",
      references: "later",
      variables: "done",
      flows: "later",
      webhook: "later",
      smoke: "would-change",
    });
    expect(control().solutions()).toEqual([]);
    expect(world.served.tenant.salesforce.control.components()).toEqual([]);
  });

  it("stops where only a person can go on, and says exactly what is to be done", async () => {
    const { code, stdout } = await world.deploy(staging);
    expect(code).toBe(2);
    const report = reportIn(stdout);
    expect(report).toMatchObject({
      finished: false,
      stopped: { step: "connections", kind: "person" },
      diagnostics: [{ code: "DEPLOY.PERSON_NEEDED" }],
    });
    expect(stepsOf(stdout)).toMatchObject({
      salesforce: "changed",
      connectors: "changed",
      ids: "open",
      flows: "open",
    });
    const { lines = [] } = report.steps.find(({ id }) => id === "connections") ?? {};
    const { environmentId } = control().organization();
    expect(lines.join("\n")).toContain(`${environmentId}/customconnectors`);
    for (const { internalId } of control().connectors()) {
      expect(lines.join("\n")).toContain(`redirect/${internalId.replace("shared_", "")}`);
    }
    expect(lines.filter((line) => line.includes("for the reference"))).toHaveLength(4);
  });

  it("goes on where it stopped, to the end", async () => {
    world.signIn();
    const { code, stdout } = await world.deploy(staging);
    expect(reportIn(stdout).diagnostics).toEqual([]);
    expect(code).toBe(0);
    expect(stepsOf(stdout)).toEqual({
      salesforce: "done",
      connectors: "done",
      connections: "done",
      ids: "done",
      settings: "changed",
      solution: "changed",
      references: "done",
      variables: "done",
      flows: "changed",
      webhook: "changed",
      smoke: "changed",
    });
    expect(
      control()
        .flows()
        .filter(({ state }) => state === "off"),
    ).toEqual([]);
    expect(world.served.tenant.registration()).toMatchObject({
      WebhookUrl: world.served.tenant.webhookUrl(),
    });
  });

  it("hands pac the connections and connectors of this very environment", () => {
    const calls = world.standIns.calls().filter(({ program }) => program === "pac");
    expect(calls.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    const file = join(world.folder, "out.deploy", "staging", "split", "CosellSync.json");
    expect(calls.filter(({ words }) => words.includes(file))).toHaveLength(1);
    const { ConnectionReferences: given }: { ConnectionReferences: readonly { LogicalName: string }[] } =
      JSON.parse(readFileSync(file, "utf8"));
    expect(given.toSorted((one, other) => (one.LogicalName < other.LogicalName ? -1 : 1))).toEqual(
      control()
        .connectionReferences()
        .map(({ logicalName, connectorId, connectionId }) => ({
          LogicalName: logicalName,
          ConnectionId: connectionId,
          ConnectorId: `/providers/Microsoft.PowerApps/apis/${connectorId}`,
        })),
    );
  });

  it("leaves no test deal, no permission and no referral behind", () => {
    const { tenant } = world.served;
    expect(tenant.salesforce.control.records("Opportunity")).toEqual([]);
    expect(tenant.partnerCenter.records.all()).toEqual([]);
  });

  it("has nothing to do when it is run again, but the smoke test", async () => {
    const { code, stdout } = await world.deploy([...staging, "--dry-run"]);
    expect(code).toBe(0);
    const { smoke, ...others } = stepsOf(stdout);
    expect(smoke).toBe("would-change");
    expect(new Set(Object.values(others))).toEqual(new Set(["done"]));
    expect(Object.keys(stepsOf(stdout))).toEqual(everyStep);
  });

  it("shows no secret, and gives none to a program that can do without", () => {
    const { clientSecret } = world.served.application;
    const encoded = Buffer.from(clientSecret).toString("base64");
    expect(shown.join("\n").length).toBeGreaterThan(1000);
    expect(shown.filter((text) => text.includes(clientSecret) || text.includes(encoded))).toEqual([]);
    // Who knows the address of the trigger can start the flow.
    expect(shown.filter((text) => text.includes(world.served.tenant.webhookUrl()))).toEqual([]);
    const withSecret = world.standIns
      .calls()
      .filter(({ words }) => words.some((word) => word.startsWith("<secret")));
    expect(new Set(withSecret.map(({ words }) => words.slice(0, 2).join(" ")))).toEqual(
      new Set(["auth create"]),
    );
    // The profiles of the person at this machine are never touched.
    const signedIn = world.standIns
      .calls()
      .filter(({ program, words }) => program === "pac" && words[0] !== "help");
    expect(signedIn.length).toBeGreaterThan(3);
    expect(signedIn.filter(({ home }) => home === world.folder)).toEqual([]);
  });

  it("asks for consent before it upgrades, and says which option gives it", async () => {
    cpSync(await builtProject(nextVersion), world.folder, { recursive: true });
    const { code, stdout } = await world.deploy(staging);
    expect(code).toBe(2);
    expect(reportIn(stdout).diagnostics).toMatchObject([
      {
        code: "DEPLOY.CONFIRMATION_MISSING",
        nextActions: [{ label: "Give --confirm staging if it is meant" }],
      },
    ]);
    expect(reportIn(stdout).steps.map(({ outcome }) => outcome)).not.toContain("changed");
    const looked = reportIn((await world.deploy([...staging, "--dry-run"])).stdout).steps;
    expect(looked.find(({ id }) => id === "connectors")?.lines).toEqual([
      "stage and upgrade CosellConnectors from 1.0.0.0 to 1.1.0.0",
      expect.stringContaining("enter the client secret into both connectors again"),
    ]);
    const prompts = { text: async () => "production", choose: async () => undefined };
    expect((await world.deploy(staging, { prompts })).code).toBe(3);
    expect(
      control()
        .solutions()
        .map(({ version }) => version),
    ).toEqual(["1.0.0.0", "1.0.0.0"]);
  });

  it("upgrades in place, and the flows stay on", async () => {
    const { code, stdout } = await world.deploy([...staging, "--confirm", "staging", "--skip", "smoke"]);
    expect(reportIn(stdout).diagnostics).toEqual([]);
    expect(code).toBe(0);
    expect(stepsOf(stdout)).toMatchObject({ connectors: "changed", solution: "changed", flows: "done" });
    expect(
      control()
        .solutions()
        .map(({ version }) => version),
    ).toEqual(["1.1.0.0", "1.1.0.0"]);
    const imports = world.standIns.calls().filter(({ words }) => words.includes("--stage-and-upgrade"));
    expect(imports).toHaveLength(2);
  });

  it("is taken away again, and leaves nothing behind", async () => {
    const { code, stdout } = await world.deploy([
      ...staging,
      "--remove",
      "--remove-salesforce",
      "--confirm",
      "staging",
    ]);
    expect(reportIn(stdout).diagnostics).toEqual([]);
    expect(code).toBe(0);
    expect(stepsOf(stdout)).toEqual({
      "flows-off": "changed",
      "remove-webhook": "done",
      "remove-solution": "changed",
      "remove-connectors": "changed",
      "remove-salesforce": "changed",
    });
    expect(control().solutions()).toEqual([]);
    expect(control().flows()).toEqual([]);
    expect(world.served.tenant.salesforce.control.components()).toEqual([]);
    const again = await world.deploy([...staging, "--remove", "--remove-salesforce"]);
    expect(new Set(Object.values(stepsOf(again.stdout)))).toEqual(new Set(["done"]));
  });
});
