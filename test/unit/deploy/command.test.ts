import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Prompts } from "../../../generator/cli/prompts.ts";
import { shellWords } from "../../../solution/deploy/shell-words.ts";
import { type Story, tell } from "./story.ts";

const deploy = (words: string): Story => ({ command: `cosell deploy --environment staging ${words}`.trim() });
const old = { CosellConnectors: "0.9.0.0 managed", CosellSync: "0.9.0.0 managed" };

/** A person who types these answers, one after the other. */
function person(
  ...answers: readonly (string | undefined)[]
): Prompts & { readonly questions: readonly string[] } {
  const questions: string[] = [];
  return {
    questions,
    text: async ({ message }) => {
      questions.push(message);
      return answers[questions.length - 1];
    },
    choose: async () => undefined,
  };
}

describe("exit codes", () => {
  it.each([
    ["finished", deploy("--json"), 0],
    ["only looked", deploy("--dry-run"), 0],
    ["stopped for a person", { ...deploy(""), connections: false }, 2],
    ["failed", { ...deploy(""), installed: {}, pac: "Error: no" }, 2],
    ["a step cannot be looked at", { ...deploy("--dry-run"), missing: ["sf"] }, 2],
    ["looked and found nothing but a person's work", { ...deploy("--dry-run"), connections: false }, 0],
    ["nobody can consent", { ...deploy(""), installed: old }, 2],
    ["consent by its option", { ...deploy("--confirm staging"), installed: old }, 0],
  ])("%s", async (_what, story, code) => {
    expect((await tell(story)).code).toBe(code);
  });

  it.each([
    ["the name", 0],
    ["anything else", 3],
    ["nothing", 3],
  ])("%s is typed", async (what, code) => {
    const typed = { "the name": "staging", "anything else": "y", nothing: undefined }[what];
    const prompts = person(typed);
    const told = await tell({ ...deploy(""), installed: old }, prompts);
    expect(told.code).toBe(code);
    expect(prompts.questions).toEqual(["Type staging to go on, anything else to stop:"]);
    expect(told.stderr).toContain("CosellSync 0.9.0.0 is replaced");
  });

  it.each([
    ["--print --dry-run", "give one of them"],
    ["--remove-salesforce", "--remove only"],
    ["--confirm production", "not the name of the environment"],
  ])("%s contradicts itself", async (words, reason) => {
    const { code, diagnostic } = await tell(deploy(words));
    expect([code, diagnostic?.code]).toEqual([undefined, "CLI.USAGE"]);
    expect(diagnostic?.message).toContain(reason);
  });
});

describe("a person at the terminal", () => {
  it("is waited for, and may stop", async () => {
    const prompts = person("", "later");
    const { code, stderr } = await tell({ ...deploy(""), connections: false }, prompts);
    expect(code).toBe(2);
    expect(prompts.questions).toHaveLength(2);
    expect(stderr).toContain("New connection, and sign in to:");
  });

  it("is told what to do where nobody is asked", async () => {
    const { stderr } = await tell({ ...deploy(""), connections: false });
    expect(stderr).toContain("environments/environment-1/connections, New connection, and sign in to:");
    expect(stderr).toContain("Then: cosell deploy --environment staging");
  });
});

describe("what is shown", () => {
  it("is progress on standard error and the report on standard output", async () => {
    const { stdout, stderr } = await tell(deploy("--json"));
    expect(JSON.parse(stdout)).toMatchObject({ environment: "staging", work: "release", finished: true });
    expect(stderr).toContain("✔ smoke");
    expect((await tell(deploy(""))).stdout).toBe("");
  });

  it("is two lines for a step that is taken, and one for a step that is done already", async () => {
    const { stderr } = await tell({ ...deploy("--skip smoke webhook"), flows: "off" });
    const taken = stderr.slice(stderr.lastIndexOf("\n\n") + 2).split("\n");
    expect(taken.filter((line) => /\bflows\b/.test(line))).toEqual([
      "flows             Turn the flows on",
      "✔ flows           done  0.0 s",
    ]);
    expect(taken.filter((line) => /\bvariables\b/.test(line))).toEqual([
      "✔ variables       done already: the mapping sets none for this environment",
    ]);
  });

  it("is cut where it is long, but never what a person is to do", async () => {
    const told = await tell({ ...deploy("--dry-run"), connections: false });
    expect(told.stderr).toContain("Share each connection with the application of the release");
    expect(told.stderr).not.toContain("more (--json lists them all)");
  });

  it("asks the services for nothing when it only prints", async () => {
    const { machine, stdout } = await tell(deploy("--print"));
    expect([machine.requests, machine.calls]).toEqual([[], []]);
    expect(stdout.startsWith("#!/bin/sh\n")).toBe(true);
    const printed: { script: string } = JSON.parse((await tell(deploy("--print --json"))).stdout);
    expect(printed).toEqual({ script: stdout, diagnostics: [] });
  });

  it("changes nothing when it only looks", async () => {
    const { machine } = await tell({ ...deploy("--dry-run"), installed: {}, flows: "off" });
    expect(machine.requests.filter(({ method }) => method !== "GET" && method !== "POST")).toEqual([]);
    // The sign-in is the only thing that is sent.
    expect(
      machine.requests.filter(({ method, url }) => method === "POST" && !url.includes("/oauth2/")),
    ).toEqual([]);
    expect(machine.calls.map(({ arguments: words }) => words.join(" "))).toEqual([
      expect.stringMatching(/^project deploy start .* --dry-run /),
    ]);
  });

  it("is each reason once, when it only looks and several steps fail", async () => {
    const answers = [
      { to: "/connectors", status: 403, body: { message: "not the connectors" } },
      { to: "/workflows", status: 403, body: { message: "not the flows" } },
    ];
    const { stdout } = await tell({ ...deploy("--dry-run --json"), answers });
    expect(
      JSON.parse(stdout).diagnostics.map(({ message }: { message: string }) => message.split(": ")[1]),
    ).toEqual(["not the connectors", "not the flows"]);
  });

  it("hides secrets that services and programs repeat", async () => {
    const secret = "tell~nobody.This";
    const { stdout, stderr } = await tell({
      ...deploy("--json"),
      installed: {},
      pac: `Error: ${secret} is wrong`,
    });
    expect(stdout).toContain("*** is wrong");
    expect(`${stdout}${stderr}`).not.toContain(secret);
  });
});

describe("the script", () => {
  const check = (script: string) => spawnSync("sh", ["-n"], { input: script, encoding: "utf8" });

  it.each(["", "--layout single", "--unmanaged", "--from flows", "--remove"])(
    "with %s is one for a POSIX shell",
    async (words) => {
      const { stdout } = await tell(deploy(`--print ${words}`.trim()));
      expect(check(stdout)).toMatchObject({ status: 0, stderr: "" });
    },
  );

  it("signs in before the first call of pac, and only where there is one", async () => {
    const { stdout } = await tell(deploy("--print"));
    const pac = stdout.split("\n").filter((line) => line.startsWith("pac "));
    expect(pac.map((line) => line.split(" ").slice(1, 3).join(" "))).toEqual([
      "auth create",
      "solution import",
      "solution import",
    ]);
    expect(pac[0]).toContain('--clientSecret "$COSELL_CLIENT_SECRET"');
    expect((await tell(deploy("--print --from flows"))).stdout).not.toContain("pac ");
  });

  it("turns the flows on in the order of the seed", async () => {
    const { stdout } = await tell(deploy("--print --from flows --skip webhook smoke"));
    const names = stdout
      .split("\n")
      .filter((line, index, all) => all[index + 1]?.startsWith("cosell_web_api PATCH") && line !== "");
    expect(names).toEqual([
      "# Partner Center Webhook Registration",
      "# [Customize] Create or Get Details from Salesforce",
      "# Create Co-sell Referral - Salesforce to Partner Center",
      "# Salesforce to Partner Center",
      "# Partner Center Microsoft Co-sell Referral Updates to Salesforce",
      "# Partner Center to Salesforce",
      "# Salesforce Opportunity to Partner Center",
      "# Salesforce Microsoft Solutions to Partner Center",
      "# Reconcile",
    ]);
  });

  it("halts wherever a person acts", async () => {
    const { stdout } = await tell(deploy("--print"));
    expect(stdout.split("\n").filter((line) => line.startsWith("halt '"))).toHaveLength(10);
  });

  it("hands every word over as it is", () => {
    const word = fc.string({ unit: "binary" }).filter((text) => !/[\0\ud800-\udfff]/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const { stdout } = spawnSync("sh", ["-c", `printf '%s\\0' ${shellWords(words)}`], {
          encoding: "utf8",
        });
        expect(stdout.split("\0").slice(0, -1)).toEqual(words);
      }),
      { numRuns: 30 },
    );
  });
});

describe("permission sets", () => {
  const permissionSets = {
    seller: "Deal_Desk",
    viewer: "Deal_Audience",
    integration: "Partner_Sync",
    integrationStatus: "Partner_Sync_Words",
  };
  const usual = /Cosell_(?:Seller|Viewer|Integration)/;

  it("are asked for by the names of the mapping, in the script and where a person acts", async () => {
    const printed = await tell({ ...deploy("--print"), permissionSets });
    expect(printed.stdout).toContain("Partner_Sync and Partner_Sync_Words to the user");
    expect(printed.stdout).toContain("Deal_Desk to those who share deals");
    const stopped = await tell({ ...deploy(""), permissionSets, connections: false });
    expect(stopped.stderr).toContain(
      "sf org assign permset --name Partner_Sync --name Partner_Sync_Words --on-behalf-of",
    );
    expect(`${printed.stdout}${stopped.stderr}`).not.toMatch(usual);
  });

  it("let the smoke test see its deal", async () => {
    const { machine, code } = await tell({ ...deploy(""), permissionSets });
    expect(code).toBe(0);
    const words = machine.calls
      .filter(({ program }) => program === "sf")
      .map((call) => call.arguments.join(" "))
      .filter((line) => line.includes("permset") || line.includes("PermissionSet.Name"));
    expect(words.some((line) => line.startsWith("org assign permset --name Deal_Desk "))).toBe(true);
    expect(words.filter((line) => usual.test(line))).toEqual([]);
  });
});
