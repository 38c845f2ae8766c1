import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import type { XmlElement } from "../read/parse-xml.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import type { solutionCodes } from "./codes.ts";
import type { KnownTexts } from "./known-texts.ts";

/** One thing that is looked at; a rule names every code of its own that it can give. */
export interface SolutionRule {
  readonly codes: readonly (keyof typeof solutionCodes.declarations)[];
  readonly check: (solution: ReadSolution, known: KnownTexts) => readonly Diagnostic[];
}

/** The place of a finding: a file of the solution, and a way into it where it is JSON. */
export const at = (solution: ReadSolution, file: string, path?: readonly (string | number)[]) => ({
  where: { file: `${solution.source}/${file}`, ...(path === undefined ? {} : { path }) },
});

/** An id without braces, in lower case: the form in which ids are compared. */
export const bare = (id: string): string => id.replace(/[{}]/g, "").toLowerCase();

/** Whether solution.xml says that another solution brings the component. */
export function isRequired(solution: ReadSolution, type: string, name: string): boolean {
  return solution.required.some(
    (each) =>
      each.type.toLowerCase() === type.toLowerCase() &&
      (each.name.toLowerCase() === name.toLowerCase() || bare(each.id) === bare(name)),
  );
}

/** The first child that stands where another belongs. Only elements whose place is known are compared. */
export function misplaced(
  parent: XmlElement | undefined,
  order: readonly string[],
): { readonly element: string; readonly wanted: string } | undefined {
  const known = (parent?.children ?? []).map(({ name }) => name).filter((name) => order.includes(name));
  const sorted = [...known].sort((left, right) => order.indexOf(left) - order.indexOf(right));
  const index = known.findIndex((name, place) => name !== sorted[place]);
  return index < 0 ? undefined : { element: known[index] ?? "", wanted: sorted[index] ?? "" };
}

/** Those that are there more than once, each once. */
export function repeated(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return [...twice].filter((value) => value !== "");
}
