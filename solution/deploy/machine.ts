/**
 * The world outside, as deploying and asking see it: the one place where they touch it. The command line gives the
 * machine it runs on, tests give their own.
 */
export interface Machine {
  /** Runs a program and waits for its end. Ends with `started: false` where there is no such program. */
  readonly run: (call: ProgramCall) => Promise<ProgramEnd>;
  /** Sends one request. Gives nothing where no answer came: no network, no such host, no end within the timeout. */
  readonly fetch: (request: HttpRequest) => Promise<HttpAnswer | undefined>;
  readonly files: MachineFiles;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: "windows" | "linux" | "mac";
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Loads a package that may be installed or not; nothing where it is not. */
  readonly load: (packageName: string) => Promise<unknown>;
  /** Does the work while this process has these variables; for packages that start programs of their own. */
  readonly within: <Result>(
    environment: Readonly<Record<string, string>>,
    work: () => Promise<Result>,
  ) => Promise<Result>;
}

/** A program and what it is given: always a list of arguments and never a line for a shell. */
export interface ProgramCall {
  /** A name to look up in PATH, or a path. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** What is added to the environment of this process; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory?: string;
  /** Written to the standard input, which is then closed. */
  readonly input?: string;
  /** Milliseconds after which the program is ended. */
  readonly timeout: number;
  /** Told each line as it comes, without its line end. */
  readonly onLine?: (line: string) => void;
}

export type ProgramEnd =
  | { readonly started: false }
  | {
      readonly started: true;
      /** Nothing when the program was ended because it took too long. */
      readonly exitCode: number | undefined;
      readonly stdout: string;
      readonly stderr: string;
    };

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Paths are absolute, or relative to the folder in which the user stands. */
export interface MachineFiles {
  /** Nothing where there is no such file. */
  readonly read: (path: string) => Uint8Array | undefined;
  /** Makes the folders on the way. Whoever reads the file meets the old text or the new one. */
  readonly write: (path: string, content: string | Uint8Array) => void;
  readonly exists: (path: string) => boolean;
  /** Takes a file or folder away, with everything in it; nothing happens where there is none. */
  readonly remove: (path: string) => void;
  /** Makes an empty folder that nobody else can read, and gives its path. */
  readonly temporaryFolder: () => string;
  /** The absolute form of a path. */
  readonly resolve: (path: string) => string;
}
