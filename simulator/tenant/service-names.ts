import type { ConnectorDefinition } from "../connector-host/definition.ts";
import type { ConnectorCall } from "../engine/host.ts";
import { connectorHost } from "../services/dataverse/facts.ts";
import { referralsHost, webhooksHost } from "../services/partner-center/facts.ts";
import type { ServiceName } from "./call-log.ts";
import type { EnvironmentConnectors } from "./connectors.ts";

/** Which service a call goes to, by the host of its connector. */
export function serviceOf(
  connectors: EnvironmentConnectors,
): (call: ConnectorCall) => ServiceName | undefined {
  return (call) => services[definitionOf(connectors, call)?.host ?? ""];
}

/** Whether a call is a poll of a trigger, not an action of a run. */
export function isPoll(connectors: EnvironmentConnectors): (call: ConnectorCall) => boolean {
  return (call) => {
    const operation = definitionOf(connectors, call)?.operations.get(call.operationId);
    return operation?.trigger !== undefined;
  };
}

const services: Readonly<Record<string, ServiceName>> = {
  "salesforce.connector": "salesforce",
  [connectorHost]: "dataverse",
  [referralsHost]: "partnerCenter",
  [webhooksHost]: "partnerCenter",
};

function definitionOf(
  connectors: EnvironmentConnectors,
  { connectionReference, connector }: ConnectorCall,
): ConnectorDefinition | undefined {
  const bound = connectionReference === undefined ? undefined : connectors.reference(connectionReference);
  return connectors.definition(bound?.connector ?? connector);
}
