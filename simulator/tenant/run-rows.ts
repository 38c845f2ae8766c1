import { v5 } from "uuid";
import type { Run } from "../engine/index.ts";
import type { Row } from "../services/dataverse/types.ts";

/** The history of runs as rows of flowruns [cloud flow run metadata in Dataverse]. */
export function flowRunRows(runs: readonly Run[]): readonly Row[] {
  return runs.map((run) => {
    const ended = run.endedAt === undefined ? null : instant(run.endedAt);
    return {
      flowrunid: v5(`${run.flow.id} ${run.id}`, v5.URL),
      name: run.id,
      status: run.status,
      starttime: instant(run.startedAt),
      endtime: ended,
      duration: run.endedAt === undefined ? null : run.endedAt - run.startedAt,
      triggertype: triggerTypes[run.flow.trigger.type] ?? "Automated",
      errorcode: run.error?.code ?? null,
      errormessage: run.error?.message ?? null,
      workflowid: run.flow.id,
      _workflow_value: run.flow.id,
      createdon: ended ?? instant(run.startedAt),
      modifiedon: ended ?? instant(run.startedAt),
      versionnumber: 1,
    };
  });
}

const triggerTypes: Readonly<Record<string, string>> = { Request: "Instant", Recurrence: "Scheduled" };

/** To the second, as the rest of the rows. */
function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
