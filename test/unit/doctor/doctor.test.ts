import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../../../generator/cli/command.ts";
import { doctorOn } from "../../../generator/cli/commands/doctor.ts";
import { flowUser, salesforceUser } from "../../../simulator/tenant/facts.ts";
import type { HttpRequest } from "../../../solution/deploy/machine.ts";
import { checks } from "../../../solution/doctor/registry.ts";
import { People } from "../../scenario/whole-way/deals.ts";
import { invocationOf } from "../deploy/invocation.ts";
import {
  codesOf,
  type ExaminedWorld,
  findingOf,
  outcomeOf,
  reasonOf,
  releasedWorld,
} from "./examined-world.ts";

// The doctor in an emulated tenant after a release: it finds nothing, until something is broken, and then just that.

let released: ExaminedWorld;
beforeAll(async () => {
  released = await releasedWorld();
}, 240_000);
afterAll(() => released.world.close());

const tenant = () => released.world.served.tenant;
const control = () => tenant().dataverse.control;

/** What has been broken is put back after each test. */
const repairs: (() => void)[] = [];
afterEach(() => {
  for (const repair of repairs.splice(0).reverse()) repair();
});

describe("after a release", () => {
  it("finds nothing wrong, and has looked at everything that was named", async () => {
    const examination = await released.examine();
    expect(codesOf(examination)).toEqual([]);
    const notMade = checks.filter(({ key }) => outcomeOf(examination, key)?.kind === "not looked at");
    expect(notMade.map(({ key }) => key)).toEqual(["rules", "attributes"]);
    expect(outcomeOf(examination, "settings")).toMatchObject({
      said: "out.deploy/staging/split/CosellSync.json",
    });
    expect(reasonOf(examination, "attributes")).toBe("the organization has not sent a deal yet");
  });

  it("finds the same through the programs themselves", async () => {
    const examination = await released.examine({ programs: true });
    expect(codesOf(examination)).toEqual([]);
    const said = checks.map(({ key }) => outcomeOf(examination, key)?.kind);
    expect(said.filter((kind) => kind === "looked at")).toHaveLength(checks.length - 2);
  });

  it("changes nothing", async () => {
    const before = [control().flows(), control().connectionReferences(), tenant().registration()];
    const runs = tenant().runs().length;
    await released.examine();
    expect([control().flows(), control().connectionReferences(), tenant().registration()]).toEqual(before);
    expect(tenant().runs()).toHaveLength(runs);
  });
});

/** Turns every flow off and on, so that each takes in the values of now. */
function restart(): void {
  tenant().advance(60_000);
  for (const { name } of [...control().flows()].reverse()) control().turnOff(name);
  tenant().turnFlowsOn();
}

describe("in the environment", () => {
  it("finds connections that are no longer signed in", async () => {
    control().lockOut(salesforceUser);
    repairs.push(() => control().lockOut(salesforceUser, false));
    const examination = await released.examine();
    expect(codesOf(examination)).toEqual(["DOCTOR.CONNECTION_BROKEN"]);
    expect(findingOf(examination, "DOCTOR.CONNECTION_BROKEN")).toMatchObject({
      severity: "error",
      where: { file: "staging" },
      found: `the sign-in of ${salesforceUser} has ended`,
      expected: "signed in",
    });
  });

  it("does not take connections for gone that nobody has shared with whoever looks", async () => {
    const { fetch } = released.world.machine;
    const blind = (mine: boolean) => ({
      fetch: async (request: HttpRequest) => {
        const answer = await fetch(request);
        if (answer === undefined || !request.url.includes("/connections?")) return answer;
        const { value } = JSON.parse(answer.body);
        return { ...answer, body: JSON.stringify({ value: mine ? value.slice(1) : [] }) };
      },
    });
    const none = await released.examine({ machine: blind(false) });
    expect(codesOf(none)).toEqual([]);
    expect(reasonOf(none, "connections")).toMatch(/^whoever looks sees none of them/);
    const most = await released.examine({ machine: blind(true) });
    expect(most.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ["DOCTOR.CONNECTION_GONE", "warning"],
    ]);
  });

  it("finds a flow that a maker has edited, unless another version is installed", async () => {
    const flow = "[Customize] Create or Get Details from Salesforce";
    const before = control().flow(flow)?.clientData ?? "";
    control().customizeFlow(flow, before.replace("EDIT HERE", "EDITED HERE"));
    repairs.push(() => control().removeCustomization(flow));
    const examination = await released.examine();
    expect(codesOf(examination)).toEqual(["DOCTOR.FLOW_CHANGED"]);
    expect(findingOf(examination, "DOCTOR.FLOW_CHANGED")?.where?.path).toEqual(["flows", flow]);
    const { mapping } = released;
    const { model } = mapping;
    if (model === undefined) throw new TypeError("the default mapping has mistakes");
    const next = { ...model, solution: { ...model.solution, version: "1.1.0.0" } };
    expect(codesOf(await released.examine({ mapping: { ...mapping, model: next } }))).toEqual([
      "DOCTOR.SOLUTION_OTHER_VERSION",
    ]);
  });

  it("finds flows that are off, in the order in which they are turned on", async () => {
    control().turnOff("Reconcile");
    control().turnOff("Partner Center to Salesforce");
    repairs.push(() => control().turnOn("Partner Center to Salesforce"));
    repairs.push(() => control().turnOn("Reconcile"));
    const examination = await released.examine();
    expect(examination.findings.map(({ code, where }) => [code, where?.path?.at(-1)])).toEqual([
      ["DOCTOR.FLOW_OFF", "Partner Center to Salesforce"],
      ["DOCTOR.FLOW_OFF", "Reconcile"],
    ]);
  });

  it("finds a caller that is on while what it calls is off", async () => {
    control().turnOff("[Customize] Create or Get Details from Salesforce");
    repairs.push(() => control().turnOn("[Customize] Create or Get Details from Salesforce"));
    const examination = await released.examine();
    const callers = examination.findings
      .filter(({ code }) => code === "DOCTOR.FLOW_ORDER")
      .map(({ where }) => where?.path?.at(-1));
    expect(callers).toEqual([
      "Create Co-sell Referral - Salesforce to Partner Center",
      "Salesforce to Partner Center",
    ]);
  });

  it("finds values that do not fit, and such as no flow has taken in yet", async () => {
    const name = "csl_onholdstagename";
    const before = control().variable(name);
    tenant().advance(60_000);
    control().setVariable(name, "Closed Won");
    repairs.push(() => {
      control().setVariable(name, before);
      restart();
    });
    expect(codesOf(await released.examine())).toEqual([
      "DOCTOR.VARIABLE_VALUE",
      "DOCTOR.VARIABLE_NOT_TAKEN",
      "DOCTOR.STAGE_CLASS",
    ]);
  });

  it("says what Reconcile has left, and when it cannot go on", async () => {
    const name = "csl_reconcilewatermark";
    const before = control().variable(name);
    repairs.push(() => control().setVariable(name, before));
    control().setVariable(name, '{"since":"2025-01-01T00:00:00Z","failed":["O:006000000000001AAA"]}');
    const behind = await released.examine();
    expect(codesOf(behind)).toEqual(["DOCTOR.RECONCILE_BEHIND", "DOCTOR.RECONCILE_FAILING"]);
    expect(findingOf(behind, "DOCTOR.RECONCILE_FAILING")?.found).toBe("opportunity 006000000000001AAA");
    control().setVariable(name, "yesterday");
    expect(codesOf(await released.examine())).toEqual(["DOCTOR.WATERMARK_UNREADABLE"]);
  });
});

describe("at Partner Center", () => {
  it("finds events that go elsewhere, without showing the secret part of either address", async () => {
    const mine = tenant().registration();
    await register("https://other.example/workflows/1/triggers/manual/paths/invoke?sig=secret-of-others");
    const examination = await released.examine();
    expect(codesOf(examination)).toContain("DOCTOR.WEBHOOK_ELSEWHERE");
    const elsewhere = findingOf(examination, "DOCTOR.WEBHOOK_ELSEWHERE");
    expect(elsewhere?.found).toBe("https://other.example/workflows/1/triggers/manual/paths/invoke");
    expect(JSON.stringify(examination)).not.toContain("sig=");
    await register(String(Object(mine).WebhookUrl ?? Object(mine).webhookUrl));
    expect(codesOf(await released.examine())).not.toContain("DOCTOR.WEBHOOK_ELSEWHERE");
  });

  async function register(url: string): Promise<void> {
    const { served } = released.world;
    const answer = await fetch(`${served.url}/webhooks/v1/registration`, {
      method: "PUT",
      headers: {
        authorization: `Bearer ${served.signIn.issue({ kind: "user", user: flowUser })}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({
        WebhookUrl: url,
        WebhookEvents: [
          "referral-created",
          "referral-updated",
          "related-referral-created",
          "related-referral-updated",
        ],
      }),
    });
    expect(answer.status).toBe(200);
  }
});

describe("in Salesforce", () => {
  const salesforce = () => tenant().salesforce.control;

  it("finds nothing wrong with a deal that is in step, and looks at the attributes of a real referral", async () => {
    const people = new People(released.world.served.url);
    salesforce().assignPermissionSet("seller@contoso.example", "Cosell_Seller");
    await people.share("first");
    await people.settle();
    const examination = await released.examine();
    expect(codesOf(examination)).toEqual([]);
    expect(outcomeOf(examination, "attributes")).toMatchObject({
      said: "the newest 1 deals carry CustomerMarketplaceIntent",
    });
    expect(outcomeOf(examination, "deals")).toMatchObject({ said: "all are in step" });
  });

  it("finds an attribute that deals carry and the mapping does not send", async () => {
    const { mapping } = released;
    const { model } = mapping;
    if (model === undefined) throw new TypeError("the default mapping has mistakes");
    const without = { ...model, deals: { ...model.deals, attributes: [] } };
    const examination = await released.examine({ mapping: { ...mapping, model: without } });
    expect(findingOf(examination, "DOCTOR.ATTRIBUTE_NEW")).toMatchObject({
      message:
        "Deals in Partner Center carry the attribute CustomerMarketplaceIntent, which the mapping does not send.",
      found: "in 1 of the newest 1 deals: HaveNotDecided",
      expected: "no attribute",
    });
  });

  it("says why a deal is not in step, and what to do, in the words of its audit", async () => {
    const people = new People(released.world.served.url);
    await people.take({ seller: { edit: "first deal", fields: { Amount: null } } });
    await people.settle();
    const examination = await released.examine();
    expect(codesOf(examination)).toEqual(["DOCTOR.DEAL_FAILED"]);
    const failed = findingOf(examination, "DOCTOR.DEAL_FAILED");
    expect(failed?.message).toBe('The opportunity "✗ first Fabrikam rollout" is not in step.');
    expect(failed?.found).toMatch(/^Error, 2026-\S+ \S+: Deal value .* cannot be sent: enter a valid value/);
    expect(failed?.nextActions).toEqual([{ kind: "edit-file", label: "Enter a valid value." }]);
    await people.take({ seller: { edit: "first deal", fields: { Amount: 50000 } } });
    await people.settle();
    expect(codesOf(await released.examine())).toEqual([]);
  });

  it("finds stages that are gone, and closed ones that the mapping does not name", async () => {
    const { stages } = salesforceOptions();
    repairs.push(() => salesforce().setOrg({ stages }));
    salesforce().setOrg({
      stages: [
        ...stages.map((stage) => (stage.name === "Qualification" ? { ...stage, name: "Qualified" } : stage)),
        {
          name: "Closed - Duplicate",
          closed: true,
          won: false,
          probability: 0,
          forecastCategory: "Omitted" as const,
        },
      ],
    });
    const examination = await released.examine();
    expect(examination.findings.map(({ code, where }) => [code, where?.path?.at(-1)])).toEqual([
      ["DOCTOR.STAGE_MISSING", "Qualification"],
      ["DOCTOR.STAGE_UNNAMED", "Closed - Duplicate"],
    ]);
  });

  it("finds a field that is gone, and tells it from a user who sees nothing", async () => {
    repairs.push(() => salesforce().restoreFields());
    salesforce().withholdField("Cosell_Viewer", "Opportunity.Referral_Link__c");
    const gone = await released.examine();
    expect(findingOf(gone, "DOCTOR.FIELD_MISSING")?.found).toBe("without Referral_Link__c");
    salesforce().restoreFields();
    salesforce().removePermissionSet("admin@contoso.example", "Cosell_Viewer");
    repairs.push(() => salesforce().assignPermissionSet("admin@contoso.example", "Cosell_Viewer"));
    const hidden = await released.examine();
    expect(codesOf(hidden)).toEqual(["DOCTOR.FIELDS_HIDDEN"]);
    expect(reasonOf(hidden, "deals")).toContain("No such column");
  });

  it("finds that nobody has the permission set of the integration", async () => {
    salesforce().removePermissionSet(salesforceUser, "Cosell_Integration");
    repairs.push(() => salesforce().assignPermissionSet(salesforceUser, "Cosell_Integration"));
    expect(codesOf(await released.examine())).toEqual(["DOCTOR.PERMISSION_SET_UNASSIGNED"]);
  });

  function salesforceOptions() {
    const names = tenant()
      .salesforce.control.records("OpportunityStage")
      .map((row) => ({
        name: String(row["MasterLabel"]),
        closed: row["IsClosed"] === true,
        won: row["IsWon"] === true,
        probability: Number(row["DefaultProbability"]),
        forecastCategory: "Pipeline" as const,
      }));
    return { stages: names };
  }
});

describe("without a sign-in", () => {
  const asked = (examination: Awaited<ReturnType<ExaminedWorld["examine"]>>) =>
    Object.fromEntries(checks.map(({ key }) => [key, reasonOf(examination, key)]));

  it("looks at machine, build and Salesforce when no environment is named, and says so of the rest", async () => {
    const examination = await released.examine({ environmentName: undefined });
    expect(codesOf(examination)).toEqual([]);
    const named = "no environment was named (--environment NAME)";
    const environment = ["reachable", "solutions", "references", "connections", "variables", "flows"];
    expect(asked(examination)).toMatchObject(
      Object.fromEntries([...environment, "webhook", "watermark", "runs"].map((key) => [key, named])),
    );
    expect(reasonOf(examination, "schema")).toBeUndefined();
  });

  it("says who would have to sign in, and finds nothing", async () => {
    const examination = await released.examine({
      environment: {
        COSELL_CLIENT_SECRET: undefined,
        COSELL_TOKEN_REFERRALS: undefined,
        COSELL_SALESFORCE_URL: undefined,
        COSELL_SALESFORCE_ORG: undefined,
      },
    });
    expect(codesOf(examination)).toEqual([]);
    const reasons = asked(examination);
    expect(reasons["reachable"]).toBe("There is nobody to sign in as");
    expect(reasons["flows"]).toBe("There is nobody to sign in as");
    expect(reasons["webhook"]).toContain("COSELL_TOKEN_EVENTS");
    expect(reasons["attributes"]).toContain("COSELL_TOKEN_REFERRALS");
    expect(reasons["schema"]).toContain("no Salesforce organization was named");
  });

  it("asks an environment that refuses only once, and keeps its secret to itself", async () => {
    let requests = 0;
    const { fetch } = released.world.machine;
    const examination = await released.examine({
      environment: { COSELL_CLIENT_SECRET: "a-secret-that-is-wrong" },
      machine: {
        fetch: (request) => {
          if (request.url.includes("/oauth2/")) requests += 1;
          return fetch(request);
        },
      },
    });
    const unreachable = findingOf(examination, "DOCTOR.ENVIRONMENT_UNREACHABLE");
    expect(unreachable?.found).toContain("AADSTS7000215");
    expect(reasonOf(examination, "flows")).toBe("the environment cannot be asked");
    expect(requests).toBeLessThan(5);
    expect(JSON.stringify(examination)).not.toContain("a-secret-that-is-wrong");
  });

  it("refuses an environment that is not one of the mapping", () => {
    expect(() => released.patient({ environmentName: "testing" })).toThrow("DEPLOY.ENVIRONMENT_UNKNOWN");
  });
});

describe("the command", () => {
  const command = async (words: readonly string[]) => {
    const said = { stdout: "", stderr: "" };
    const host: Host = {
      stdout: (text) => {
        said.stdout += text;
      },
      stderr: (text) => {
        said.stderr += text;
      },
      stdinLines: async function* () {},
      workingDirectory: released.world.folder,
      environment: released.world.machine.environment,
      colour: false,
    };
    const definition = doctorOn(() => released.world.machine);
    const code = await definition.run(invocationOf(definition, words, host));
    return { code, ...said };
  };

  it("prints groups, checks and findings, and ends with 0 where no error is among them", async () => {
    const { code, stdout, stderr } = await command(["--environment", "staging"]);
    expect({ code, stdout, errors: stderr.match(/error {2}DOCTOR.*/g) }).toEqual({
      ...{ code: 0, stdout: "", errors: null },
    });
    const shown = stderr.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, "http://here");
    expect(shown.split("\n")).toEqual(
      expect.arrayContaining([
        "This machine",
        "Build",
        "  ✔ Result as built         out: 151 files, as they were built",
        "Environment",
        "  ✔ Environment             staging, http://here",
        "  ✔ Flows                   9 of 9 are on",
        "Drift",
      ]),
    );
    expect(stderr).toMatch(/\n0 errors, 0 warnings · \d\d checks made, \d not made\n$/);
  });

  it("prints one object with --json and ends with 4 where an error is found", async () => {
    tenant().dataverse.control.turnOff("Reconcile");
    repairs.push(() => tenant().dataverse.control.turnOn("Reconcile"));
    const { code, stdout, stderr } = await command(["--environment", "staging", "--json"]);
    expect({ code, stderr }).toEqual({ code: 4, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      environment: "staging",
      diagnostics: [{ code: "DOCTOR.FLOW_OFF", severity: "error", found: "off", expected: "on" }],
    });
    expect(report.groups.map(({ group }: { group: string }) => group)).toEqual([
      ...["machine", "build", "settings", "environment", "drift"],
    ]);
    const { application, tenant: emulated } = released.world.served;
    for (const secret of [application.clientSecret, emulated.salesforce.token("admin@contoso.example")]) {
      expect(stdout).not.toContain(secret);
    }
  });

  it("refuses a settings file that is not there", async () => {
    await expect(command(["--settings", "none.json"])).rejects.toThrow("CLI.FILE_MISSING");
  });
});

describe("a full run, as docs/operate.md tells how to ask for it", () => {
  it("is on its way until it has looked at every linked deal, and ends by itself", async () => {
    const name = "csl_reconcilewatermark";
    const before = JSON.parse(control().variable(name) ?? "{}");
    control().setVariable(name, JSON.stringify({ ...before, full: "" }));
    expect(outcomeOf(await released.examine(), "watermark")).toMatchObject({
      said: expect.stringMatching(/^looked until .*, a full run is on its way$/),
    });
    tenant().advance(65 * 60_000);
    const after = JSON.parse(control().variable(name) ?? "{}");
    expect(after).toMatchObject({ since: expect.stringMatching(/^2026-/), failed: [] });
    expect(Object.keys(after)).not.toContain("full");
    expect(codesOf(await released.examine())).toEqual([]);
  });
});

describe("at last, since runs stay in the history", () => {
  it("names failed runs once for each flow and cause, in plain words", async () => {
    tenant().faults.unauthorised("dataverse", 3_600_000);
    tenant().advance(2 * 3_600_000);
    repairs.push(() => tenant().faults.clear());
    const examination = await released.examine();
    const failed = findingOf(examination, "DOCTOR.RUN_FAILED");
    expect(failed).toMatchObject({
      severity: "warning",
      where: { file: "staging", path: ["runs", "Reconcile"] },
    });
    expect(failed?.why).toBeDefined();
    expect(failed?.found).toMatch(/^\d since 7 days, the last at 2026-/);
  });
});
