import type {
  HttpAnswer,
  HttpRequest,
  Machine,
  ProgramCall,
  ProgramEnd,
} from "../../../solution/deploy/machine.ts";
import type { Patient } from "../../../solution/doctor/patient.ts";

export interface FakeMachine extends Machine {
  readonly calls: readonly ProgramCall[];
  readonly requests: readonly HttpRequest[];
}

/** A machine on which nothing is, but what is given; it writes down what was asked of it. */
export function fakeMachine(
  given: {
    readonly run?: (call: ProgramCall) => ProgramEnd;
    readonly fetch?: (request: HttpRequest) => HttpAnswer | undefined;
    readonly files?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string | undefined>>;
  } = {},
): FakeMachine {
  const calls: ProgramCall[] = [];
  const requests: HttpRequest[] = [];
  const { files = {} } = given;
  const refuse = (what: string) => (): never => {
    throw new TypeError(`the doctor must not ${what}`);
  };
  return {
    calls,
    requests,
    run: async (call) => {
      calls.push(call);
      return given.run?.(call) ?? { started: false };
    },
    fetch: async (request) => {
      requests.push(request);
      return given.fetch?.(request);
    },
    files: {
      read: (path) => (files[path] === undefined ? undefined : new TextEncoder().encode(files[path])),
      exists: (path) => files[path] !== undefined,
      write: refuse("write"),
      remove: refuse("remove"),
      temporaryFolder: refuse("make folders"),
      resolve: (path) => path,
    },
    environment: given.environment ?? {},
    platform: "linux",
    now: () => Date.parse("2026-02-01T12:00:00Z"),
    wait: async () => {},
    load: async () => undefined,
    within: async (_environment, work) => work(),
  };
}

export const ended = (stdout: string, exitCode = 0, stderr = ""): ProgramEnd => ({
  started: true,
  exitCode,
  stdout,
  stderr,
});

/** A patient of whom nothing can be asked but what is given. */
export function patientWith(given: Partial<Patient>): Patient {
  const closed = { kind: "closed", because: "nobody is signed in" } as const;
  return {
    machine: fakeMachine(),
    cosell: { version: "0.1.0", nodeVersion: "20.20.0", supportedNode: "^20.20.0" },
    mapping: { file: "mapping.yaml", mistakes: 0, artifacts: [] },
    out: { folder: "out", files: () => undefined },
    settings: [],
    ...{ environment: closed, salesforce: closed, partnerCenter: closed },
    ...{ events: closed, flowService: closed, connections: closed },
    ...given,
  };
}
