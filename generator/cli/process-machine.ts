import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type {
  HttpAnswer,
  HttpRequest,
  Machine,
  MachineFiles,
  ProgramCall,
  ProgramEnd,
} from "../../solution/deploy/machine.ts";
import type { Host } from "./command.ts";
import { LineSplitter } from "./line-splitter.ts";

/** The world outside as this process has it, seen from the folder in which the user stands. */
export function processMachine({
  workingDirectory,
  environment,
}: Pick<Host, "workingDirectory" | "environment">): Machine {
  return {
    run: (call) => run(call, workingDirectory, environment),
    fetch: ask,
    files: filesBelow(workingDirectory),
    environment,
    platform: process.platform === "win32" ? "windows" : process.platform === "darwin" ? "mac" : "linux",
    now: Date.now,
    wait: async (milliseconds) => {
      await delay(milliseconds);
    },
    load: (packageName) => load(packageName, workingDirectory),
    within,
  };
}

/** Collected output above this is cut off at its beginning: reasons stand at the end. */
const mostOutput = 16 * 1024 * 1024;

/** pac leaves a process of its own behind that keeps the pipes open: what comes that long after its end is still read. */
const graceAfterExit = 500;

function run(
  call: ProgramCall,
  workingDirectory: string,
  environment: Host["environment"],
): Promise<ProgramEnd> {
  const { program, arguments: words, input, timeout, onLine } = call;
  // A program of Node's own is run by this Node: on Windows that is how a command is called whose name is a batch file.
  const isScript = /\.[cm]?js$/.test(program);
  return new Promise((settle, fail) => {
    const child = spawn(isScript ? process.execPath : program, isScript ? [program, ...words] : [...words], {
      cwd: resolve(workingDirectory, call.workingDirectory ?? "."),
      env: { ...environment, ...call.environment },
      stdio: ["pipe", "pipe", "pipe"],
      shell: false,
      windowsHide: true,
    });
    const output = { stdout: "", stderr: "" };
    let exitCode: number | undefined;
    let isSettled = false;
    const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
    for (const stream of ["stdout", "stderr"] as const) {
      const lines = new LineSplitter((line) => onLine?.(line));
      child[stream].setEncoding("utf8");
      child[stream].on("data", (text: string) => {
        output[stream] = `${output[stream]}${text}`.slice(-mostOutput);
        lines.add(text);
      });
      child[stream].on("close", () => lines.end());
    }
    const end = (): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      settle({ started: true, exitCode, ...output });
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (child.pid === undefined && ["ENOENT", "EACCES", "EINVAL"].includes(error.code ?? "")) {
        isSettled = true;
        settle({ started: false });
      } else if (!isSettled) fail(error);
    });
    child.on("exit", (code) => {
      exitCode = code ?? undefined;
      setTimeout(end, graceAfterExit).unref();
    });
    child.on("close", end);
    // A program that does not read what it is given closes the pipe.
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
  });
}

async function ask({ method, url, headers, body, timeout }: HttpRequest): Promise<HttpAnswer | undefined> {
  try {
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      // A token goes where it was sent, and nowhere else.
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    // What undici throws when there is no answer, and what the timeout throws.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === "TimeoutError")) {
      return undefined;
    }
    throw error;
  }
}

function filesBelow(workingDirectory: string): MachineFiles {
  const at = (path: string): string => resolve(workingDirectory, path);
  return {
    read: (path) => {
      const isFile = statSync(at(path), { throwIfNoEntry: false })?.isFile() === true;
      return isFile ? readFileSync(at(path)) : undefined;
    },
    write: (path, content) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(`${at(path)}.cosell`, content);
      renameSync(`${at(path)}.cosell`, at(path));
    },
    exists: (path) => existsSync(at(path)),
    remove: (path) => rmSync(at(path), { recursive: true, force: true }),
    temporaryFolder: () => {
      const folder = mkdtempSync(join(tmpdir(), "cosell-"));
      // A command that is ended by Ctrl-C leaves no sign-in behind either.
      process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
      return folder;
    },
    resolve: at,
  };
}

/** Looks where the user stands, then where cosell is installed. */
async function load(packageName: string, workingDirectory: string): Promise<unknown> {
  for (const place of [join(workingDirectory, "package.json"), fileURLToPath(import.meta.url)]) {
    const path = resolvePackage(packageName, place);
    if (path !== undefined) return import(isAbsolute(path) ? pathToFileURL(path).href : path);
  }
  return undefined;
}

function resolvePackage(packageName: string, place: string): string | undefined {
  try {
    return createRequire(place).resolve(packageName);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

async function within<Result>(
  environment: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
