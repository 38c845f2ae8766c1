import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { servedCodes } from "../../../simulator/tenant/served/codes.ts";
import { followWallClock } from "../../../simulator/tenant/served/follow-wall-clock.ts";
import { type ServedTenant, serveTenant } from "../../../simulator/tenant/served/serve-tenant.ts";
import { smallReferences, smallZip } from "./small-solution.ts";

// The way of a release by hand: only with the address, and with what the answers say.

let served: ServedTenant;
beforeEach(async () => {
  served = await serveTenant();
});
afterEach(() => served.close());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function send(method: string, path: string, body?: unknown, token?: string): Promise<Answer> {
  const answer = await fetch(`${served.url}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? {} : JSON.parse(text) };
}

async function signIn(form: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const { tenantId, clientId, clientSecret } = served.application;
  const answer = await fetch(`${served.url}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      ...form,
    }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const tokenOf = async (form: Readonly<Record<string, string>> = {}): Promise<string> =>
  String((await signIn(form)).body["access_token"]);

const file = (version?: string): string =>
  Buffer.from(smallZip(version === undefined ? {} : { version })).toString("base64");
const importing = { PublishWorkflows: false, OverwriteUnmanagedCustomizations: false };

/** Imports the small solution as a release tool does, and gives the rows of its flows by name. */
async function importSmall(token: string): Promise<ReadonlyMap<string, string>> {
  const api = "/api/data/v9.2";
  const zip = { CustomizationFile: file() };
  const staged = await send("POST", `${api}/StageSolution`, zip, token);
  expect(staged.body).toMatchObject({ StageSolutionResults: { StageSolutionStatus: "Passed" } });
  const upload = Object(staged.body["StageSolutionResults"]).StageSolutionUploadId;
  const solution = { SolutionParameters: { StageSolutionUploadId: upload } };
  const job = await send("POST", `${api}/ImportSolutionAsync`, { ...importing, ...solution }, token);
  const key = String(job.body["ImportJobKey"]);
  const result = await send(
    "GET",
    `${api}/RetrieveSolutionImportResult(ImportJobId=${key})`,
    undefined,
    token,
  );
  expect(result.body).toMatchObject({ SolutionOperationResult: { Status: "Passed", ErrorMessages: [] } });
  expect((await send("GET", `${api}/importjobs(${key})`, undefined, token)).body).toMatchObject({
    progress: 100,
  });
  const flows = await send("GET", `${api}/workflows?$select=name`, undefined, token);
  const rows: readonly Readonly<Record<string, unknown>>[] = Object(flows.body["value"]);
  return new Map(rows.map((row) => [String(row["name"]), String(row["workflowid"])]));
}

describe("signing in", () => {
  it("gives a token for the right secret, and the platform's own words for a wrong one", async () => {
    expect(await signIn()).toMatchObject({ status: 200, body: { token_type: "Bearer" } });
    expect(await signIn({ client_secret: "x" })).toMatchObject({
      status: 401,
      body: { error: "invalid_client", error_description: expect.stringContaining("AADSTS7000215") },
    });
    expect(await signIn({ client_id: "x" })).toMatchObject({
      status: 400,
      body: { error: "unauthorized_client" },
    });
    expect(await signIn({ grant_type: "password" })).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  it("lets the application register for events and see no referral; a user may do both", async () => {
    const application = await tokenOf();
    expect((await send("GET", "/webhooks/v1/registration", undefined, application)).status).toBe(404);
    expect((await send("GET", "/v1.0/engagements/referrals", undefined, application)).status).toBe(401);
    const refresh = served.signIn.refreshToken("flows@contoso.example");
    const user = await tokenOf({ grant_type: "refresh_token", refresh_token: refresh });
    expect((await send("GET", "/v1.0/engagements/referrals", undefined, user)).status).toBe(200);
    expect((await send("GET", "/v1.0/engagements/referrals", undefined, "made up")).status).toBe(401);
  });

  it("is needed wherever a real service needs it", async () => {
    for (const path of ["/api/data/v9.2/WhoAmI", "/providers/Microsoft.PowerApps/connections"]) {
      expect((await send("GET", path)).status).toBe(401);
      expect((await send("GET", path, undefined, await tokenOf())).status).toBe(200);
    }
  });
});

describe("an empty tenant", () => {
  it("has nothing that a release brings", async () => {
    const { body } = await send("GET", "/emulator");
    expect(body).toMatchObject({ solutions: [], flows: [], connections: [], runs: 0 });
    expect(served.tenant.salesforce.control.components()).toEqual([]);
  });

  it("comes to run the flows of what is imported, once they are bound and on", async () => {
    const token = await tokenOf();
    const flows = await importSmall(token);
    const on = (name: string): Promise<Answer> =>
      send(
        "PATCH",
        `/api/data/v9.2/workflows(${flows.get(name) ?? ""})`,
        { statecode: 1, statuscode: 2 },
        token,
      );
    const refused = await on("Poll");
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain("XrmConnectionReferenceMissingConnection");
    for (const { name, connector } of smallReferences) {
      const made = await send("POST", "/emulator/connections", {
        connector,
        user: "admin@contoso.example",
      });
      expect(made.status).toBe(201);
      const path = `/api/data/v9.2/connectionreferences(connectionreferencelogicalname='${name}')`;
      expect((await send("PATCH", path, { connectionid: made.body["id"] }, token)).status).toBe(204);
    }
    expect(JSON.stringify((await on("Poll")).body)).toContain("ChildFlowNeverPublished");
    for (const name of ["Child", "Poll"]) expect((await on(name)).status).toBe(204);
    const steps = [
      {
        seller: {
          create: "Opportunity",
          name: "deal",
          fields: { Name: "Deal", StageName: "Prospecting", CloseDate: "2026-06-30" },
        },
      },
    ];
    expect((await send("POST", "/emulator/steps", { steps })).status).toBe(200);
    expect((await send("POST", "/emulator/advance", { duration: "PT10M" })).status).toBe(200);
    const runs = await send(
      "GET",
      "/api/data/v9.2/flowruns?$select=status,_workflow_value",
      undefined,
      token,
    );
    expect(runs.body["value"]).toMatchObject([
      { status: "Succeeded", _workflow_value: flows.get("Poll") },
      { status: "Succeeded", _workflow_value: flows.get("Child") },
    ]);
    const history = `/providers/Microsoft.ProcessSimple/environments/x/flows/${flows.get("Poll") ?? ""}/runs`;
    expect((await send("GET", history, undefined, token)).body).toMatchObject({
      value: [{ properties: { status: "Succeeded" } }],
    });
  });

  it("gives the address of a trigger that is on, and starts a flow with its inputs", async () => {
    const token = await tokenOf();
    const flows = await importSmall(token);
    const at = (name: string, what: string): string =>
      `/providers/Microsoft.ProcessSimple/environments/x/flows/${flows.get(name) ?? ""}/triggers/manual/${what}`;
    expect((await send("POST", at("Listen", "listCallbackUrl"), {}, token)).status).toBe(409);
    expect((await send("POST", at("Poll", "listCallbackUrl"), {}, token)).status).toBe(400);
    const { control } = served.tenant.dataverse;
    for (const { name, connector } of smallReferences) {
      control.bindConnectionReference(
        name,
        control.createConnection(connector, { user: "flows@contoso.example" }),
      );
    }
    served.tenant.turnFlowsOn();
    const listened = await send("POST", at("Listen", "listCallbackUrl"), {}, token);
    const url = Object(listened.body["response"]).value;
    expect(url).toBe(served.tenant.webhookUrl());
    expect((await send("POST", at("Register", "run"), { nothing: url }, token)).status).toBe(400);
    expect((await send("POST", at("Register", "run"), { text: url }, token)).status).toBe(202);
    await send("POST", "/emulator/settle");
    expect(served.tenant.registration()).toMatchObject({ WebhookUrl: url });
  });
});

describe("what a release does to it", () => {
  it("is seen in the components of the solution, and undone by deleting it", async () => {
    const token = await tokenOf();
    await importSmall(token);
    const list = async (set: string): Promise<readonly unknown[]> =>
      Object((await send("GET", `/api/data/v9.2/${set}`, undefined, token)).body["value"]);
    const [solution] = await list("solutions");
    const id = String(Object(solution).solutionid);
    const types = (await list(`solutioncomponents?$filter=_solutionid_value eq ${id}`)).map(
      (row) => Object(row).componenttype,
    );
    expect(types.filter((type) => type === 29)).toHaveLength(4);
    expect(types.filter((type) => type === 372)).toHaveLength(1);
    expect((await send("DELETE", `/api/data/v9.2/solutions(${id})`, undefined, token)).status).toBe(204);
    for (const set of [
      "solutions",
      "publishers",
      "solutioncomponents",
      "workflows",
      "connectors",
      "connectionreferences",
    ]) {
      expect([set, await list(set)]).toEqual([set, []]);
    }
  });

  it("upgrades at once, or through a version that waits beside", async () => {
    const token = await tokenOf();
    await importSmall(token);
    const { control } = served.tenant.dataverse;
    const api = "/api/data/v9.2";
    const body = { ...importing, ImportJobId: randomUUID() };
    const upgrade = { ...body, CustomizationFile: file("1.1.0.0") };
    expect((await send("POST", `${api}/StageAndUpgrade`, upgrade, token)).status).toBe(204);
    expect(control.solutions()).toMatchObject([{ version: "1.1.0.0" }]);
    const name = control.solutions()[0]?.name ?? "";
    const holding = { ...body, CustomizationFile: file("1.2.0.0"), HoldingSolution: true };
    expect((await send("POST", `${api}/ImportSolution`, holding, token)).status).toBe(204);
    expect(control.solutions().map((each) => each.name)).toEqual([name, `${name}_Upgrade`]);
    const promote = { UniqueName: name };
    expect((await send("POST", `${api}/DeleteAndPromote`, promote, token)).status).toBe(200);
    expect(control.solutions()).toMatchObject([{ name, version: "1.2.0.0" }]);
    expect((await send("POST", `${api}/DeleteAndPromote`, promote, token)).status).toBe(400);
  });

  it("is told how a refused import ended", async () => {
    const token = await tokenOf();
    await importSmall(token);
    const again = { ...importing, CustomizationFile: file() };
    const job = await send("POST", "/api/data/v9.2/ImportSolutionAsync", again, token);
    const operation = `/api/data/v9.2/asyncoperations(${String(job.body["AsyncOperationId"])})`;
    expect((await send("GET", operation, undefined, token)).body).toMatchObject({ statuscode: 31 });
    const key = String(job.body["ImportJobKey"]);
    const result = `/api/data/v9.2/RetrieveSolutionImportResult(ImportJobId=${key})`;
    expect((await send("GET", result, undefined, token)).body).toMatchObject({
      SolutionOperationResult: { Status: "Failed", ErrorMessages: [{ ErrorCode: "0x8004801e" }] },
    });
  });

  it("sees no connection that is not shared with it, and can turn no flow on with one", async () => {
    const token = await tokenOf();
    const flows = await importSmall(token);
    const user = "admin@contoso.example";
    const list = async (path: string, bearer: string): Promise<readonly unknown[]> =>
      Object((await send("GET", `/providers/Microsoft.PowerApps/${path}`, undefined, bearer)).body["value"]);
    for (const { name, connector } of smallReferences) {
      const made = await send("POST", "/emulator/connections", { connector, user, shared: false });
      const path = `/api/data/v9.2/connectionreferences(connectionreferencelogicalname='${name}')`;
      await send("PATCH", path, { connectionid: made.body["id"] }, token);
    }
    expect(await list("connections", token)).toEqual([]);
    expect(await list("scopes/admin/environments/x/connections", token)).toHaveLength(4);
    const owner = await tokenOf({
      grant_type: "refresh_token",
      refresh_token: served.signIn.refreshToken(user),
    });
    expect(await list("connections", owner)).toHaveLength(4);
    expect(await list("apis/shared_salesforce/connections", owner)).toHaveLength(1);
    const path = `/api/data/v9.2/workflows(${flows.get("Child") ?? ""})`;
    const refused = await send("PATCH", path, { statecode: 1 }, token);
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringContaining("ConnectionAuthorizationFailed"),
    ]);
    expect((await send("PATCH", path, { statecode: 1 }, owner)).status).toBe(204);
  });

  it("sees a connection that is no longer alive", async () => {
    const token = await tokenOf();
    const user = "integration@contoso.example";
    await send("POST", "/emulator/connections", { connector: "shared_salesforce", user });
    const list = async (): Promise<unknown> =>
      (await send("GET", "/providers/Microsoft.PowerApps/connections", undefined, token)).body["value"];
    expect(await list()).toMatchObject([{ properties: { statuses: [{ status: "Connected" }] } }]);
    await send("POST", "/emulator/lock-out", { user });
    expect(await list()).toMatchObject([{ properties: { statuses: [{ status: "Error" }] } }]);
    await send("POST", "/emulator/let-in", { user });
    expect(await list()).toMatchObject([{ properties: { statuses: [{ status: "Connected" }] } }]);
  });
});

describe("the clock on the wall", () => {
  /** A clock that is moved by hand, and what waits for it. */
  function handClock() {
    const state: { outside: number; tick: (() => void) | undefined } = { outside: 1000, tick: undefined };
    return {
      move: (milliseconds: number) => {
        state.outside += milliseconds;
        state.tick?.();
      },
      clock: {
        now: () => state.outside,
        every: (_milliseconds: number, happen: () => void) => {
          state.tick = happen;
          return () => {
            state.tick = undefined;
          };
        },
      },
    };
  }

  it("is followed, and what was let pass is kept", () => {
    const { move, clock } = handClock();
    const stop = followWallClock(served.tenant, () => expect.unreachable("nothing fails"), clock);
    const begin = served.tenant.now();
    served.tenant.advance(60_000);
    move(500);
    expect(served.tenant.now() - begin).toBe(60_500);
    stop();
    move(500);
    expect(served.tenant.now() - begin).toBe(60_500);
  });

  it("stops at what cannot be emulated", () => {
    const { move, clock } = handClock();
    const failures: unknown[] = [];
    const advance = (): never => {
      throw new Failure(servedCodes.finding("CONNECTOR_UNKNOWN", { connector: "x" }));
    };
    followWallClock({ advance }, (error) => failures.push(error), clock);
    move(500);
    move(500);
    expect(failures).toMatchObject([{ diagnostic: { code: "EMULATE.CONNECTOR_UNKNOWN" } }]);
  });
});

it("the guide names every path that is served", () => {
  const guide = readFileSync(new URL("../../../docs/emulator-dataverse.md", import.meta.url), "utf8");
  const paths = [
    ...[
      "/oauth2/v2.0/token",
      "/providers/Microsoft.PowerApps/connections",
      "/listCallbackUrl",
      "/run`",
      "/runs`",
    ],
    ...["GET /emulator", "GET /emulator/runs", "POST /emulator/advance", "POST /emulator/settle"],
    ...[
      "POST /emulator/connections",
      "POST /emulator/lock-out",
      "POST /emulator/let-in",
      "POST /emulator/steps",
    ],
  ];
  expect(paths.filter((path) => !guide.includes(path))).toEqual([]);
});
