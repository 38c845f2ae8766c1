import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { FlowModel } from "../../../generator/model/model.ts";
import { deployCodes } from "../codes.ts";
import { cloudFlow, flowStates } from "../facts.ts";
import type { DataverseClient } from "./client.ts";

/** A cloud flow as it is in an environment. */
export interface TargetFlow {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
  /** When it was last saved, turned on or off; milliseconds since 1970. */
  readonly modified: number;
}

export async function readFlows(dataverse: DataverseClient): Promise<readonly TargetFlow[]> {
  const rows = await dataverse.rows("workflows", {
    select: ["workflowid", "name", "statecode", "modifiedon"],
    filter: `category eq ${cloudFlow}`,
  });
  return rows.map((row) => ({
    id: String(row["workflowid"]).toLowerCase(),
    name: String(row["name"]),
    on: row["statecode"] === flowStates.on.statecode,
    modified: Date.parse(String(row["modifiedon"])),
  }));
}

/** Throws DEPLOY.FLOW_STAYS_OFF with the reason of the flow service. */
export async function turnOn(
  dataverse: DataverseClient,
  flow: Pick<FlowModel, "id" | "name">,
): Promise<void> {
  try {
    await dataverse.update("workflows", flow.id, flowStates.on);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const reason = error.diagnostic.message;
    throw new Failure(deployCodes.finding("FLOW_STAYS_OFF", { flow: flow.name, reason }), { cause: error });
  }
}

export function turnOff(dataverse: DataverseClient, flow: Pick<FlowModel, "id">): Promise<void> {
  return dataverse.update("workflows", flow.id, flowStates.off);
}
