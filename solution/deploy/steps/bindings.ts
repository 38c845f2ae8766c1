import type { ConnectionReferenceModel } from "../../../generator/model/model.ts";
import { readConnectors } from "../dataverse/connectors.ts";
import { readReferences, type TargetReference } from "../dataverse/references.ts";
import type { Connection } from "../services/power-apps.ts";
import type { Release } from "./release.ts";

/** What a connection reference is to be bound to in the environment, as far as it is known. */
export interface Binding {
  readonly reference: ConnectionReferenceModel;
  /** `shared_salesforce`; a custom connector under its name there. Nothing while that connector is not there. */
  readonly apiName: string | undefined;
  readonly connectionId: string | undefined;
  /** As it is there now; nothing while the solution is not. */
  readonly present: TargetReference | undefined;
  /** Connections of the connector between which a person must choose. */
  readonly choices: readonly Connection[];
  /** Connections of the connector whose sign-in has ended. */
  readonly dead: readonly Connection[];
}

/**
 * For each reference its connector and connection there. What the mapping or the machine names goes first, then what is
 * bound, then the only living connection of that connector.
 */
export async function findBindings(release: Release): Promise<readonly Binding[]> {
  const { dataverse, model, target } = release;
  const connectors = await readConnectors(dataverse);
  const present = await readReferences(dataverse);
  const connections = await release.connections();
  return Object.values(model.connectionReferences).map((reference) => {
    const { connectorName, role } = reference;
    const apiName =
      connectorName === undefined
        ? reference.apiName
        : connectors.find(({ name }) => name === connectorName)?.internalId;
    const bound = present.find(({ logicalName }) => sameName(logicalName, reference.name));
    const own = (connections ?? []).filter((connection) => connection.apiName === apiName);
    const living = own.filter(({ alive }) => alive);
    const found = living.length === 1 ? living[0]?.id : undefined;
    const connectionId = target.connections[role] ?? bound?.connectionId ?? found;
    return {
      reference,
      apiName,
      connectionId,
      present: bound,
      choices: connectionId === undefined && living.length > 1 ? living : [],
      dead: own.filter(({ alive, id }) => !alive && (connectionId === undefined || id === connectionId)),
    };
  });
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
