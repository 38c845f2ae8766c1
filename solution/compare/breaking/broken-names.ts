import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import { textOf } from "../../read/parse-xml.ts";
import type { ReadSolution } from "../../read/solution-parts.ts";
import { breakCodes } from "../codes.ts";
import type { UpgradedSolution } from "./breaking-changes.ts";

/** The names that everything in a solution hangs on. */
export function brokenNames({ before, after }: UpgradedSolution): readonly Diagnostic[] {
  const at = { where: { file: after.source } };
  const renamed =
    before.uniqueName === after.uniqueName
      ? []
      : [breakCodes.finding("SOLUTION_RENAMED", { before: before.uniqueName, after: after.uniqueName }, at)];
  const old = publisherOf(before);
  const current = publisherOf(after);
  const moved =
    old === current
      ? []
      : [
          breakCodes.finding(
            "PUBLISHER_CHANGED",
            { solution: after.uniqueName, before: old, after: current },
            at,
          ),
        ];
  return [...renamed, ...moved];
}

function publisherOf({ publisher, prefix }: ReadSolution): string {
  return `${textOf(publisher, "UniqueName")} with the prefix ${prefix}`;
}
