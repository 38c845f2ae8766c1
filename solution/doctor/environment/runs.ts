import type { FlowModel } from "../../../generator/model/model.ts";
import type { DataverseClient } from "../../deploy/dataverse/client.ts";
import { isRefusal } from "../../deploy/services/power-automate.ts";
import { check, type Judgement, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import type { Patient } from "../patient.ts";
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
      const since = patient.machine.now() - days * 24 * 3_600_000;
      const runs = await runsInTable(dataverse, flows, since);
      const found = runs ?? (await runsOfService(patient.flowService, flows, since));
      if (found === undefined) return notLookedAt(nowhere(patient.flowService));
      return sawFacts({ environment: name, days, runs: found });
    }),
  judge: judgeRuns,
});

type FailedRuns = RunFacts["runs"];

/** The run history that Dataverse keeps, where it does; the table is an elastic one, which takes flat filters only. */
async function runsInTable(
  dataverse: DataverseClient,
  flows: readonly FlowModel[],
  since: number,
): Promise<FailedRuns | undefined> {
  try {
    const rows = await dataverse.rows("flowruns", {
      select: ["status", "starttime", "errorcode", "errormessage", "_workflow_value"],
      filter: `status eq 'Failed' and starttime ge ${new Date(since).toISOString()}`,
      orderBy: "starttime desc",
    });
    return rows.flatMap((row) => {
      const flow = flows.find(({ id }) => id === textOf(row, "_workflow_value").toLowerCase());
      if (flow === undefined) return [];
      const [code, message] = [textOf(row, "errorcode"), oneLine(textOf(row, "errormessage"))];
      return [{ flow: flow.name, time: textOf(row, "starttime"), code, message }];
    });
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** The latest runs of each flow, as the flow service keeps them for 28 days. */
async function runsOfService(
  service: Patient["flowService"],
  flows: readonly FlowModel[],
  since: number,
): Promise<FailedRuns | undefined> {
  if (service.kind === "closed") return undefined;
  try {
    const found: FailedRuns[number][] = [];
    for (const { id, name } of flows) {
      const failed = (await service.client.runs(id)).filter(
        ({ status, started }) => status === "Failed" && started >= since,
      );
      for (const { started, errorCode: code = "ActionFailed", error = "" } of failed) {
        found.push({ flow: name, time: new Date(started).toISOString(), code, message: oneLine(error) });
      }
    }
    return found;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function nowhere(service: Patient["flowService"]): string {
  const why = service.kind === "closed" ? service.because : "the flow service does not show the runs either";
  return `the environment keeps no run history in Dataverse, and ${why}`;
}

const longestMessage = 300;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, longestMessage);
