import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LineSplitter } from "../../../generator/cli/line-splitter.ts";
import { processMachine } from "../../../generator/cli/process-machine.ts";
import type { ProgramCall } from "../../../solution/deploy/machine.ts";
import { emptyFolder } from "../cli/folders.ts";

const folder = emptyFolder();
const machine = processMachine({
  workingDirectory: folder,
  environment: { ...process.env, KEPT: "1", TAKEN: "2" },
});
const node = (script: string, more: Partial<ProgramCall> = {}) =>
  machine.run({ program: process.execPath, arguments: ["-e", script], timeout: 60_000, ...more });

describe("running programs", () => {
  it("hands over arguments as they are, a shell would see others", async () => {
    const words = ["$HOME", "a b", "", "'\"`", "; exit 3", "*"];
    const end = await machine.run({
      program: process.execPath,
      arguments: ["-e", "console.log(JSON.stringify(process.argv.slice(1)))", "--", ...words],
      timeout: 60_000,
    });
    expect(end).toMatchObject({ started: true, exitCode: 0 });
    expect(end.started && JSON.parse(end.stdout)).toEqual(words);
  });

  it("gives what it printed, line by line and whole, and how it ended", async () => {
    const lines: string[] = [];
    const end = await node(
      "console.log('one'); console.error('two'); process.stdout.write('three'); process.exitCode = 4",
      {
        onLine: (line) => lines.push(line),
      },
    );
    expect(end).toEqual({ started: true, exitCode: 4, stdout: "one\nthree", stderr: "two\n" });
    expect(lines.toSorted()).toEqual(["one", "three", "two"]);
  });

  it("hands over the input, and closes it", async () => {
    const echo = "process.stdin.pipe(process.stdout)";
    expect(await node(echo, { input: "a\nb" })).toMatchObject({ stdout: "a\nb" });
    expect(await node(echo)).toMatchObject({ stdout: "" });
    expect(await node("process.stdin.destroy()", { input: "x".repeat(1_000_000) })).toMatchObject({
      exitCode: 0,
    });
  });

  it("adds to the environment and takes from it", async () => {
    const shown = "console.log(process.env.KEPT, process.env.ADDED, process.env.TAKEN)";
    expect(await node(shown, { environment: { ADDED: "3", TAKEN: undefined } })).toMatchObject({
      stdout: "1 3 undefined\n",
    });
  });

  it("says that there is no such program", async () => {
    const call = { arguments: [], timeout: 1_000 };
    expect(await machine.run({ ...call, program: "no-such-program-of-cosell" })).toEqual({ started: false });
    expect(await machine.run({ ...call, program: join(folder, "missing") })).toEqual({ started: false });
  });

  it("ends one that does not end by itself", async () => {
    expect(await node("setInterval(() => {}, 1000)", { timeout: 300 })).toMatchObject({
      started: true,
      exitCode: undefined,
    });
  });

  it("does not wait for what a program leaves behind, as pac does", async () => {
    const script = `
      const { spawn } = require("node:child_process");
      spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "inherit", detached: true }).unref();
      console.log("done");`;
    expect(await node(script, { timeout: 30_000 })).toMatchObject({ exitCode: 0, stdout: "done\n" });
  });

  it("runs a script of Node's by this Node", async () => {
    writeFileSync(join(folder, "hello.js"), "console.log('hello', process.argv[2])");
    const end = await machine.run({ program: join(folder, "hello.js"), arguments: ["you"], timeout: 60_000 });
    expect(end).toMatchObject({ exitCode: 0, stdout: "hello you\n" });
  });
});

describe("asking services", () => {
  const server = createServer((request, response) => {
    if (request.url === "/away") response.writeHead(302, { location: "/" }).end();
    else if (request.url === "/never") return;
    else {
      let body = "";
      request.on("data", (chunk) => {
        body += String(chunk);
      });
      request.on("end", () => response.writeHead(201, { "X-Mark": "m" }).end(`${request.method} ${body}`));
    }
  });
  let url = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port.
    url = `http://127.0.0.1:${port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = (path: string, timeout = 60_000) =>
    machine.fetch({ method: "POST", url: `${url}${path}`, headers: {}, body: "hi", timeout });

  it("gives status, headers in lower case, and the text", async () => {
    expect(await ask("/")).toMatchObject({ status: 201, headers: { "x-mark": "m" }, body: "POST hi" });
  });

  it("follows nobody elsewhere", async () => {
    expect(await ask("/away")).toMatchObject({ status: 302 });
  });

  it("gives nothing where no answer comes", async () => {
    expect(await ask("/never", 200)).toBeUndefined();
    const gone = { method: "GET", headers: {}, timeout: 60_000 } as const;
    expect(await machine.fetch({ ...gone, url: "http://127.0.0.1:1/" })).toBeUndefined();
  });
});

describe("files and packages", () => {
  it("are read and written below the folder of the user", () => {
    machine.files.write("a/b/c.txt", "text");
    expect(readFileSync(join(folder, "a/b/c.txt"), "utf8")).toBe("text");
    expect(machine.files.read("a/b/c.txt")).toEqual(Buffer.from("text"));
    expect(machine.files.read("a/b")).toBeUndefined();
    expect([machine.files.exists("a/b"), machine.files.exists("x")]).toEqual([true, false]);
    machine.files.remove("a");
    expect(existsSync(join(folder, "a"))).toBe(false);
    machine.files.remove("a");
  });

  it("have a folder that nobody else can read", () => {
    const own = machine.files.temporaryFolder();
    expect(statSync(own).mode & 0o077).toBe(0);
    machine.files.remove(own);
  });

  it("have none left when the process ends, however it ends", async () => {
    const source = fileURLToPath(new URL("../../../generator/cli/process-machine.ts", import.meta.url));
    const script = `
      const { processMachine } = await import(${JSON.stringify(source)});
      const { files } = processMachine({ workingDirectory: ".", environment: {} });
      const folder = files.temporaryFolder();
      files.write(folder + "/profile", "secret");
      console.log(folder);
      process.exit(130);`;
    const loader = fileURLToPath(import.meta.resolve("tsx"));
    const end = await machine.run({
      program: process.execPath,
      arguments: ["--import", loader, "--input-type=module", "-e", script],
      timeout: 60_000,
    });
    expect(end).toMatchObject({ exitCode: 130, stderr: "" });
    const left = end.started ? end.stdout.trim() : "";
    expect(left).toContain("cosell-");
    expect(existsSync(left)).toBe(false);
  });

  it("are loaded where they are installed", async () => {
    expect(await machine.load("no-such-package-of-cosell")).toBeUndefined();
    machine.files.write("node_modules/beside/package.json", '{ "main": "index.js" }');
    machine.files.write("node_modules/beside/index.js", "exports.actions = { importSolution: () => 7 };");
    expect(await machine.load("beside")).toMatchObject({ default: { actions: expect.anything() } });
    expect(await machine.load("commander")).toHaveProperty("Command");
  });

  it("see another environment while somebody works within it, and the old one afterwards", async () => {
    process.env["COSELL_TEST_BEFORE"] = "before";
    const seen = await machine.within({ COSELL_TEST_BEFORE: "within", COSELL_TEST_NEW: "new" }, async () => [
      process.env["COSELL_TEST_BEFORE"],
      process.env["COSELL_TEST_NEW"],
    ]);
    expect(seen).toEqual(["within", "new"]);
    await expect(
      machine.within({ COSELL_TEST_BEFORE: "within" }, () => Promise.reject(new TypeError("x"))),
    ).rejects.toThrow("x");
    expect([process.env["COSELL_TEST_BEFORE"], process.env["COSELL_TEST_NEW"]]).toEqual([
      "before",
      undefined,
    ]);
    delete process.env["COSELL_TEST_BEFORE"];
  });
});

describe("cutting into lines", () => {
  it("gives the same lines however the text comes", () => {
    const texts = fc.array(fc.constantFrom("a", "b", "\n", "\r\n", ""), { maxLength: 20 });
    fc.assert(
      fc.property(texts, (parts) => {
        const lines: string[] = [];
        const splitter = new LineSplitter((line) => lines.push(line));
        for (const part of parts) splitter.add(part);
        splitter.end();
        const whole = parts.join("").split(/\r?\n/);
        if (whole.at(-1) === "") whole.pop();
        expect(lines).toEqual(whole);
      }),
    );
  });
});
