import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { decode, type ReadSolution } from "../read/read-solution.ts";
import { solutionCodes } from "./codes.ts";

/** Managed and unmanaged zip of one solution and version must be the same but for one digit. */
export function compareTwins(solutions: readonly ReadSolution[]): readonly Diagnostic[] {
  const managed = solutions.filter((each) => each.managed === "1" && each.layout === "zip");
  return managed.flatMap((one) => {
    const other = solutions.find(
      (each) =>
        each.managed === "0" &&
        each.layout === "zip" &&
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
    .filter((path) => contentOf(one, path) !== contentOf(other, path))
    .map((file) =>
      solutionCodes.finding(
        "TWIN_DIFFERS",
        { solution: one.uniqueName, file },
        { where: { file: `${one.source}/${file}` } },
      ),
    );
}

function contentOf(solution: ReadSolution, path: string): string | undefined {
  const bytes = solution.files.get(path);
  if (bytes === undefined) return undefined;
  if (path !== solution.manifestPath) return Buffer.from(bytes).toString("base64");
  return decode(bytes).replace(/<Managed>[01]<\/Managed>/, "");
}
