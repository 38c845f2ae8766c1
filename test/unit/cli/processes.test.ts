import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { program } from "./console.ts";
import { emptyFolder, listed, sha256 } from "./folders.ts";

// What a process that is killed, interrupted or not alone leaves behind. The writer alone is started here: a whole build
// would be over before it could be killed.

const writer = new URL("./repeated-writer.ts", import.meta.url);

/** Files enough that writing them takes a while. */
const files = listed(
  Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`folder-${index % 7}/file-${index}.txt`, `${index}`]),
  ),
);

let filesAt = "";
beforeAll(() => {
  filesAt = join(emptyFolder(), "files.json");
  writeFileSync(filesAt, JSON.stringify(files));
});

function start(folder: string, times: number, mark: string): ChildProcess {
  const words = [...program.slice(0, 2), writer.pathname, folder, filesAt, String(times), mark];
  return spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
}

function ended(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
}

/** Nothing is missing, nothing strange is there, and everything is from one and the same build. */
function expectWhole(out: string): void {
  const { artifacts }: { artifacts: readonly { path: string; sha256: string }[] } = JSON.parse(
    readFileSync(join(out, "manifest.json"), "utf8"),
  );
  const wrong = artifacts.filter(({ path, sha256: hash }) => sha256(readFileSync(join(out, path))) !== hash);
  const found = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect({ wrong, count: found.length }).toEqual({ wrong: [], count: artifacts.length + 1 });
}

describe("a build that is killed", () => {
  it("leaves a whole result behind, and the next one clears up after it", async () => {
    const folder = emptyFolder();
    for (const patience of [5, 11, 17, 23, 31, 43]) {
      const child = start(folder, 1_000, `killed after ${patience} ms`);
      await new Promise((resolve) => child.stdout?.once("data", resolve));
      await new Promise((resolve) => setTimeout(resolve, patience));
      child.kill("SIGKILL");
      expect(await ended(child)).toBe("SIGKILL");
      // Between the two renames there is a moment without a result; the next build ends it.
      if (existsSync(join(folder, "out"))) expectWhole(join(folder, "out"));
    }
    expect(await ended(start(folder, 1, "last"))).toBe(0);
    expectWhole(join(folder, "out"));
    expect(readdirSync(folder)).toEqual(["out"]);
  });
});

describe("builds at the same time", () => {
  it("leave the whole result of one of them", async () => {
    const folder = emptyFolder();
    const children = ["one", "two", "three"].map((mark) => start(folder, 25, mark));
    expect(await Promise.all(children.map(ended))).toEqual([0, 0, 0]);
    expectWhole(join(folder, "out"));
    expect(readdirSync(folder)).toEqual(["out"]);
  });
});

describe("signals", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends the program with the code that shells give it", async (signal, code) => {
    const child = spawn(process.execPath, [...program, "emulate"], { stdio: ["ignore", "pipe", "ignore"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill(signal);
    expect(await ended(child)).toBe(code);
  });

  it("a reader that closes the pipe early is no failure", async () => {
    const child = spawn(process.execPath, [...program, "schema"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    expect({ code: await ended(child), stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("a reader that closes the pipe of findings early changes nothing of how the command ends", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "mapping.yaml"), "formats: 1\n");
    const words = [...program, "check", join(folder, "mapping.yaml")];
    const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.destroy();
    expect(await ended(child)).toBe(4);
  });
});
