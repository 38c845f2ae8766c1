import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../../../generator/cli/command-line.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "eval-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function run(words: readonly string[], input: readonly string[] = []) {
  let stdout = "";
  let stderr = "";
  const exitCode = await runCommandLine(["eval", ...words], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    stdinLines: async function* () {
      yield* input;
    },
    workingDirectory: folder,
    environment: {},
    colour: false,
  });
  return { exitCode, stdout, stderr };
}

describe("cosell eval", () => {
  it("prints the value as JSON", async () => {
    expect(await run(["@createArray(7.0, 9007199254740993)"])).toEqual({
      exitCode: 0,
      stdout: "[7.0,9007199254740993]\n",
      stderr: "",
    });
  });

  it("takes a context from a file", async () => {
    writeFileSync(join(folder, "context.json"), '{"trigger":{"body":{"text":"hi"}}}');
    expect(await run(["x@{triggerBody()?['text']}", "--context", "context.json", "--json"])).toEqual({
      exitCode: 0,
      stdout: '{"value":"xhi"}\n',
      stderr: "",
    });
  });

  it("says why there is no value", async () => {
    const message = "The template function 'abs' is not defined or not valid.";
    expect(await run(["@abs(1)"])).toEqual({
      exitCode: 4,
      stdout: "",
      stderr: `InvalidTemplate: ${message}\n`,
    });
    const json = `${JSON.stringify({ error: { code: "InvalidTemplate", message } })}\n`;
    expect(await run(["@abs(1)", "--json"])).toEqual({ exitCode: 4, stdout: json, stderr: "" });
  });

  it("answers lines one by one", async () => {
    const lines = ['{"expr":"@add(1,2)"}', "", "nonsense", '{"expr":"@item()","context":{"item":[1.0]}}'];
    const { exitCode, stdout } = await run(["--stdin"], lines);
    expect(exitCode).toBe(0);
    const answers = stdout.trimEnd().split("\n");
    expect([answers[0], answers[2], answers.length]).toEqual(['{"value":3}', '{"value":[1.0]}', 3]);
    expect(JSON.parse(answers[1] ?? "")).toMatchObject({ error: { code: "EXPR.LINE_INVALID" } });
  });

  it("reports what does not parse in files and folders, and passes over other JSON there", async () => {
    const flow = (template: string) =>
      JSON.stringify({ properties: { definition: { actions: { A: { inputs: template } } } } });
    mkdirSync(join(folder, "flows", "deep"), { recursive: true });
    writeFileSync(join(folder, "flows", "good.json"), flow("@add(1, 2)"));
    writeFileSync(join(folder, "flows", "deep", "bad.json"), `\ufeff${flow("@add(1")}`);
    writeFileSync(join(folder, "flows", "other.json"), '{"a":"@nothing"}');
    const { exitCode, stdout, stderr } = await run(["--parse", "flows"]);
    expect([exitCode, stdout]).toEqual([4, ""]);
    expect(stderr).toContain("flows/deep/bad.json:1:62  error  EXPR.SYNTAX");
    expect(stderr).toContain("2 flows, 2 expressions, 1 wrong");
    const json = await run(["--parse", "flows/good.json", "flows/other.json", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      files: 2,
      expressions: 2,
      diagnostics: [{ code: "EXPR.SYNTAX", where: { file: "flows/other.json", path: ["a"] } }],
    });
    expect((await run(["--parse", "flows/good.json"])).exitCode).toBe(0);
  });

  it.each([
    [[], "CLI.USAGE"],
    [["@item()", "second"], "CLI.USAGE"],
    [["--stdin", "@item()"], "CLI.USAGE"],
    [["--parse"], "CLI.USAGE"],
    [["--parse", "missing.json"], "CLI.FILE_MISSING"],
    [["@item()", "--context", "missing.json"], "CLI.FILE_MISSING"],
    [["@item()", "--context", "broken.json"], "EXPR.CONTEXT_INVALID"],
    [["@item()", "--context", "unknown.json"], "EXPR.CONTEXT_INVALID"],
  ])("%j ends with 2", async (words, code) => {
    writeFileSync(join(folder, "broken.json"), "{");
    writeFileSync(join(folder, "unknown.json"), '{"x":1}');
    const { exitCode, stderr } = await run(words);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(code);
  });
});
