import type { Artifact } from "../generator/model/artifact.ts";
import type { EmittedConnector, JsonObject } from "../generator/model/emitted.ts";
import type { ConnectorModel, ConnectorRole, Model } from "../generator/model/model.ts";
import { connectionParameters, policies } from "./connection-parameters.ts";
import { writeDefinition } from "./definition/write-definition.ts";
import { eventSchemas } from "./events/schemas.ts";
import { eventTexts } from "./events/texts.ts";
import { brandColor, drawIcon } from "./icon.ts";
import { eventOperations, referralOperations } from "./operations.ts";
import { referralSchemas } from "./referrals/schemas.ts";
import { referralTexts } from "./referrals/texts.ts";

/** The two custom connectors; none where the mapping uses Microsoft's certified ones. */
export function emitConnectors(model: Model): readonly EmittedConnector[] {
  if (model.connectors.mode === "certified") return [];
  const roles: readonly ConnectorRole[] = ["referrals", "events"];
  return roles.map((role) => emitConnector(model, model.connectors[role]));
}

const descriptions: Readonly<Record<ConnectorRole, string>> = {
  referrals:
    "Reads, creates and changes co-sell referrals in Microsoft Partner Center, each change guarded by the version it is meant for.",
  events:
    "Registers where Microsoft Partner Center sends the events of your organization, and tests that they arrive.",
};

const parts = {
  referrals: { operations: referralOperations, texts: referralTexts, schemas: referralSchemas },
  events: { operations: eventOperations, texts: eventTexts, schemas: eventSchemas },
} as const;

function emitConnector(model: Model, connector: ConnectorModel): EmittedConnector {
  const { tenant } = model.connectors;
  const { publisher } = model.solution;
  const description = descriptions[connector.role];
  return {
    connector,
    description,
    brandColor,
    definition: writeDefinition({ connector, description, publisher, tenant, ...parts[connector.role] }),
    connectionParameters: connectionParameters(connector, tenant),
    policies: policies(connector),
    icon: drawIcon(connector.role),
  };
}

/** Each connector as `pac connector create` and paconn take it: definition, properties, settings and icon. */
export function connectorArtifacts(connectors: readonly EmittedConnector[]): readonly Artifact[] {
  return connectors.flatMap((emitted) => {
    const { connector } = emitted;
    const file = (name: string, content: string | Uint8Array): Artifact => ({
      id: `connector/${connector.role}/${name}`,
      kind: "connector",
      path: `connectors/${connector.name}/${name}`,
      content,
      origin: connector.origin,
    });
    return [
      file("apiDefinition.swagger.json", pretty(emitted.definition)),
      file("apiProperties.json", pretty(apiProperties(emitted))),
      file("settings.json", pretty(settings)),
      file("icon.png", emitted.icon),
    ];
  });
}

function apiProperties({
  connectionParameters: parameters,
  brandColor: color,
  policies: templates,
}: EmittedConnector): JsonObject {
  return {
    properties: {
      connectionParameters: parameters,
      iconBrandColor: color,
      capabilities: ["actions"],
      policyTemplateInstances: templates,
    },
  };
}

/** Names the files beside it; connector and environment are given on the command line. */
const settings: JsonObject = {
  apiDefinition: "apiDefinition.swagger.json",
  apiProperties: "apiProperties.json",
  icon: "icon.png",
  powerAppsUrl: "https://api.powerapps.com",
  powerAppsApiVersion: "2016-11-01",
};

const pretty = (value: JsonObject): string => `${JSON.stringify(value, undefined, 2)}\n`;
