import type { DataverseClient } from "./client.ts";

/** A custom connector as it is in an environment. */
export interface TargetConnector {
  /** Logical name: `csl_cosellreferrals`. */
  readonly name: string;
  /** The name there, with a suffix of the environment: `shared_cosellreferrals-5f…`. */
  readonly internalId: string;
}

export async function readConnectors(dataverse: DataverseClient): Promise<readonly TargetConnector[]> {
  const rows = await dataverse.rows("connectors", { select: ["name", "connectorinternalid"] });
  return rows.flatMap(({ name, connectorinternalid: internalId }) =>
    typeof name === "string" && typeof internalId === "string" ? [{ name, internalId }] : [],
  );
}
