import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { decode } from "../read/read-solution.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";

/** Managed and unmanaged zip of one solution and version must be the same but for one digit. */
export function compareTwins(solutions: readonly ReadSolution[]): readonly Diagnostic[] {
  const managed = solutions.filter((each) => each.managed === "1" && each.isZip);
  return managed.flatMap((one) => {
    const other = solutions.find(
      (each) =>
        each.managed === "0" &&
        each.isZip &&
        each.uniqueName === one.uniqueName &&
        each.version === one.version &&
        folderOf(each.source) === folderOf(one.source),
    );
    return other === undefined ? [] : differences(one, other);
  });
}

const folderOf = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));

function differences(one: ReadSolution, other: ReadSolution): readonly Diagnostic[] {
  const paths = [...new Set([...one.files.keys(), ...other.files.keys()])].sort();
  return paths
    .filter((path) => !isSame(one, other, path))
    .map((file) =>
      solutionCodes.finding(
        "TWIN_DIFFERS",
        { solution: one.uniqueName, file },
        { where: { file: `${one.source}/${file}` } },
      ),
    );
}

function isSame(one: ReadSolution, other: ReadSolution, path: string): boolean {
  const left = one.files.get(path);
  const right = other.files.get(path);
  if (left === undefined || right === undefined) return false;
  if (path !== one.manifestPath) return Buffer.compare(left, right) === 0;
  const digit = /<Managed>[01]<\/Managed>/;
  return decode(left).replace(digit, "") === decode(right).replace(digit, "");
}
