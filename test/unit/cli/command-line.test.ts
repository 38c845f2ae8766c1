import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commands } from "../../../generator/cli/commands.ts";
import { cosell, projectFolder } from "./console.ts";
import { emptyFolder } from "./folders.ts";

const here = emptyFolder();

describe("help", () => {
  it("is data when asked for", async () => {
    const { code, stdout, stderr } = await cosell(["--help"], here);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const name of Object.keys(commands)) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(stdout).toContain("Exit codes:");
  });

  it("is no data, and no success, when nothing was asked for", async () => {
    const { code, stdout, stderr } = await cosell([], here);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: cosell");
  });

  it.each(Object.keys(commands))("of %s tells its options and shows examples", async (name) => {
    const asked = await cosell([name, "--help"], here);
    expect(asked).toEqual({ ...(await cosell(["help", name], here)), code: 0, stderr: "" });
    expect(asked.stdout).toContain(`Usage: cosell ${name}`);
    expect(asked.stdout).toContain("--json");
    expect(asked.stdout).toMatch(/Examples?:\n/);
  });

  it("names codes that there are", async () => {
    const { stdout } = await cosell(["--help"], here);
    const named = stdout.match(/\b[A-Z_]+\.[A-Z_]+\b/g) ?? [];
    expect(named).not.toEqual([]);
    for (const code of named) expect((await cosell(["explain", code], here)).code).toBe(0);
  });

  it("fits a terminal of 90 columns", async () => {
    for (const words of [["--help"], ...Object.keys(commands).map((name) => [name, "--help"])]) {
      const { stdout } = await cosell(words, here);
      const wide = stdout.split("\n").filter((line) => line.length > 90);
      // An example is one line, however long, so that it can be copied.
      expect(wide.filter((line) => !line.startsWith("  $ "))).toEqual([]);
    }
  });
});

describe("the version", () => {
  it("is that of the package", async () => {
    const { version }: { version: string } = JSON.parse(
      readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
    );
    expect(await cosell(["--version"], here)).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe("what cannot be understood", () => {
  it.each([
    [["bild"], "Unknown command 'bild'. Did you mean build?"],
    [["toString"], "Unknown command 'toString'."],
    [["check", "--jsn"], "Unknown option '--jsn'. Did you mean --json?"],
    [["build", "--out"], "Option '-o, --out <folder>' argument missing."],
    [["check", "one.yaml", "two.yaml"], "Too many arguments for 'check'. Expected 1 argument but got 2."],
    [["check", "--format", "xml"], '"xml" is no format of findings.'],
  ])("%j ends with 2 and says what is wrong", async (words, problem) => {
    const { code, stdout, stderr } = await cosell(words, here);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error  CLI.USAGE  ${problem}`);
  });

  it("is one object with --json", async () => {
    const { code, stdout, stderr } = await cosell(["check", "gone.yaml", "--json"], here);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      diagnostics: [
        {
          code: "CLI.FILE_MISSING",
          severity: "error",
          message: "gone.yaml does not exist.",
          nextActions: [
            { kind: "run-command", label: "Write a mapping", command: "cosell init" },
            { kind: "edit-file", label: "Correct the path, or make the file." },
          ],
          docs: "docs/codes/CLI.FILE_MISSING.md",
        },
      ],
    });
  });
});

describe("check", () => {
  it("finds nothing in the mapping that comes with cosell", async () => {
    const { code, stdout, stderr } = await cosell(["check"], projectFolder());
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(/^0 errors, 0 warnings in \d+ ms\n$/);
  });

  it("shows a mistake with its place, the lines around it, and what was probably meant", async () => {
    const folder = projectFolder();
    const mapping = join(folder, "mapping.yaml");
    writeFileSync(mapping, readFileSync(mapping, "utf8").replace("glyphOnError:", "glyphOnErorr:"));
    const { code, stderr } = await cosell(["check"], folder);
    expect(code).toBe(4);
    expect(stderr.split("\n")).toEqual([
      "mapping.yaml:236:12  error  SCHEMA.UNKNOWN_KEY  There is no key glyphOnErorr in flows.audit",
      "  234 | flows:",
      "  235 |   salesforcePollingMinutes: 3",
      "  236 |   audit: { glyphOnErorr: true, maxLength: 100000 }",
      "      |            ^^^^^^^^^^^^",
      "  why     A misspelt key would be passed over, and its default would hold without anybody knowing.",
      "  allowed glyphOnError, maxLength",
      "  → Did you mean glyphOnError?",
      "  → Correct or remove the key",
      expect.stringMatching(/^1 error, 0 warnings in \d+ ms {3}cosell explain SCHEMA.UNKNOWN_KEY$/),
      "",
    ]);
  });

  it("ends with 4 on a file that is no YAML, since looking is its job; build cannot do its own and ends with 2", async () => {
    const folder = projectFolder();
    writeFileSync(join(folder, "broken.yaml"), "solution: [");
    expect((await cosell(["check", "broken.yaml"], folder)).code).toBe(4);
    expect((await cosell(["build", "--mapping", "broken.yaml"], folder)).code).toBe(2);
  });
});

describe("build", () => {
  it("writes what its manifest lists, and prints the same list with --json", async () => {
    const folder = projectFolder();
    const { code, stdout, stderr } = await cosell(["build", "--json"], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "out", "manifest.json"), "utf8"));
    expect(JSON.parse(stdout)).toEqual({ ...Object(manifest), diagnostics: [] });
  });

  it("tells each stage on standard error, and nothing on standard output", async () => {
    const { code, stdout, stderr } = await cosell(["build"], projectFolder());
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    for (const stage of ["read", "check", "emit", "pack", "write"]) {
      expect(stderr).toMatch(new RegExp(`^${stage} .* ms$`, "m"));
    }
    // As many as the mapping has lines, deal value and currency included.
    expect(stderr).toMatch(/^check {3}15 fields · 4 stages · no findings /m);
  });
});

describe("verify", () => {
  it("finds nothing in what a build has made, the zip for Salesforce included", async () => {
    const folder = projectFolder();
    await cosell(["build"], folder);
    const { code, stdout, stderr } = await cosell(["verify", "out"], folder);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toMatch(
      /^verify {2}\d+ solutions · 2 connectors · 9 flows\n +0 errors, 0 warnings in \d+ ms\n$/,
    );
  });
});

describe("schema", () => {
  it("is the published file", async () => {
    const published = new URL("../../../docs/schema/mapping.schema.json", import.meta.url);
    expect((await cosell(["schema"], here)).stdout).toBe(readFileSync(published, "utf8"));
  });
});

describe("explain", () => {
  it("prints the page of a code, however it is written", async () => {
    const page = readFileSync(new URL("../../../docs/codes/OUT.NOT_OURS.md", import.meta.url), "utf8");
    expect(await cosell(["explain", "out.not_ours"], here)).toEqual({ code: 0, stdout: page, stderr: "" });
    expect(JSON.parse((await cosell(["explain", "OUT.NOT_OURS", "--json"], here)).stdout)).toEqual({
      code: "OUT.NOT_OURS",
      page,
    });
  });

  it("names the codes that are spelled nearly so", async () => {
    const { code, stderr } = await cosell(["explain", "OUT.NOTOURS"], here);
    expect(code).toBe(2);
    expect(stderr).toContain("  allowed OUT.NOT_OURS");
  });
});
