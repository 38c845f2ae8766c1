import { literal } from "../../deploy/dataverse/client.ts";
import { check, type Judgement, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import { compareVersions } from "../versions.ts";
import { environmentCodes } from "./codes.ts";
import { lookInto, textOf } from "./look.ts";

export interface SolutionFacts {
  readonly environment: string;
  readonly solutions: readonly {
    readonly name: string;
    /** Of the mapping. */
    readonly version: string;
    /** Absent where it is not installed. */
    readonly installed?: string;
    /** The connectors' own solution is there only where the two are apart. */
    readonly optional?: boolean;
  }[];
}

export function judgeSolutions({ environment, solutions }: SolutionFacts): Judgement {
  const findings = solutions.flatMap(({ name, version, installed, optional }): readonly DoctorFinding[] => {
    const at = { where: { file: environment, path: ["solutions", name] } };
    if (installed === undefined) {
      if (optional === true) return [];
      const missing = environmentCodes.finding("SOLUTION_MISSING", { name, environment }, at);
      return [seen(missing, "nothing", version)];
    }
    if (compareVersions(installed, version) === 0) return [];
    return [seen(environmentCodes.finding("SOLUTION_OTHER_VERSION", { name }, at), installed, version)];
  });
  const there = solutions.filter(({ installed }) => installed !== undefined);
  return {
    said: there.map(({ name, installed }) => `${name} ${installed}`).join(", ") || "no solution of ours",
    findings,
  };
}

export const solutionsCheck = check<SolutionFacts>({
  key: "solutions",
  group: "environment",
  title: "Solutions",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, { solution }) => {
      const { connectorSolution } = solution;
      const wanted = [
        { name: solution.uniqueName, version: solution.version },
        { name: connectorSolution.uniqueName, version: connectorSolution.version, optional: true },
      ];
      const rows = await dataverse.rows("solutions", {
        select: ["uniquename", "version"],
        filter: wanted.map((each) => `uniquename eq ${literal(each.name)}`).join(" or "),
      });
      return sawFacts({
        environment: name,
        solutions: wanted.map((each) => {
          const row = rows.find((found) => textOf(found, "uniquename") === each.name);
          return row === undefined ? each : { ...each, installed: textOf(row, "version") };
        }),
      });
    }),
  judge: judgeSolutions,
});
