import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, it } from "vitest";
import { cosell, program } from "../cli/console.ts";
import { emptyFolder } from "../cli/folders.ts";
import { jobsIn } from "./recipes.ts";

/** What the pipeline does on a machine of its own that has cosell installed. */
const elsewhere = /^npm install|^cosell simulate/;

it("the first job for GitHub can be carried out, from the new mapping to the packed release", async () => {
  const { folder, scripts } = await newProject("github");
  const outcome = scripts.map((script) => shell(script, folder, `"${process.execPath}" ${started}`));
  expect(outcome.filter(({ status }) => status !== 0)).toEqual([]);
  expect(readdirSync(join(folder, "release"))).toEqual(["connectors.zip", "solution.zip"]);
  const log: unknown = JSON.parse(readFileSync(join(folder, "verify.sarif"), "utf8"));
  expect(log).toMatchObject({ version: "2.1.0", runs: [{ results: [] }] });
  const summary = readFileSync(join(folder, "summary.md"), "utf8");
  expect(summary).toContain("FabrikamCosellSync  1.0.0.0 → 1.1.0.0");
  expect(summary).toContain("every 3 minutes");
  expect(summary).toMatch(/^0 to add, 4 to change, 0 to remove$/m);
}, 120_000);

it("the first job for Azure DevOps does the same, in the words of its shell", async () => {
  const { folder, scripts } = await newProject("azure");
  await cosell(["build"], folder);
  const outcome = scripts.map((script) => shell(script, folder, "echo cosell"));
  expect(outcome.filter(({ status }) => status !== 0)).toEqual([]);
  expect(readdirSync(join(folder, "release"))).toEqual(["connectors.zip", "solution.zip"]);
  expect(readFileSync(join(folder, "sarif/verify.sarif"), "utf8")).toBe("cosell verify out --format sarif\n");
  expect(outcome.map(({ stdout }) => stdout).join("")).toBe(`cosell check mapping.yaml --format azure
cosell build --mapping mapping.yaml --out out
cosell verify out --format azure
cosell plan --against released --with out
cosell breaking --against released --with out --format azure
`);
});

/** A new partner's folder, one release on, and what its pipeline does first. */
async function newProject(service: "github" | "azure") {
  const folder = emptyFolder();
  const made = await cosell(["init", "--yes", "--publisher", "Fabrikam", "--ci", service], folder);
  expect(made.code).toBe(0);
  await cosell(["build"], folder);
  mkdirSync(join(folder, "released"));
  for (const file of readdirSync(join(folder, "out/split")).filter((name) => name.endsWith("_managed.zip"))) {
    cpSync(join(folder, "out/split", file), join(folder, "released", file));
  }
  change(join(folder, "mapping.yaml"), [
    [/ version: 1\.0\.0\.0/g, " version: 1.1.0.0"],
    [/salesforcePollingMinutes: 3/, "salesforcePollingMinutes: 5"],
  ]);
  const path = service === "github" ? ".github/workflows/cosell.yml" : "azure-pipelines.yml";
  const [prove] = jobsIn(service, readFileSync(join(folder, path), "utf8"));
  const scripts = (prove?.steps ?? []).map(({ script }) => script).filter((script) => script !== "");
  const mine = scripts.filter((script) => !elsewhere.test(script));
  expect(scripts.length - mine.length).toBe(3);
  return { folder, scripts: mine };
}

function change(file: string, edits: readonly (readonly [RegExp, string])[]): void {
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    edits.reduce((result, [before, after]) => result.replace(before, after), text),
  );
}

const started = program.map((word) => `"${word}"`).join(" ");

/** As the services run a script: by bash, which on GitHub ends with the first line that fails. */
function shell(script: string, folder: string, command: string) {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "cosell"), `#!/bin/sh\n${command} "$@"\n`);
  chmodSync(join(bin, "cosell"), 0o755);
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env["PATH"]}`,
      GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
    },
  });
  return { script, status, stdout, stderr };
}
