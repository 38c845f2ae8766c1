import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import { mergePatch } from "../../generator/spec/merge-patch.ts";

export { mergePatch };

export const casesFolder = fileURLToPath(new URL("./cases", import.meta.url));
const defaultMapping: unknown = parse(readFileSync(new URL("../../mapping.yaml", import.meta.url), "utf8"));

/** A folder with a `case.yaml`: what is different from the default mapping, and which files are kept whole. */
export interface GoldenCase {
  readonly name: string;
  /** Patterns of the files that `expect/` holds whole; of the others it holds size and hash. */
  readonly keep: readonly RegExp[];
  /** The mapping that is built. */
  readonly text: string;
}

interface CaseFile {
  /** What the case shows, in a sentence. */
  readonly about: string;
  readonly keep?: readonly string[];
  /** A JSON merge patch (RFC 7396): null removes, lists are replaced. */
  readonly patch?: unknown;
}

export function goldenCases(): readonly GoldenCase[] {
  return readdirSync(casesFolder)
    .filter((name) => existsSync(join(casesFolder, name, "case.yaml")))
    .map((name) => {
      const { keep = [], patch = {} }: CaseFile = parse(
        readFileSync(join(casesFolder, name, "case.yaml"), "utf8"),
      );
      return {
        name,
        keep: keep.map((pattern) => new RegExp(pattern)),
        text: stringify(mergePatch(defaultMapping, patch), { lineWidth: 0 }),
      };
    });
}

/** Folders that hold no case any more. */
export function orphans(): readonly string[] {
  return readdirSync(casesFolder).filter((name) => !existsSync(join(casesFolder, name, "case.yaml")));
}
