import type { ConnectionRole, ConnectorModel } from "../../../generator/model/model.ts";
import { consentAddress, makerPortal } from "../facts.ts";
import { type Binding, findBindings } from "./bindings.ts";
import { hasOwnConnectors, type Release } from "./release.ts";
import { done, type Line, type Look, later, type Step } from "./step.ts";

/** The stop at which only a person can go on: secrets, redirect addresses, and whoever signs in. */
export const connectionsStep: Step = {
  id: "connections",
  title: "Secrets and connections",
  look: async (release) => {
    const bindings = await findBindings(release);
    if (bindings.some(({ apiName }) => apiName === undefined)) {
      return later("the connectors are imported");
    }
    const open = bindings.filter(({ connectionId, dead }) => connectionId === undefined || dead.length > 0);
    if (open.length === 0) return done(`${bindings.length} connections are there`);
    return instruct(release, open);
  },
  carryOut: async () => {},
  print: (release) => printStop(release),
};

async function instruct(release: Release, open: readonly Binding[]): Promise<Look> {
  const address = `${makerPortal}/environments/${await release.environmentId()}`;
  const canSee = (await release.connections()) !== undefined;
  const connectors = hasOwnConnectors(release)
    ? open.flatMap(({ reference: { role }, apiName }) =>
        role === "referrals" || role === "events"
          ? [{ connector: release.model.connectors[role], apiName }]
          : [],
      )
    : [];
  return {
    kind: "person",
    instructions: [
      ...(connectors.length === 0 ? [] : secretWords(address, connectors)),
      ...connectionWords(address, open, release),
      ...(canSee ? [] : [blindWords]),
    ],
  };
}

interface OpenConnector {
  readonly connector: ConnectorModel;
  readonly apiName: string | undefined;
}

function secretWords(address: string, connectors: readonly OpenConnector[]): readonly string[] {
  return [
    `Open ${address}/customconnectors, and for each of these connectors the pencil, then Security:`,
    ...connectors.flatMap(({ connector, apiName }) => [
      `  ${connector.title}: enter client id and client secret of your app registration, and choose Update connector`,
      `  then add this redirect URL to the app registration (Authentication, platform Web): ${redirectUrl(apiName)}`,
    ]),
    "  The page of the connector shows the redirect URL too; should it be another one, the page is right.",
  ];
}

/** One for each connector of each environment; the platform makes it of the connector's name there. */
function redirectUrl(apiName: string | undefined): string {
  return `${consentAddress}/${(apiName ?? "").replace(/^shared_/, "")}`;
}

function connectionWords(address: string, open: readonly Binding[], release: Release): readonly string[] {
  return [
    `Open ${address}/connections, New connection, and sign in to:`,
    ...open.flatMap(({ reference: { role, displayName }, apiName, choices, dead }) => {
      const words = `  ${connectorTitle(release, role)} as ${signsInAs[role]}, for the reference ${displayName}`;
      if (dead.length > 0) {
        const [connection] = dead;
        return [
          `${words}: the sign-in of ${connection?.displayName || connection?.id} has ended, sign it in again`,
        ];
      }
      if (choices.length > 0) {
        const ids = choices.map(({ id, displayName: who }) => `${id} (${who})`).join(", ");
        return [`${words}: there are several, name one as \`connections.${role}\` in the mapping: ${ids}`];
      }
      return [`${words} (${apiName})`];
    }),
    ...(open.some(({ reference }) => reference.role === "salesforce") ? [permissionWords(release)] : []),
    "Share each connection with the application of the release, where one deploys: only then its flows can use them.",
  ];
}

function permissionWords({ model }: Release): string {
  const { integration, integrationStatus } = model.crm.permissionSets;
  return `Give that Salesforce user two permission sets: sf org assign permset --name ${integration} --name ${integrationStatus} --on-behalf-of <user name>`;
}

const blindWords =
  "This release may not see connections: write their ids, the last part of their address, into `connections` of the environment in the mapping, or set COSELL_CONNECTION_REFERRALS, _EVENTS, _SALESFORCE and _DATAVERSE.";

const signsInAs: Readonly<Record<ConnectionRole, string>> = {
  referrals: "a Partner Center user with the role Referrals admin",
  events: "the same Partner Center user",
  salesforce: "the Salesforce user of the integration",
  dataverse: "the user who owns the flows",
};

function connectorTitle({ model }: Release, role: ConnectionRole): string {
  switch (role) {
    case "referrals":
    case "events":
      return model.connectors.mode === "custom" ? model.connectors[role].title : certifiedTitles[role];
    case "salesforce":
      return "Salesforce";
    case "dataverse":
      return "Microsoft Dataverse";
  }
}

const certifiedTitles = { referrals: "Partner Center Referrals", events: "Partner Center Events" } as const;

function printStop(release: Release): readonly Line[] {
  const { model } = release;
  const titles = hasOwnConnectors(release)
    ? [model.connectors.referrals.title, model.connectors.events.title]
    : [];
  return [
    ...(titles.length === 0
      ? []
      : [
          {
            kind: "person",
            text: `Enter the client secret into ${titles.join(" and ")} (${makerPortal}, Custom connectors, Security), and add the redirect URL that each shows to your app registration`,
          } as const,
        ]),
    ...Object.values(model.connectionReferences).map(
      ({ role, displayName }): Line => ({
        kind: "person",
        text: `Make a connection to ${connectorTitle(release, role)} as ${signsInAs[role]}, for the reference ${displayName}`,
      }),
    ),
  ];
}
