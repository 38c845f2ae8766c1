import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flowUser } from "../../../simulator/tenant/facts.ts";
import type { Machine, ProgramCall } from "../../../solution/deploy/machine.ts";
import { builtProject } from "./built-projects.ts";
import { reportIn, type ServedWorld, serveWorld, stepsOf } from "./served-world.ts";

// Single steps where something is other than in the straight way. pac is a function here that imports into the tenant, and
// Salesforce is left out; release.test.ts has both as programs.

const staging = ["--environment", "staging", "--json", "--skip", "salesforce", "smoke"];

/** A tenant into which this function imports in place of pac. */
function pacOf(
  world: ServedWorld,
  change: (call: ProgramCall) => "import" | "nothing" = () => "import",
): Machine["run"] {
  return async (call) => {
    const end = { started: true, exitCode: 0, stdout: "Version: 2.10.1", stderr: "" } as const;
    const zip = call.arguments[call.arguments.indexOf("--path") + 1];
    if (call.arguments[1] !== "import" || zip === undefined || change(call) === "nothing") return end;
    const outcome = world.served.tenant.dataverse.control.importSolution(readFileSync(zip));
    if (outcome.kind !== "refused") return end;
    const [error] = outcome.errors;
    return { ...end, exitCode: 1, stdout: `Error: ${error?.message}` };
  };
}

const openWorlds: ServedWorld[] = [];
async function worldOf(...changes: readonly (readonly [string, string])[]): Promise<ServedWorld> {
  const world = await serveWorld(await builtProject(...changes), "program");
  openWorlds.push(world);
  return world;
}
afterAll(() => Promise.all(openWorlds.map((world) => world.close())));

const linesOf = (stdout: string, step: string): string =>
  reportIn(stdout)
    .steps.find(({ id }) => id === step)
    ?.lines.join("\n") ?? "";

describe("one solution for everything", () => {
  let world: ServedWorld;
  const single = [...staging, "--layout", "single"];
  beforeAll(async () => {
    world = await worldOf();
  });

  it("is imported before anybody can make a connection, and bound afterwards", async () => {
    const run = pacOf(world);
    const first = await world.deploy(single, { run });
    expect(stepsOf(first.stdout)).toEqual({
      salesforce: "passed-over",
      solution: "changed",
      connections: "person",
      ids: "open",
      references: "open",
      variables: "open",
      flows: "open",
      webhook: "open",
      smoke: "passed-over",
    });
    world.signIn();
    const second = await world.deploy(single, { run });
    expect(reportIn(second.stdout).diagnostics).toEqual([]);
    expect(stepsOf(second.stdout)).toMatchObject({
      solution: "done",
      connections: "done",
      references: "changed",
      flows: "changed",
      webhook: "changed",
    });
    expect(reportIn(second.stdout)).toMatchObject({ finished: true, layout: "single" });
  });

  it("is not mixed up with the kind that is there", async () => {
    const { code, stdout } = await world.deploy([...single, "--unmanaged"], { run: pacOf(world) });
    expect(code).toBe(2);
    expect(reportIn(stdout)).toMatchObject({
      stopped: { step: "solution", kind: "failed" },
      diagnostics: [{ code: "DEPLOY.KIND_DIFFERS" }],
    });
  });
});

describe("imports", () => {
  it("that pac reports and that did not happen are noticed", async () => {
    const world = await worldOf();
    const { stdout } = await world.deploy(staging, { run: pacOf(world, () => "nothing") });
    expect(reportIn(stdout)).toMatchObject({
      stopped: { step: "connectors" },
      diagnostics: [{ code: "DEPLOY.IMPORT_INEFFECTIVE" }],
    });
  });

  it("of an unmanaged solution are published, and say what uninstalling leaves", async () => {
    const world = await worldOf();
    const words: (readonly string[])[] = [];
    const run = pacOf(world, ({ arguments: given }) => {
      words.push(given);
      return "import";
    });
    await world.deploy([...staging, "--unmanaged"], { run });
    expect(words[0]).toContain("--publish-changes");
    const { stdout } = await world.deploy(["--environment", "staging", "--json", "--remove", "--dry-run"], {
      run,
    });
    expect(linesOf(stdout, "remove-connectors")).toContain("stay in the environment");
  });

  it("do not go back to an older version", async () => {
    const world = await worldOf();
    const newer = await builtProject(["version: 1.0.0.0", "version: 1.10.0.0"]);
    const { control } = world.served.tenant.dataverse;
    control.importSolution(readFileSync(join(newer, "out/split/CosellConnectors_1_10_0_0_managed.zip")));
    const { stdout } = await world.deploy(staging, { run: pacOf(world) });
    expect(reportIn(stdout)).toMatchObject({
      stopped: { step: "connectors" },
      diagnostics: [{ code: "DEPLOY.VERSION_LOWER" }],
    });
  });
});

describe("a release that is there", () => {
  let world: ServedWorld;
  let run: Machine["run"];
  const control = () => world.served.tenant.dataverse.control;
  beforeAll(async () => {
    world = await worldOf([
      "- { name: staging } #",
      "- { name: staging, variables: { onHoldStage: Qualification, activeStage: Proposal } } #",
    ]);
    run = pacOf(world);
    await world.deploy([...staging, "--from", "connectors"], { run });
    world.signIn();
  }, 120_000);

  it("asks a person to choose between two connections, and takes the one that is named", async () => {
    const second = control().createConnection("shared_salesforce", { user: "second@contoso.example" });
    const { stdout } = await world.deploy(staging, { run });
    expect(stepsOf(stdout)).toMatchObject({ connections: "person" });
    expect(linesOf(stdout, "connections")).toContain(`${second} (second@contoso.example)`);
    const chosen = await world.deploy(staging, {
      run,
      environment: { COSELL_CONNECTION_SALESFORCE: second },
    });
    expect(reportIn(chosen.stdout).diagnostics).toEqual([]);
    expect(
      control()
        .connectionReferences()
        .find(({ connectorId }) => connectorId === "shared_salesforce"),
    ).toMatchObject({
      connectionId: second,
    });
  });

  it("has the values that the mapping sets for it, and only these", () => {
    expect(control().variable("csl_activestagename")).toBe("Proposal");
    const settings = readFileSync(join(world.folder, "out.deploy/staging/split/CosellSync.json"), "utf8");
    expect(JSON.parse(settings).EnvironmentVariables).toEqual([
      { SchemaName: "csl_activestagename", Value: "Proposal" },
      { SchemaName: "csl_onholdstagename", Value: "Qualification" },
    ]);
  });

  it("has its flows turned off and on where a value has changed, since they take it in only then", async () => {
    world.served.tenant.advance(60_000);
    control().setVariable("csl_activestagename", "Elsewhere");
    world.served.tenant.advance(60_000);
    const { stdout } = await world.deploy(staging, { run });
    expect(stepsOf(stdout)).toMatchObject({ variables: "changed", flows: "changed", references: "done" });
    expect(linesOf(stdout, "variables")).toBe("Active stage name in Salesforce: Elsewhere → Proposal");
    expect(linesOf(stdout, "flows").split("\n")).toHaveLength(9);
    const values = control()
      .flows()
      .map(({ variableValues }) => variableValues?.["csl_activestagename"]);
    expect(new Set(values.filter((value) => value !== undefined))).toEqual(new Set(["Proposal"]));
    expect(stepsOf((await world.deploy(staging, { run })).stdout)).toMatchObject({ flows: "done" });
  });

  it("is told when the sign-in of a connection has ended", async () => {
    control().lockOut(flowUser);
    const { stdout } = await world.deploy(staging, { run });
    control().lockOut(flowUser, false);
    expect(stepsOf(stdout)).toMatchObject({ connections: "person", references: "open" });
    expect(linesOf(stdout, "connections")).toContain("has ended, sign it in again");
  });

  it("gets by without seeing connections, as long as its references are bound", async () => {
    const blind = await world.deploy(staging, {
      run,
      fetch: async (request, ask) =>
        request.url.includes("Microsoft.PowerApps") ? { status: 403, headers: {}, body: "" } : ask(request),
    });
    expect(reportIn(blind.stdout)).toMatchObject({ finished: true });
  });

  it("registers the webhook only once", async () => {
    const { stdout } = await world.deploy(staging, { run });
    expect(linesOf(stdout, "webhook")).toMatch(/^registered 2026-/);
  });

  it("takes the webhook over only when it is told to, and with consent", async () => {
    const own = world.served.tenant.webhookUrl();
    const register = (url: string): void => {
      const { partnerCenter } = world.served.tenant;
      partnerCenter.handle({
        method: "PUT",
        path: "/webhooks/v1/registration",
        query: {},
        headers: { "content-type": "application/json" },
        body: { WebhookUrl: url, WebhookEvents: ["referral-created"] },
        user: flowUser,
      });
    };
    register("https://production.example/events");
    const overwrite = [...staging, "--overwrite-webhook"];
    expect(reportIn((await world.deploy(overwrite, { run })).stdout)).toMatchObject({
      stopped: { step: "webhook" },
      diagnostics: [{ code: "DEPLOY.CONFIRMATION_MISSING" }],
    });
    expect((await world.deploy([...overwrite, "--confirm", "staging"], { run })).code).toBe(0);
    expect(world.served.tenant.registration()).toMatchObject({ WebhookUrl: own });
  });

  it("says why a flow cannot be turned on, and turns on the rest when that is mended", async () => {
    const [flow] = control().flows();
    control().turnOff(flow?.id ?? "");
    const refusing = await world.deploy(staging, {
      run,
      fetch: async (request, ask) =>
        request.method === "PATCH" && request.url.includes("/workflows(")
          ? { status: 400, headers: {}, body: '{"error":{"message":"ConnectionAuthorizationFailed"}}' }
          : ask(request),
    });
    expect(reportIn(refusing.stdout).diagnostics).toMatchObject([
      { code: "DEPLOY.FLOW_STAYS_OFF", message: expect.stringContaining("ConnectionAuthorizationFailed") },
    ]);
    expect(stepsOf((await world.deploy(staging, { run })).stdout)).toMatchObject({ flows: "changed" });
  });
});

describe("the webhook", () => {
  let world: ServedWorld;
  let run: Machine["run"];
  beforeAll(async () => {
    world = await worldOf();
    run = pacOf(world);
    await world.deploy(staging, { run });
    world.signIn();
    await world.deploy([...staging, "webhook"], { run });
  }, 120_000);

  it("of another program is left alone", async () => {
    const { partnerCenter } = world.served.tenant;
    partnerCenter.handle({
      method: "POST",
      path: "/webhooks/v1/registration",
      query: {},
      headers: { "content-type": "application/json" },
      body: { WebhookUrl: "https://production.example/events", WebhookEvents: ["referral-created"] },
      user: flowUser,
    });
    const { stdout } = await world.deploy(staging, { run });
    expect(reportIn(stdout)).toMatchObject({
      stopped: { step: "webhook" },
      diagnostics: [{ code: "DEPLOY.WEBHOOK_TAKEN" }],
    });
    expect(world.served.tenant.registration()).toMatchObject({
      WebhookUrl: "https://production.example/events",
    });
  });

  it("is registered by a person where the release may not ask for the address", async () => {
    const { stdout } = await world.deploy(staging, {
      run,
      fetch: async (request, ask) =>
        request.url.includes("ProcessSimple") ? { status: 401, headers: {}, body: "" } : ask(request),
    });
    expect(stepsOf(stdout)).toMatchObject({ webhook: "person" });
    expect(linesOf(stdout, "webhook")).toContain("copy the HTTP POST URL");
  });

  it("that is never answered for is no registration", async () => {
    const { stdout } = await world.deploy(staging, {
      run,
      fetch: async (request, ask) =>
        request.url.includes("/runs?") ? { status: 200, headers: {}, body: '{"value":[]}' } : ask(request),
    });
    expect(reportIn(stdout).diagnostics).toMatchObject([
      { code: "DEPLOY.WEBHOOK_REFUSED", message: expect.stringContaining("not ended in time") },
    ]);
  });
});
