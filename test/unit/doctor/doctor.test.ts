import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { flowUser, salesforceUser } from "../../../simulator/tenant/facts.ts";
import { checks } from "../../../solution/doctor/registry.ts";
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
    expect(notMade.map(({ key }) => key)).toEqual(["settings", "rules", "attributes"]);
    expect(reasonOf(examination, "attributes")).toBe("the organization has not sent a deal yet");
  });

  it("finds the same through the programs themselves", async () => {
    const examination = await released.examine({ programs: true });
    expect(codesOf(examination)).toEqual([]);
    const said = checks.map(({ key }) => outcomeOf(examination, key)?.kind);
    expect(said.filter((kind) => kind === "looked at")).toHaveLength(checks.length - 3);
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
