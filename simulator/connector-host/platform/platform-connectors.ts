import type { ConnectorDefinition } from "../definition.ts";
import { dataverseConnector } from "./dataverse.ts";
import { certifiedEvents, certifiedReferrals } from "./partner-center.ts";
import { salesforceConnector } from "./salesforce.ts";

/** Microsoft's connectors by their name in flows. They are part of every environment. */
export const platformConnectors: ReadonlyMap<string, ConnectorDefinition> = new Map(
  [salesforceConnector, dataverseConnector, certifiedReferrals, certifiedEvents].map((connector) => [
    connector.name,
    connector,
  ]),
);
