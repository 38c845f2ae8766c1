import { appendFileSync, existsSync, readFileSync } from "node:fs";

/** A call of a stand-in, as tests look at it. */
export interface RecordedCall {
  readonly program: "pac" | "sf";
  /** Secrets are replaced by `<secret>`, or `<secret, encoded>` where pac's own encoding was used. */
  readonly words: readonly string[];
  readonly exitCode: number;
  readonly workingFolder: string;
  readonly home: string;
  /** Names of the environment variables, sorted; never a value. */
  readonly variables: readonly string[];
}

export function writeDown(
  file: string,
  program: RecordedCall["program"],
  words: readonly string[],
  exitCode: number,
): void {
  const call: RecordedCall = {
    program,
    words,
    exitCode,
    workingFolder: process.cwd(),
    home: process.env["HOME"] ?? "",
    variables: Object.keys(process.env).sort(),
  };
  appendFileSync(file, `${JSON.stringify(call)}\n`);
}

export function readCalls(file: string): readonly RecordedCall[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): RecordedCall => JSON.parse(line));
}
