import type { DataverseClient } from "./client.ts";

/** A connection reference as it is in an environment. */
export interface TargetReference {
  readonly id: string;
  readonly logicalName: string;
  /** `/providers/Microsoft.PowerApps/apis/shared_salesforce`. */
  readonly connectorId: string;
  readonly connectionId: string | undefined;
}

export async function readReferences(dataverse: DataverseClient): Promise<readonly TargetReference[]> {
  const rows = await dataverse.rows("connectionreferences", {
    select: ["connectionreferenceid", "connectionreferencelogicalname", "connectorid", "connectionid"],
  });
  return rows.map((row) => ({
    id: String(row["connectionreferenceid"]),
    logicalName: String(row["connectionreferencelogicalname"]),
    connectorId: String(row["connectorid"]),
    connectionId:
      typeof row["connectionid"] === "string" && row["connectionid"] !== "" ? row["connectionid"] : undefined,
  }));
}

export function bindReference(
  dataverse: DataverseClient,
  reference: TargetReference,
  binding: { readonly connectorId: string; readonly connectionId: string },
): Promise<void> {
  return dataverse.update("connectionreferences", reference.id, {
    ...(reference.connectorId === binding.connectorId ? {} : { connectorid: binding.connectorId }),
    connectionid: binding.connectionId,
  });
}
