import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMask } from "../../../solution/deploy/mask.ts";
import { salesforceOrg } from "../../../solution/deploy/salesforce-org.ts";
import { readValues } from "../../stand-ins/sf/values.ts";
import { codeOf, type FakeOptions, fakeMachine } from "./fake-machine.ts";
import { tell } from "./story.ts";

function orgOf(said: unknown, exitCode = 0, options: FakeOptions = {}) {
  const stdout = typeof said === "string" ? said : JSON.stringify(said);
  const machine = fakeMachine({ programs: { sf: () => ({ exitCode, stdout }) }, ...options });
  const mask = createMask();
  mask.hide("hidden-token");
  return { machine, org: salesforceOrg(machine, mask, "sandbox") };
}

describe("sf", () => {
  it("is called for the org that was named, with JSON, and without an update in between", async () => {
    const { machine, org } = orgOf({ status: 0, result: { records: [{ Id: "1" }] } });
    expect(await org.query("SELECT Id FROM Opportunity")).toEqual([{ Id: "1" }]);
    expect(machine.calls).toMatchObject([
      {
        program: "sf",
        arguments: [
          "data",
          "query",
          "--query",
          "SELECT Id FROM Opportunity",
          "--target-org",
          "sandbox",
          "--json",
        ],
        environment: { SF_AUTOUPDATE_DISABLE: "true" },
      },
    ]);
  });

  it("may lie elsewhere", async () => {
    const { org } = orgOf("", 0, {
      environment: { COSELL_SF: "/opt/sf/run.js" },
      programs: { "/opt/sf/run.js": () => ({ stdout: '{"result":{"username":"kim@contoso.example"}}' }) },
    });
    expect(await org.user()).toBe("kim@contoso.example");
  });

  it("tells which components a deployment would change", async () => {
    const said = (flags: object) => ({
      componentType: "CustomField",
      fullName: "Opportunity.A__c",
      ...flags,
    });
    const { org } = orgOf({
      result: {
        details: {
          componentSuccesses: [
            said({ created: true, changed: true }),
            said({ created: false, changed: false, fullName: "Opportunity.B__c" }),
            // Older versions write their booleans as texts.
            said({ deleted: "true", changed: "false", fullName: "Opportunity.C__c" }),
            said({ changed: true, fullName: "package.xml", componentType: "" }),
          ],
        },
      },
    });
    expect(await org.deploy("/package.zip", true)).toEqual({
      changed: ["CustomField Opportunity.A__c", "CustomField Opportunity.C__c"],
    });
  });

  it("is quoted component by component where it refuses a deployment", async () => {
    const componentFailures = [
      { fullName: "Opportunity.A__c", problem: "duplicate label" },
      { fullName: "Cosell_Seller", problem: "hidden-token" },
    ];
    const { org } = orgOf({ status: 1, message: "failed", result: { details: { componentFailures } } }, 1);
    await expect(org.deploy("/package.zip", false)).rejects.toThrow(
      "DEPLOY.SF_REFUSED: sf could not do the deployment: Opportunity.A__c: duplicate label; Cosell_Seller: ***",
    );
  });

  it.each([
    [
      "its message",
      { status: 1, message: "No authorization information found.\nTry again." },
      "No authorization information found.",
    ],
    ["what is no JSON", "Segmentation fault", "Segmentation fault"],
    ["silence", "", "it says nothing"],
  ])("is quoted by %s", async (_what, said, words) => {
    await expect(orgOf(said, 1).org.user()).rejects.toThrow(words);
  });

  it("that is not there is missed", async () => {
    expect(await codeOf(orgOf("", 0, { programs: {} }).org.user())).toBe("DEPLOY.SF_MISSING");
  });

  it("gets every text of a record as it is", async () => {
    // What looks like a boolean is one to sf, however it is quoted.
    const texts = fc
      .string({ unit: "binary" })
      .filter((text) => !/[\0\ud800-\udfff]/.test(text) && !/^\s*(?:true|false)\s*$/i.test(text));
    await fc.assert(
      fc.asyncProperty(texts, texts, async (name, stage) => {
        const { machine, org } = orgOf({ result: { id: "006" } });
        await org.create("Opportunity", { Name: name, StageName: stage });
        const { arguments: words = [] } = machine.calls[0] ?? {};
        const given = words[words.indexOf("--values") + 1] ?? "";
        expect(readValues(given)).toEqual({ Name: name, StageName: stage });
      }),
    );
  });
});

describe("the smoke test", () => {
  const story = { command: "cosell deploy --environment staging --from smoke" };
  const verbs = (calls: readonly { readonly arguments: readonly string[] }[]): readonly string[] =>
    calls.map(({ arguments: words }) =>
      words.filter((word, index) => index < 3 && !word.startsWith("--")).join(" "),
    );

  it("makes one marked deal with the sync on, and removes it", async () => {
    const { machine, stderr } = await tell(story);
    expect(verbs(machine.calls)).toEqual([
      "org display",
      "data query",
      "org assign permset",
      "data query",
      "data create record",
      "data query",
      "data delete record",
      "data query",
    ]);
    const { arguments: words = [] } = machine.calls[4] ?? {};
    expect(readValues(words[words.indexOf("--values") + 1] ?? "")).toEqual({
      Name: "cosell smoke test 2026-01-05T08:00:00.000Z",
      StageName: "Qualification",
      CloseDate: "2026-02-04",
      Sync_with_Partner_Center__c: true,
    });
    expect(stderr).toContain("Not shared: no Microsoft solution is attached");
  });

  it("removes the deal also when nothing comes back", async () => {
    const { machine, diagnostic, code } = await tell({
      ...story,
      audit: "",
      command: `${story.command} --json`,
    });
    expect([code, diagnostic?.code]).toEqual([2, "DEPLOY.SMOKE_FAILED"]);
    expect(verbs(machine.calls).slice(-2)).toEqual(["data delete record", "data query"]);
    // Three minutes of polling, and twelve for a poll that is late.
    expect(machine.waits.reduce((sum, wait) => sum + wait, 0)).toBe(15 * 60_000);
  });
});
