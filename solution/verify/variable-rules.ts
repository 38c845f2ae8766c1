import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { variableType, variableTypes } from "../facts.ts";
import { parseJson } from "../read/parse-json.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { at, type SolutionRule } from "./rule.ts";

/** Rules about the definitions of environment variables. */
export const variableRules: readonly SolutionRule[] = [
  { codes: ["VARIABLE_TYPE_UNKNOWN"], check: types },
  { codes: ["VARIABLE_DEFAULT"], check: defaults },
];

function types(solution: ReadSolution): readonly Diagnostic[] {
  return solution.variables
    .filter(({ type }) => !variableTypes.some((known) => String(known) === type))
    .map(({ schemaName, type, path }) =>
      solutionCodes.finding("VARIABLE_TYPE_UNKNOWN", { variable: schemaName, type }, at(solution, path)),
    );
}

/** What a default must look like, by type. Texts, data sources and secrets may be anything. */
const forms: ReadonlyMap<string, { readonly form: string; readonly fits: (text: string) => boolean }> =
  new Map([
    [
      String(variableType.number),
      { form: "a number", fits: (text: string) => /^[+-]?\d+(?:\.\d+)?$/.test(text.trim()) },
    ],
    [
      String(variableType.yesNo),
      { form: "yes or no", fits: (text: string) => /^(?:yes|no|true|false)$/i.test(text.trim()) },
    ],
    [String(variableType.json), { form: "JSON", fits: (text: string) => parseJson(text).ok }],
  ]);

function defaults(solution: ReadSolution): readonly Diagnostic[] {
  return solution.variables.flatMap(({ schemaName, type, default: value, path }) => {
    const wanted = forms.get(type);
    if (wanted === undefined || value === undefined || value.trim() === "" || wanted.fits(value)) return [];
    const data = { variable: schemaName, value: value.slice(0, 40), form: wanted.form };
    return [solutionCodes.finding("VARIABLE_DEFAULT", data, at(solution, path))];
  });
}
