import { check, type Judgement, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import { explainRun } from "../run-errors.ts";
import { environmentCodes } from "./codes.ts";
import { lookInto, textOf } from "./look.ts";

export interface RunFacts {
  readonly environment: string;
  readonly days: number;
  /** Failed runs of our flows, newest first. */
  readonly runs: readonly {
    readonly flow: string;
    readonly time: string;
    readonly code: string;
    readonly message: string;
  }[];
}

/** So far back runs are looked at. The platform keeps them for 28 days (cloud flow run metadata, time to live). */
const days = 7;

export function judgeRuns({ environment, days: span, runs }: RunFacts): Judgement {
  const kinds = new Map<string, (typeof runs)[number][]>();
  for (const run of runs) {
    const kind = `${run.flow}\n${run.code}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), run]);
  }
  const findings = [...kinds.values()].flatMap((same): readonly DoctorFinding[] => {
    const [newest] = same;
    if (newest === undefined) return [];
    const { flow: name, time, code, message } = newest;
    const known = explainRun(code, message);
    const remedy = known?.do ?? "Open the run: the first red action shows what the other side answered.";
    const details = {
      where: { file: environment, path: ["runs", name] },
      ...(known === undefined ? {} : { why: known.means }),
    };
    const finding = environmentCodes.finding("RUN_FAILED", { name, remedy }, details);
    const said = message === "" ? code : `${code}: ${message}`;
    return [seen(finding, `${same.length} since ${span} days, the last at ${time}: ${said}`, "none")];
  });
  return {
    said: runs.length === 0 ? `none has failed for ${span} days` : `${runs.length} failed in ${span} days`,
    findings,
  };
}

export const runsCheck = check<RunFacts>({
  key: "runs",
  group: "environment",
  title: "Runs",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, { flows }) => {
      const since = new Date(patient.machine.now() - days * 24 * 3_600_000).toISOString();
      // The table is an elastic one: flat filters only (Dataverse table reference, flowrun).
      const rows = await dataverse.rows("flowruns", {
        select: ["status", "starttime", "errorcode", "errormessage", "_workflow_value"],
        filter: `status eq 'Failed' and starttime ge ${since}`,
        orderBy: "starttime desc",
      });
      return sawFacts({
        environment: name,
        days,
        runs: rows.flatMap((row) => {
          const flow = flows.find(({ id }) => id === textOf(row, "_workflow_value").toLowerCase());
          if (flow === undefined) return [];
          return [
            {
              flow: flow.name,
              time: textOf(row, "starttime"),
              code: textOf(row, "errorcode"),
              message: oneLine(textOf(row, "errormessage")),
            },
          ];
        }),
      });
    }),
  judge: judgeRuns,
});

const longestMessage = 300;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, longestMessage);
