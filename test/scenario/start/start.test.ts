import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

// `npm start` in a copy of the project, as a fresh clone has it, but with the libraries that are installed here.

const root = fileURLToPath(new URL("../../..", import.meta.url));

function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), "cosell-start-"));
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  for (const file of files.filter((path) => path !== "" && existsSync(join(root, path)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}

it("builds and verifies the mapping, says what to do next, and does not compile again the second time", () => {
  const copy = copyOfProject();
  const start = () =>
    spawnSync("npm", ["start", "--silent"], {
      cwd: copy,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
  const first = start();
  expect(first).toMatchObject({ status: 0, stdout: "" });
  expect(first.stderr).toMatch(/^Compiling…\nread .*\ncheck .*\nemit .*\npack .*\nwrite .*\n/m);
  expect(first.stderr).toContain("out/single/CosellSync_1_0_0_0_managed.zip");
  expect(first.stderr).toMatch(/verify {2}\d+ solutions · .*\n.*0 errors, 0 warnings/);
  expect(first.stderr).toContain("What next\n  read   out/docs/import.md");
  const manifest = readFileSync(join(copy, "out", "manifest.json"), "utf8");

  const second = start();
  expect(second.status).toBe(0);
  expect(second.stderr).not.toContain("Compiling");
  expect(second.stderr).not.toContain("Installing");
  expect(readFileSync(join(copy, "out", "manifest.json"), "utf8")).toBe(manifest);
}, 240_000);
