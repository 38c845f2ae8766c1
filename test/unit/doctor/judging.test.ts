import { describe, expect, it } from "vitest";
import { judgeWhole } from "../../../solution/doctor/build/result.ts";
import { judgeSchema } from "../../../solution/doctor/drift/judge-schema.ts";
import { judgeRules, rulesCheck } from "../../../solution/doctor/drift/rules.ts";
import { judgeDeals } from "../../../solution/doctor/environment/deals.ts";
import { judgeFlows } from "../../../solution/doctor/environment/flows.ts";
import { judgeRuns } from "../../../solution/doctor/environment/runs.ts";
import { judgeWatermark } from "../../../solution/doctor/environment/watermark.ts";
import { judgeWebhook, neededEvents } from "../../../solution/doctor/environment/webhook.ts";
import { pacCheck, sfCheck } from "../../../solution/doctor/machine/tools.ts";
import { explainRun } from "../../../solution/doctor/run-errors.ts";
import { expectedInstead } from "../../../solution/doctor/variable-values.ts";
import { compareVersions, isInRange } from "../../../solution/doctor/versions.ts";
import { ended, fakeMachine, patientWith } from "./fake-machine.ts";

const codesIn = (judgement: { readonly findings: readonly { readonly code: string }[] }) =>
  judgement.findings.map(({ code }) => code);

describe("versions", () => {
  it.each([
    ["20.20.0", "^20.20.0 || >=22.12.0", true],
    ["20.19.9", "^20.20.0 || >=22.12.0", false],
    ["21.7.0", "^20.20.0 || >=22.12.0", false],
    ["22.12.0", "^20.20.0 || >=22.12.0", true],
    ["26.0.0", "^20.20.0 || >=22.12.0", true],
  ])("%s is in %s: %s", (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });

  it("are compared number by number, and what is none is older than all", () => {
    expect(compareVersions("1.10.0.0", "1.9.0.7")).toBeGreaterThan(0);
    expect(compareVersions("1.0", "1.0.0.0")).toBe(0);
    expect(compareVersions("no version", "0.0.1")).toBeLessThan(0);
  });
});

describe("programs", () => {
  const onMachine = (given: Parameters<typeof fakeMachine>[0]) =>
    patientWith({ machine: fakeMachine(given) });

  it("are found with their versions, wherever they lie", async () => {
    const patient = onMachine({
      environment: { HOME: "/home-of/kim" },
      run: ({ program }) =>
        program === "/home-of/kim/.dotnet/tools/pac"
          ? ended("Microsoft PowerPlatform CLI\nVersion: 2.10.1+g5f6a3f1 (.NET 9.0.0)")
          : program === "sf"
            ? ended("@salesforce/cli/2.96.4 linux-x64 node-v20.20.0")
            : { started: false },
    });
    expect(await pacCheck.examine(patient)).toMatchObject({
      said: "pac 2.10.1, /home-of/kim/.dotnet/tools/pac",
    });
    expect(await sfCheck.examine(patient)).toMatchObject({ said: "sf 2.96.4, sf", findings: [] });
  });

  it("are missed, and the old Salesforce CLI is told from the new one that has its name", async () => {
    const nothing = onMachine({});
    expect(await pacCheck.examine(nothing)).toMatchObject({ findings: [{ code: "DOCTOR.PAC_MISSING" }] });
    expect(await sfCheck.examine(nothing)).toMatchObject({ findings: [{ code: "DOCTOR.SF_MISSING" }] });
    const old = onMachine({
      run: ({ program }) => (program === "sfdx" ? ended("sfdx-cli/7.209.6 linux-x64") : { started: false }),
    });
    expect(await sfCheck.examine(old)).toMatchObject({ findings: [{ code: "DOCTOR.SF_OLD" }] });
    const renamed = onMachine({
      run: ({ program }) => (program === "sfdx" ? ended("@salesforce/cli/2.96.4 linux") : { started: false }),
    });
    expect(await sfCheck.examine(renamed)).toMatchObject({ findings: [] });
  });
});

describe("the result of a build", () => {
  it("names changed, missing and strange files, ten at most", () => {
    const listed = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`flows/${index}.json`, "a"]));
    const there = { ...listed, "flows/0.json": "b", "notes.txt": "c" };
    const without = Object.entries(there).filter(([path]) => path !== "flows/1.json");
    const judgement = judgeWhole({ folder: "out", result: { listed, there: Object.fromEntries(without) } });
    expect(judgement.findings.map(({ where, found }) => [where?.file, found])).toEqual([
      ["out/flows/0.json", "other content than the manifest lists"],
      ["out/flows/1.json", "it is gone"],
      ["out/notes.txt", "a file that no build has made"],
    ]);
    const allChanged = Object.fromEntries(Object.keys(listed).map((path) => [path, "b"]));
    const many = judgeWhole({ folder: "out", result: { listed, there: allChanged } });
    expect(many.findings).toHaveLength(10);
    expect(many.said).toBe("out: 15 of 15 files are not as they were built");
  });
});

describe("values of variables", () => {
  const closed = ["Closed Won", "Closed Lost"];
  it.each([
    ["displayCheckMark", "yesNo", "Yes", undefined],
    ["displayCheckMark", "yesNo", "true", undefined],
    ["displayCheckMark", "yesNo", "on", "yes or no"],
    ["activeStage", "text", "Qualification", undefined],
    ["activeStage", "text", "Closed Won", "an open stage: this one closes the deal"],
    ["activeStage", "text", " ", "a text that is not empty"],
    ["countryField", "text", "Country_Code__c", undefined],
    ["countryField", "text", "Billing Country", "the API name of a field"],
    ["organizationId", "text", "unknown", undefined],
    ["organizationId", "text", "3f2b8a10-6c5d-4e7f-8a9b-0c1d2e3f4a5b", undefined],
    ["organizationId", "text", "Contoso", "the id that the registration flow shows, or unknown"],
    ["reconcileWatermark", "json", "{", "JSON"],
    ["reconcileWatermark", "json", `"${"x".repeat(2000)}"`, "at most 2000 characters"],
  ] as const)("%s, %s: %j → %s", (key, type, value, expected) => {
    expect(expectedInstead({ key, type, schemaName: "csl_x" }, value, closed)).toBe(expected);
  });
});

describe("the webhook", () => {
  const events = [...neededEvents];
  const own = "https://host.example:443/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=a";

  it("is the same address with or without its port, whatever the order of its parameters", () => {
    const same = "https://host.example/workflows/1/triggers/manual/paths/invoke?sig=a&api-version=1";
    expect(codesIn(judgeWebhook({ registered: { url: same, events }, flow: { url: own } }))).toEqual([]);
    const other = same.replace("sig=a", "sig=b");
    expect(codesIn(judgeWebhook({ registered: { url: other, events }, flow: { url: own } }))).toEqual([
      "DOCTOR.WEBHOOK_ELSEWHERE",
    ]);
  });

  it("says that it cannot tell whose address it is, where nobody knows where the flow listens", () => {
    const judgement = judgeWebhook({ registered: { url: own, events }, flowUnknown: "the flow is off" });
    expect(judgement).toEqual({
      said: "https://host.example/workflows/1/triggers/manual/paths/invoke; whether it is the flow's cannot be said, because the flow is off",
      findings: [],
    });
  });
});

describe("the address that Reconcile has noted", () => {
  const events = [...neededEvents];
  const registered = { url: "https://host.example/workflows/1/invoke?sig=a", events };

  it("tells that events go elsewhere, and no more: it may be another's that was met first", () => {
    const same = judgeWebhook({ registered, noted: "https://host.example:443/workflows/1/invoke" });
    expect(same.findings).toEqual([]);
    expect(same.said).toContain("cannot be said");
    const moved = judgeWebhook({ registered, noted: "https://host.example/workflows/2/invoke" });
    expect(moved.findings).toMatchObject([
      {
        code: "DOCTOR.WEBHOOK_ELSEWHERE",
        found: "https://host.example/workflows/1/invoke",
        expected: "https://host.example/workflows/2/invoke",
      },
    ]);
  });
});

describe("flows", () => {
  const flow = (name: string, more: object = {}) => ({
    name,
    job: "",
    state: "on" as const,
    calls: [],
    ...more,
  });

  it("that a maker has edited are named, but not where the platform has rewritten all", () => {
    const edited = [flow("A", { changed: true }), flow("B")];
    expect(codesIn(judgeFlows({ environment: "staging", flows: edited }))).toEqual(["DOCTOR.FLOW_CHANGED"]);
    const all = [flow("A", { changed: true }), flow("B", { changed: true })];
    expect(judgeFlows({ environment: "staging", flows: all })).toEqual({
      said: "2 of 2 are on; whether they were edited cannot be said, since the platform has rewritten them all",
      findings: [],
    });
  });
});

describe("Reconcile", () => {
  const facts = {
    environment: "staging",
    variable: "csl_w",
    intervalMinutes: 60,
    now: "2026-02-01T12:00:00Z",
  };
  it.each([
    ['{"since":"2026-02-01T08:50:00Z","failed":[]}', []],
    ['{"since":"2026-02-01T08:49:00Z","failed":[]}', ["DOCTOR.RECONCILE_BEHIND"]],
    ['{"since":"2026-02-01T11:00:00Z","failed":["R:1"]}', ["DOCTOR.RECONCILE_FAILING"]],
    ["{}", ["DOCTOR.RECONCILE_NEVER_RAN"]],
    ['{"since":"yesterday"}', ["DOCTOR.WATERMARK_UNREADABLE"]],
    ['{"since":"2026-02-01T11:00:00Z","failed":"R:1"}', ["DOCTOR.WATERMARK_UNREADABLE"]],
  ])("%s → %j", (value, codes) => {
    expect(codesIn(judgeWatermark({ ...facts, value }))).toEqual(codes);
  });

  it("says that a full run is on its way", () => {
    const value = '{"since":"2026-02-01T11:00:00Z","failed":[],"full":"006000000000001AAA"}';
    expect(judgeWatermark({ ...facts, value }).said).toBe(
      "looked until 2026-02-01T11:00:00Z, a full run is on its way",
    );
  });
});

describe("runs and deals", () => {
  it("one finding for each flow and code, with the newest message", () => {
    const run = (flow: string, code: string, hour: number) => ({
      ...{ flow, code },
      time: `2026-02-01T${hour}:00:00Z`,
      message: `at ${hour}`,
    });
    const runs = [
      run("Reconcile", "ActionFailed", 11),
      run("A", "SyncFailed", 10),
      run("Reconcile", "ActionFailed", 9),
    ];
    const judgement = judgeRuns({ environment: "staging", days: 7, runs });
    expect(judgement.findings.map(({ found }) => found)).toEqual([
      "2 since 7 days, the last at 2026-02-01T11:00:00Z: ActionFailed: at 11",
      "1 since 7 days, the last at 2026-02-01T10:00:00Z: SyncFailed: at 10",
    ]);
  });

  it("a code in the message says more than that an action failed", () => {
    expect(explainRun("ActionFailed", "…InvalidTemplate. Unable to process…")?.code).toBe("InvalidTemplate");
    expect(explainRun("ActionFailed", "An action failed.")?.code).toBe("ActionFailed");
    expect(explainRun("SomethingNew", "")).toBeUndefined();
  });

  it("of a line with several parts, the one that somebody has to do something about", () => {
    const deal = {
      ...{ id: "1", name: "Deal", status: "Error", modified: "2026-02-01T11:00:00Z" },
      audit:
        "2026-02-01 11:00 - Name sent to Partner Center; Notes are missing: enter a text\n2026-01-31 10:00 - x",
    };
    const facts = { organization: "contoso", windowHours: 24, now: "2026-02-01T12:00:00Z", deals: [deal] };
    expect(judgeDeals(facts).findings[0]).toMatchObject({
      why: "The mapping demands notes on each deal.",
      nextActions: [{ label: "Enter them." }],
    });
  });

  it("a line that nobody knows is shown as it is", () => {
    const deal = {
      ...{ id: "1", name: "Deal", status: "Conflict", modified: "2026-02-01T11:00:00Z" },
      audit: "somebody wrote here by hand",
    };
    const facts = { organization: "contoso", windowHours: 24, now: "2026-02-01T12:00:00Z", deals: [deal] };
    expect(judgeDeals(facts).findings[0]).toMatchObject({ found: "Conflict", expected: "Synced" });
  });
});

describe("validation rules", () => {
  const rule = (formula: string) => ({
    ...{ organization: "contoso", permission: "Cosell_Integration_User" },
    written: { Opportunity: ["Amount", "CloseDate"] },
    rules: [{ object: "Opportunity", name: "Rule", message: "No.", formula }],
  });
  it.each([
    ["Amount < 0", ["DOCTOR.RULE_IN_THE_WAY"]],
    ["ISCHANGED(amount)", ["DOCTOR.RULE_IN_THE_WAY"]],
    ["Amount__c < 0", []],
    ["Account.Amount < 0", []],
    ['TEXT(Type) = "Amount"', []],
    ['AND(Amount < 0, $Profile.Name <> "Integration")', []],
    ["AND(Amount < 0, NOT($Permission.Cosell_Integration_User))", []],
  ])("%s → %j", (formula, codes) => {
    expect(codesIn(judgeRules(rule(formula)))).toEqual(codes);
  });

  it("says how many formulas cannot be seen", () => {
    const { rules: _rules, ...facts } = rule("");
    const rules = [{ object: "Opportunity", name: "Hidden", message: "No." }];
    expect(judgeRules({ ...facts, rules })).toEqual({
      said: "1 active rules besides ours, the formula of 1 cannot be seen",
      findings: [],
    });
  });

  it("are not looked at without an organization", async () => {
    expect(await rulesCheck.examine(patientWith({}))).toEqual({
      kind: "not looked at",
      because: "nobody is signed in",
    });
  });
});

describe("fields", () => {
  it("which only the integration may write say nothing of the user who looks, once that one is a reader", () => {
    const objects = [
      {
        name: "Opportunity",
        expected: [
          { name: "State__c", types: ["textarea"], written: true, integrationOnly: true },
          { name: "Amount", types: ["currency"], written: true },
        ],
        fields: [
          { name: "State__c", type: "textarea", writable: false },
          { name: "Amount", type: "currency", writable: false, calculated: true },
        ],
      },
    ];
    const judgement = judgeSchema({ organization: "contoso", objects });
    expect(judgement.findings.map(({ code, found }) => [code, found])).toEqual([
      ["DOCTOR.FIELD_NOT_WRITABLE", "a formula"],
    ]);
    expect(judgement.said).toContain("seen by a user who may only read");
  });
});
