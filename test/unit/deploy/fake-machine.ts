import { posix } from "node:path";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import type {
  HttpAnswer,
  HttpRequest,
  Machine,
  ProgramCall,
  ProgramEnd,
} from "../../../solution/deploy/machine.ts";

/** A machine of made-up programs and services, which writes down what it is asked for. */
export interface FakeMachine extends Machine {
  readonly calls: readonly ProgramCall[];
  readonly requests: readonly HttpRequest[];
  /** Milliseconds that were waited, one by one. */
  readonly waits: readonly number[];
  readonly content: ReadonlyMap<string, string>;
  /** What this process's environment was while somebody worked within it. */
  readonly surroundings: readonly Readonly<Record<string, string>>[];
}

export interface FakeOptions {
  /** By name or path; what is not here cannot be started. */
  readonly programs?: Readonly<Record<string, (call: ProgramCall) => Partial<Started>>>;
  readonly answer?: (request: HttpRequest, count: number) => Partial<HttpAnswer> | undefined;
  readonly packages?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly platform?: Machine["platform"];
  readonly now?: number;
}

type Started = ProgramEnd & { readonly started: true };

export function fakeMachine(options: FakeOptions = {}): FakeMachine {
  const calls: ProgramCall[] = [];
  const requests: HttpRequest[] = [];
  const waits: number[] = [];
  const surroundings: Readonly<Record<string, string>>[] = [];
  const content = new Map(
    Object.entries(options.files ?? {}).map(([path, text]) => [posix.resolve("/project", path), text]),
  );
  let now = options.now ?? Date.UTC(2026, 0, 5, 8);
  let folders = 0;
  const at = (path: string): string => posix.resolve("/project", path);
  return {
    ...{ calls, requests, waits, content, surroundings },
    environment: options.environment ?? {},
    platform: options.platform ?? "linux",
    now: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    run: async (call) => {
      calls.push(call);
      const program = options.programs?.[call.program];
      if (program === undefined) return { started: false };
      const end: Started = { started: true, exitCode: 0, stdout: "", stderr: "", ...program(call) };
      for (const line of `${end.stdout}${end.stderr}`.split("\n")) call.onLine?.(line);
      return end;
    },
    fetch: async (request) => {
      requests.push(request);
      const answer = options.answer?.(request, requests.length);
      return answer === undefined ? undefined : { status: 200, headers: {}, body: "", ...answer };
    },
    load: async (name) => options.packages?.[name],
    within: async (environment, work) => {
      surroundings.push(environment);
      return work();
    },
    files: {
      read: (path) => {
        const text = content.get(at(path));
        return text === undefined ? undefined : new TextEncoder().encode(text);
      },
      write: (path, text) => {
        content.set(at(path), typeof text === "string" ? text : new TextDecoder().decode(text));
      },
      exists: (path) =>
        [...content.keys()].some((each) => each === at(path) || each.startsWith(`${at(path)}/`)),
      remove: (path) => {
        for (const each of [...content.keys()]) {
          if (each === at(path) || each.startsWith(`${at(path)}/`)) content.delete(each);
        }
      },
      temporaryFolder: () => {
        folders += 1;
        const folder = `/tmp/fake-${folders}`;
        content.set(`${folder}/mark`, "");
        return folder;
      },
      resolve: at,
    },
  };
}

export const json = (value: unknown, status = 200): Partial<HttpAnswer> => ({
  status,
  body: JSON.stringify(value),
});

/** The code of the Failure that something ends with. */
export async function codeOf(work: Promise<unknown> | (() => unknown)): Promise<string | undefined> {
  try {
    await (typeof work === "function" ? work() : work);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
}
