import type { Call } from "../read-call.ts";
import type { WebApi } from "../web-api.ts";

/** What a verb may use of the world. */
export interface Context {
  readonly call: Call;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  /** The environment of --environment, else that of the active profile; none ends the call. */
  readonly connect: () => WebApi;
}

export type Carry = (context: Context) => Promise<void> | void;

/** Columns under their heads, as pac prints lists. */
export function table(heads: readonly string[], lines: readonly (readonly string[])[]): readonly string[] {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...lines.map((line) => (line[column] ?? "").length)),
  );
  return [heads, ...lines].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(" ")
      .trimEnd(),
  );
}
