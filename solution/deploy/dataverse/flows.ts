import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { FlowModel } from "../../../generator/model/model.ts";
import { deployCodes } from "../codes.ts";
import { cloudFlow, flowStates } from "../facts.ts";
import { membersOf, parseJson } from "../web/answers.ts";
import type { DataverseClient } from "./client.ts";

/** A cloud flow as it is in an environment. */
export interface TargetFlow {
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
  readonly created: number;
  /** When it was last saved, turned on or off; milliseconds since 1970. */
  readonly modified: number;
}

export async function readFlows(dataverse: DataverseClient): Promise<readonly TargetFlow[]> {
  const rows = await dataverse.rows("workflows", {
    select: ["workflowid", "name", "statecode", "createdon", "modifiedon"],
    filter: `category eq ${cloudFlow}`,
  });
  return rows.map((row) => ({
    id: String(row["workflowid"]).toLowerCase(),
    name: String(row["name"]),
    on: row["statecode"] === flowStates.on.statecode,
    created: Date.parse(String(row["createdon"])),
    modified: Date.parse(String(row["modifiedon"])),
  }));
}

/** An input of a flow that is run by hand. */
export interface TriggerInput {
  readonly key: string;
  readonly title: string;
  readonly type: string;
}

export async function readTriggerInputs(
  dataverse: DataverseClient,
  flowId: string,
): Promise<readonly TriggerInput[]> {
  const [row] = await dataverse.rows("workflows", {
    select: ["clientdata"],
    filter: `workflowid eq ${flowId}`,
  });
  const asked = { service: "Dataverse", request: "the inputs of a flow" };
  const file = parseJson(String(row?.["clientdata"] ?? ""), asked);
  const [trigger] = Object.values(
    membersOf(membersOf(membersOf(membersOf(file)["properties"])["definition"])["triggers"]),
  );
  const { properties } = membersOf(membersOf(membersOf(trigger)["inputs"])["schema"]);
  return Object.entries(membersOf(properties)).map(([key, property]) => {
    const { title, type } = membersOf(property);
    return { key, title: String(title ?? key), type: String(type ?? "string") };
  });
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
