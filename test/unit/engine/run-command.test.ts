import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../../generator/cli/commands/run.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { mockFileSchema } from "../../../simulator/engine/mocks/mock-file.ts";
import { connector, file, succeed } from "./lab.ts";

const behind = (name: string, ...listed: readonly string[]) => ({ [name]: listed });
const docs = join(import.meta.dirname, "../../../docs");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cosell-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFileSync(
    join(folder, name),
    content instanceof Uint8Array || typeof content === "string" ? content : JSON.stringify(content),
  );

async function cosellRun(flow: string, options: Readonly<Record<string, unknown>> = {}) {
  const printed = { stdout: "", stderr: "" };
  const host = {
    stdout: (text: string) => {
      printed.stdout += text;
    },
    stderr: (text: string) => {
      printed.stderr += text;
    },
    stdinLines: async function* () {},
    workingDirectory: folder,
    environment: {},
    colour: false,
  };
  const defaults = { at: "2026-01-15T09:00:00Z", seed: "0" };
  const exitCode = await run.run({ arguments: [flow], options: { ...defaults, ...options }, host });
  return { exitCode, ...printed };
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
  return "none";
}

const child = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const ask = file({
  Ask: {
    type: "Workflow",
    runAfter: {},
    inputs: { host: { workflowReferenceName: child }, body: { text: "x" } },
  },
  Say: succeed("@body('Ask')?['said']", behind("Ask", "Succeeded")),
});
const answer = file({
  Reply: {
    type: "Response",
    kind: "Http",
    runAfter: {},
    inputs: { statusCode: 200, body: { said: "@triggerBody()?['text']" } },
  },
});

describe("cosell run", () => {
  it("does what docs/run.md shows", async () => {
    const page = readFileSync(join(docs, "run.md"), "utf8");
    for (const [, name = "", content = ""] of page.matchAll(/```json file=(\S+)\n(.*?)```/gs))
      write(name, content);
    const [, shown] = /```console run=[^\n]*\n(.*?)```/s.exec(page) ?? [];
    const { exitCode, stdout } = await cosellRun("NotifyOwner.json", {
      trigger: "trigger.json",
      mocks: "mocks.json",
    });
    expect(stdout.trimEnd()).toBe(shown?.trimEnd());
    expect(exitCode).toBe(0);
  });

  it("prints one JSON object", async () => {
    write(
      "flow.json",
      file({ Read: connector("Get"), Say: succeed("@body('Read')?['a']", behind("Read", "Succeeded")) }),
    );
    write("mocks.json", { calls: [{ match: { action: "Read" }, answers: [{ body: { a: 1.5 } }] }] });
    const { exitCode, stdout, stderr } = await cosellRun("flow.json", { mocks: "mocks.json", json: true });
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [
        {
          flow: "flow",
          status: "Succeeded",
          actions: [
            { name: "Read", code: "OK" },
            { name: "Say", outputs: 1.5 },
          ],
          counts: { actions: 2, calls: 1 },
        },
      ],
      childRuns: [],
      diagnostics: [],
    });
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  it("says which answer is missing, shows how far it came, and prints an entry to fill in", async () => {
    write("flow.json", file({ Read: connector("Get"), Say: succeed(1, behind("Read", "Succeeded")) }));
    const { exitCode, stdout, stderr } = await cosellRun("flow.json");
    expect(exitCode).toBe(2);
    expect(stdout).toContain("… Read   OpenApiConnection   Running");
    expect(stderr).toContain("RUN.MOCK_MISSING");
    const skeleton: unknown = JSON.parse(stderr.slice(stderr.indexOf("{")));
    expect(skeleton).toEqual({
      calls: [
        {
          match: { action: "Read", operation: "Get", connector: "shared_crm" },
          answers: [{ statusCode: 200, body: {} }],
        },
      ],
    });
    write("mocks.json", skeleton);
    expect((await cosellRun("flow.json", { mocks: "mocks.json" })).exitCode).toBe(0);
    expect(JSON.parse((await cosellRun("flow.json", { json: true })).stdout)).toMatchObject({
      missing: { match: { action: "Read" } },
    });
  });

  it.each([
    [{ statusCode: 404 }, 6, "Failed"],
    [{ unreachable: "UnresolvableHostName" }, 6, "Failed"],
    [{ statusCode: 200 }, 0, "Succeeded"],
  ])("ends with a code that tells how the run ended: %j", async (given, code, status) => {
    write("flow.json", file({ Read: connector("Get", { retryPolicy: { type: "none" } }) }));
    write("mocks.json", { calls: [{ match: { operation: "Get" }, answers: [given] }] });
    const { exitCode, stdout } = await cosellRun("flow.json", { mocks: "mocks.json", json: true });
    expect([
      exitCode,
      (JSON.parse(stdout) as { readonly runs: readonly { readonly status: string }[] }).runs[0]?.status,
    ]).toEqual([code, status]);
  });

  it("answers pages, addresses and child flows from the mocks", async () => {
    const actions = {
      List: connector("List", { runtimeConfiguration: { paginationPolicy: { minimumItemCount: 9 } } }),
      Call: {
        type: "Http",
        runAfter: {},
        inputs: { method: "GET", uri: "https://api.contoso.example/deals/1?x=2" },
      },
      Ask: {
        type: "Workflow",
        runAfter: {},
        inputs: { host: { workflowReferenceName: child }, body: { text: "x" } },
      },
      All: succeed(["@body('List')?['value']", "@body('Call')", "@body('Ask')"], {
        ...behind("List", "Succeeded"),
        ...behind("Call", "Succeeded"),
        ...behind("Ask", "Succeeded"),
      }),
    };
    write("flow.json", file(actions));
    write("mocks.json", {
      calls: [
        {
          match: { operation: "List" },
          answers: [{ body: { value: [1], "@odata.nextLink": "https://crm/2" } }],
        },
        { match: { operation: "List", url: "https://crm/2" }, answers: [{ body: { value: [2] } }] },
        { match: { method: "GET", url: "https://api.contoso.example/deals/*" }, answers: [{ body: "deal" }] },
        { match: { flow: child, parameters: { text: "y" } }, answers: [{ body: "wrong" }] },
        { match: { flow: child, parameters: { text: "x" } }, answers: [{ body: "right" }] },
      ],
    });
    const { stdout } = await cosellRun("flow.json", { mocks: "mocks.json", json: true });
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [{ actions: [{}, {}, {}, { outputs: [[1, 2], "deal", "right"] }] }],
    });
  });

  it("runs a flow of a zip, and the flows that it calls", async () => {
    const customizations = `<ImportExportXml><Workflows>
      <Workflow WorkflowId="{${child}}" Name="Answer"/>
      <Workflow WorkflowId="{11111111-2222-3333-4444-555555555555}" Name="Ask &amp; say"/>
    </Workflows></ImportExportXml>`;
    write(
      "solution.zip",
      zipSync({
        "customizations.xml": strToU8(customizations),
        [`Workflows/Answer-${child.toUpperCase()}.json`]: strToU8(JSON.stringify(answer)),
        "Workflows/AskAndSay-11111111-2222-3333-4444-555555555555.json": strToU8(JSON.stringify(ask)),
      }),
    );
    for (const name of ["Ask & say", "ask & SAY", "11111111-2222-3333-4444-555555555555", "AskAndSay"]) {
      const { exitCode, stdout } = await cosellRun(`solution.zip#${name}`, { json: true });
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        runs: [
          {
            flow: "Ask & say",
            actions: [
              { name: "Ask", code: "OK" },
              { name: "Say", outputs: "x" },
            ],
          },
        ],
        childRuns: [{ flow: "Answer", status: "Succeeded" }],
      });
    }
  });

  it("takes the only flow of a zip without being told", async () => {
    const name = `Workflows/Say-${child.toUpperCase()}.json`;
    const content = strToU8(JSON.stringify(file({ Say: succeed() })));
    write("one.zip", zipSync({ [name]: content }));
    expect((await cosellRun("one.zip")).exitCode).toBe(0);
    write("two.zip", zipSync({ [name]: content, [name.replace("0F", "1F")]: content }));
    expect(await failureOf(cosellRun("two.zip"))).toBe("RUN.FLOW_NOT_IN_ZIP");
  });

  it("makes a run of each element that splitOn gives", async () => {
    const trigger = {
      type: "OpenApiConnection",
      recurrence: { frequency: "Minute", interval: 3 },
      splitOn: "@triggerOutputs()?['body/value']",
      inputs: connector("Poll").inputs,
    };
    write("flow.json", file({ Say: succeed("@triggerBody()?['id']") }, { trigger }));
    write("trigger.json", { body: { value: [{ id: 1 }, { id: 2 }] } });
    write("mocks.json", { calls: [{ match: { operation: "Poll" }, answers: [{ statusCode: 202 }] }] });
    const { stdout } = await cosellRun("flow.json", {
      trigger: "trigger.json",
      mocks: "mocks.json",
      json: true,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      runs: [{ actions: [{ outputs: 1 }] }, { actions: [{ outputs: 2 }] }],
    });
  });

  it("takes values for parameters, by schema name or by name", async () => {
    const parameters = {
      "Field (acme_Field)": { type: "String", metadata: { schemaName: "acme_Field" } },
      Plain: { type: "Object", defaultValue: {} },
    };
    write(
      "flow.json",
      file({ Say: succeed(["@parameters('Field (acme_Field)')", "@parameters('Plain')"]) }, { parameters }),
    );
    write("parameters.json", { acme_Field: "Amount", Plain: { a: [1] } });
    const { stdout } = await cosellRun("flow.json", { parameters: "parameters.json", json: true });
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ actions: [{ outputs: ["Amount", { a: [1] }] }] }] });
    write("wrong.json", { acme_Feild: "Amount" });
    expect(await failureOf(cosellRun("flow.json", { parameters: "wrong.json" }))).toBe(
      "RUN.REFERENCE_UNKNOWN",
    );
  });

  it("refuses a flow with findings, and prints all of them", async () => {
    write("flow.json", file({ A: { type: "Nope", runAfter: {} }, B: { ...succeed(), typo: 1 } }));
    const { exitCode, stdout, stderr } = await cosellRun("flow.json");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("flow.json#/properties/definition/actions/A/type");
    expect(stderr).toContain("RUN.ACTION_TYPE_UNKNOWN");
    expect(stderr).toContain("RUN.SETTING_UNKNOWN");
    const json = await cosellRun("flow.json", { json: true });
    expect(JSON.parse(json.stdout)).toMatchObject({
      diagnostics: [{ code: "RUN.ACTION_TYPE_UNKNOWN" }, { code: "RUN.SETTING_UNKNOWN" }],
    });
  });

  it.each([
    ["no such file", "gone.json", {}, "CLI.FILE_MISSING"],
    ["no JSON", "text.json", {}, "RUN.JSON_UNREADABLE"],
    ["a time that is none", "flow.json", { at: "soon" }, "CLI.USAGE"],
    ["a seed that is none", "flow.json", { seed: "dice" }, "CLI.USAGE"],
    ["mocks of another form", "flow.json", { mocks: "empty.json" }, "RUN.MOCKS_INVALID"],
    ["parameters that are no object", "flow.json", { parameters: "list.json" }, "RUN.JSON_UNREADABLE"],
    ["a broken zip", "broken.zip", {}, "RUN.FLOW_UNREADABLE"],
  ])("refuses %s", async (_name, flow, options, code) => {
    write("flow.json", file({}));
    write("text.json", "hello");
    write("empty.json", {});
    write("list.json", [1]);
    write("broken.zip", new Uint8Array([0x50, 0x4b, 1, 2]));
    expect(await failureOf(cosellRun(flow, options))).toBe(code);
  });

  it("runs the same flow to the same text for the same seed", async () => {
    write("flow.json", file({ Read: connector("Get") }));
    write("mocks.json", {
      calls: [{ match: { operation: "Get" }, answers: [{ statusCode: 500 }, { statusCode: 500 }, {}] }],
    });
    const text = async (seed: string) => (await cosellRun("flow.json", { mocks: "mocks.json", seed })).stdout;
    expect(await text("1")).toBe(await text("1"));
    expect(await text("1")).not.toBe(await text("2"));
  });
});

describe("the published schema of mocks", () => {
  it("is the one that is validated with", () => {
    const published: unknown = JSON.parse(readFileSync(join(docs, "schema/mocks.schema.json"), "utf8"));
    expect(published).toEqual(JSON.parse(JSON.stringify(mockFileSchema)));
  });
});
