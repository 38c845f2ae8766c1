import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { runCommandLine } from "../../../generator/cli/command-line.ts";
import { mergePatch } from "../../../generator/spec/merge-patch.ts";
import { cosell } from "../cli/console.ts";
import { emptyFolder } from "../cli/folders.ts";
import { cosellCalls, jobsIn, recipeText } from "./recipes.ts";

const defaultMapping: unknown = parse(
  readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8"),
);
const before = ["salesforce", "connections", "ids", "settings"];
const after = ["references", "variables", "flows", "webhook", "smoke"];

/** The steps of a release that the two calls of `cosell deploy` take, around the import of the flows by Microsoft's step. */
it.each([
  ["connectors apart", {}, before, after],
  ["connectors of Microsoft", { connectors: { mode: "certified" } }, before, after],
  ["one solution", { solution: { layouts: ["single"] } }, ["salesforce"], ["connections", "ids", ...after]],
])(
  "with %s everything but the imports is left to cosell deploy, in its order",
  async (_, patch, first, last) => {
    const folder = emptyFolder();
    const mapping = stringify(mergePatch(defaultMapping, patch), { lineWidth: 0 });
    writeFileSync(join(folder, "mapping.yaml"), mapping);
    expect((await cosell(["build"], folder)).code).toBe(0);
    const text = recipeText("github", mapping);
    const calls = cosellCalls(jobsIn("github", text)).filter(([name]) => name === "deploy");
    expect(calls.map((words) => words[words.indexOf("--environment") + 1])).toEqual([
      ...["staging", "staging", "production", "production"],
    ]);
    const steps: string[][] = [];
    for (const words of calls.slice(0, 2)) {
      const script = await printed(words, folder);
      steps.push([...script.matchAll(/^# \d+\. .* \((\S+)\)$/gm)].map(([, id = ""]) => id));
      const settings = / deployment-settings-file: (\S+)/.exec(text)?.[1];
      if (settings !== undefined && words.includes("--skip")) expect(script).toContain(` ${settings}\n`);
    }
    expect(steps).toEqual([first, last]);
  },
);

/** What `cosell deploy … --print` writes: the steps that it would take. */
async function printed(words: readonly string[], workingDirectory: string): Promise<string> {
  mkdirSync(join(workingDirectory, "home"), { recursive: true });
  let stdout = "";
  let stderr = "";
  const code = await runCommandLine([...words, "--print"], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    stdinLines: async function* () {},
    workingDirectory,
    environment: {
      COSELL_ENVIRONMENT_URL: "https://contoso.crm4.dynamics.com",
      COSELL_SALESFORCE_ORG: "contoso",
      HOME: join(workingDirectory, "home"),
    },
    colour: false,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}
