import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { listArtifacts } from "../../../generator/manifest.ts";
import { build } from "../../../generator/pipeline.ts";

// The tarball that `npm pack` makes, installed into an empty project as a user would. It has no dependencies, so that
// no registry is asked.

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const mapping = readFileSync(join(root, "mapping.yaml"), "utf8");
let project = "";
let packed: readonly string[] = [];

function run(command: string, words: readonly string[], folder: string) {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, NODE_OPTIONS: "", npm_config_offline: "true" },
  });
  return { status, stdout, stderr };
}

const untimed = (text: string): string => text.replace(/\d+ ms/g, "… ms");

beforeAll(() => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "cosell-package-")));
  const pack = run("npm", ["pack", "--json", "--silent", "--pack-destination", place], root);
  expect(pack).toMatchObject({ status: 0 });
  const [tarball]: readonly { filename: string; files: readonly { path: string }[] }[] = JSON.parse(
    pack.stdout.slice(pack.stdout.indexOf("[")),
  );
  packed = tarball?.files.map(({ path }) => path) ?? [];
  project = join(place, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "name": "user", "private": true, "type": "module" }\n');
  const install = run(
    "npm",
    ["install", "--no-audit", "--no-fund", join(place, tarball?.filename ?? "")],
    project,
  );
  expect(install).toMatchObject({ status: 0 });
}, 240_000);

describe("the tarball", () => {
  it("holds programs, declarations and documents, and nothing of the workshop", () => {
    expect(packed).toEqual(
      expect.arrayContaining(["dist/programs/cosell.js", "dist/LICENSES.md", "LICENSE", "mapping.yaml"]),
    );
    expect(packed.filter((path) => /(^|\/)test\/|node_modules|\.map$|tooling/.test(path))).toEqual([]);
    expect(packed.filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))).toEqual([]);
  });

  it("names no folder of the machine it was made on", () => {
    const programs = packed.filter((path) => /\.(?:c?js|v8)$/.test(path));
    const telling = programs.filter((path) =>
      readFileSync(join(project, "node_modules", "cosell", path), "latin1").includes(root),
    );
    expect(telling).toEqual([]);
  });
});

describe("the command", () => {
  it("is compiled already, for the Node that has packed it", () => {
    const programs = join(project, "node_modules", "cosell", "dist", "programs");
    const code = `quick-${process.version}-${process.arch}.v8`;
    const program = `
      const { readFileSync } = require("node:fs");
      const { Script } = require("node:vm");
      const cachedData = readFileSync(${JSON.stringify(join(programs, code))});
      const source = readFileSync(${JSON.stringify(join(programs, "quick.cjs"))}, "latin1");
      process.stdout.write(String(new Script(source, { cachedData }).cachedDataRejected));`;
    expect(run(process.execPath, ["-e", program], project)).toEqual({
      status: 0,
      stdout: "false",
      stderr: "",
    });
  });

  it("works with any other Node as well, without that", () => {
    const programs = join(project, "node_modules", "cosell", "dist", "programs");
    const code = join(programs, `quick-${process.version}-${process.arch}.v8`);
    const check = () => run("npx", ["--no-install", "cosell", "check", "mapping.yaml"], project);
    writeFileSync(join(project, "mapping.yaml"), mapping);
    const quick = check();
    renameSync(code, `${code}.away`);
    const slow = check();
    renameSync(`${code}.away`, code);
    expect(quick.status).toBe(0);
    expect({ ...slow, stderr: untimed(slow.stderr) }).toEqual({ ...quick, stderr: untimed(quick.stderr) });
  });

  it("says its version", () => {
    expect(run("npx", ["--no-install", "cosell", "--version"], project)).toEqual({
      status: 0,
      stdout: `${version}\n`,
      stderr: "",
    });
  });

  it("builds the same bytes as the sources do", () => {
    writeFileSync(join(project, "mapping.yaml"), mapping);
    expect(run("npx", ["--no-install", "cosell", "build"], project)).toMatchObject({ status: 0, stdout: "" });
    const manifest: unknown = JSON.parse(readFileSync(join(project, "out", "manifest.json"), "utf8"));
    expect(manifest).toEqual({
      cosell: version,
      ...listArtifacts(build({ file: "mapping.yaml", text: mapping }).artifacts),
    });
  });

  it("finds nothing wrong with what it has built", () => {
    expect(run("npx", ["--no-install", "cosell", "verify", "out", "--json"], project)).toMatchObject({
      status: 0,
      stdout: '{\n  "diagnostics": []\n}\n',
    });
  });

  it("finds what comes with it: codes, schema and scenarios", () => {
    expect(run("npx", ["--no-install", "cosell", "explain", "OUT.NOT_OURS"], project)).toMatchObject({
      status: 0,
      stdout: readFileSync(join(root, "docs", "codes", "OUT.NOT_OURS.md"), "utf8"),
    });
    const schema = run("npx", ["--no-install", "cosell", "schema"], project);
    expect(JSON.parse(schema.stdout)).toMatchObject({ title: "cosell mapping" });
    const scenarios = run("npx", ["--no-install", "cosell", "simulate", "--list"], project);
    expect(scenarios.stdout).toContain("create-cosell-from-crm");
  });

  it("finds the same mistakes with the validator that was compiled before", () => {
    writeFileSync(
      join(project, "wrong.yaml"),
      mapping.replace("mode: custom", "mode: custm").replace("leads: true", "leeds: 1"),
    );
    const { status, stdout } = run(
      "npx",
      ["--no-install", "cosell", "check", "wrong.yaml", "--json"],
      project,
    );
    const { diagnostics }: { diagnostics: readonly { code: string; allowed?: readonly string[] }[] } =
      JSON.parse(stdout);
    expect(status).toBe(4);
    const text = readFileSync(join(project, "wrong.yaml"), "utf8");
    expect(diagnostics).toEqual(JSON.parse(JSON.stringify(build({ file: "wrong.yaml", text }).diagnostics)));
  });
});

describe("the library", () => {
  it("is imported by its name", () => {
    const script = `
      import { readFileSync } from "node:fs";
      import { build, listArtifacts } from "cosell";
      const { artifacts, diagnostics, model } = build({ file: "mapping.yaml", text: readFileSync("mapping.yaml") });
      console.log(JSON.stringify({
        solution: model.solution.uniqueName,
        zips: listArtifacts(artifacts).artifacts.filter(({ kind }) => kind === "solution-zip").length,
        findings: diagnostics.length,
      }));`;
    writeFileSync(join(project, "user.js"), script);
    const { stdout, stderr } = run(process.execPath, ["user.js"], project);
    expect({ result: JSON.parse(stdout || "null"), stderr }).toEqual({
      result: { solution: "CosellSync", zips: 6, findings: 0 },
      stderr: "",
    });
  });

  it("has declarations that a strict compiler takes", () => {
    const script = `
      import { build, type Artifact, type Diagnostic, type Model } from "cosell";
      const { artifacts, diagnostics, model } = build({ file: "mapping.yaml", text: "" });
      export const paths: readonly string[] = artifacts.map((artifact: Artifact) => artifact.path);
      export const codes: readonly string[] = diagnostics.map((finding: Diagnostic) => finding.code);
      export const name: string | undefined = (model satisfies Model | undefined)?.solution.uniqueName;
      // @ts-expect-error: a mapping is a text or bytes
      build({ file: "mapping.yaml", text: 1 });`;
    writeFileSync(join(project, "user.ts"), script);
    const compiler = join(root, "node_modules", ".bin", "tsc");
    const options = [
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--types",
      "",
      "user.ts",
    ];
    expect(run(compiler, options, project)).toMatchObject({ status: 0, stdout: "" });
  });
});
