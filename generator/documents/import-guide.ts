import type { Artifact } from "../model/artifact.ts";
import type { ConnectionRole, FlowKey, Model } from "../model/model.ts";
import { opportunityFields, otherFields, solutionFields } from "./salesforce-fields.ts";
import { variableNamed } from "./variables.ts";
import type { ImportGuideView } from "./views.ts";

/** The way from the zip to a running sync, with the names of this very solution. */
export function importGuideView(model: Model, packed: readonly Artifact[]): ImportGuideView {
  const { solution, connectors, crm } = model;
  const custom = connectors.mode === "custom";
  const both = [connectors.referrals, connectors.events];
  return {
    solution: solution.displayName,
    version: solution.version,
    uniqueName: solution.uniqueName,
    connectorUniqueName: solution.connectorSolution.uniqueName,
    custom,
    hasPlaceholderClient: both.some(({ clientId }) => /^[0-]+$/.test(clientId)),
    hasConnectorSolution: custom && solution.layouts.includes("split"),
    hasSingle: solution.layouts.includes("single"),
    teams: crm.teams,
    permissionSets: permissionSets(packed),
    connectionSets: connectionSets(model),
    connectors: custom ? both.map(({ title, name, clientId }) => ({ title, name, clientId })) : [],
    zips: zips(model, packed),
    settings: packed.filter(({ kind }) => kind === "deployment-settings").map(({ path }) => ({ path })),
    connections: connections(model),
    variables: variables(model),
    organizationVariable: variableNamed(model, "organizationId").displayName,
    flows: model.flows.map(({ key, name, description, customizable }, index) => ({
      number: index + 1,
      name,
      description,
      isChild: children.has(key),
      isCustomizable: customizable,
    })),
    registrationFlow: flowName(model, "webhookRegistration"),
    webhookFlow: flowName(model, "partnerCenterToSalesforce"),
    customizeFlow: flowName(model, "customize"),
    reconcileFlow: model.flows.find(({ key }) => key === "reconcile")?.name ?? null,
    watermarkVariable: variableNamed(model, "reconcileWatermark").displayName,
    eventsConnector: eventsConnector(model),
    pollingMinutes: model.flowOptions.pollingMinutes,
    opportunityFields: opportunityFields(model),
    solutionObject: crm.objects.solution,
    solutionFields: solutionFields(model),
    otherFields: otherFields(model),
    syncField: crm.opportunity.sync,
    auditField: crm.opportunity.audit,
    linkField: crm.opportunity.referralLink,
    statusField: crm.opportunity.status,
    onHoldStage: String(variableNamed(model, "onHoldStage").default),
    activeStage: String(variableNamed(model, "activeStage").default),
  };
}

/** Flows that are called by others: they must be on before their callers, and use the connections of their owner. */
const children = new Set<FlowKey>([
  "customize",
  "createReferral",
  "microsoftUpdates",
  "salesforceToPartnerCenter",
]);

function flowName(model: Model, key: FlowKey): string {
  return model.flows.find((flow) => flow.key === key)?.name ?? "";
}

function zips(model: Model, packed: readonly Artifact[]): ImportGuideView["zips"] {
  const { connectorSolution } = model.solution;
  return packed.flatMap(({ path, solution }) =>
    solution === undefined
      ? []
      : [
          {
            path,
            name: solution.solution,
            holds:
              solution.layout === "single"
                ? "everything in one"
                : solution.solution === connectorSolution.uniqueName
                  ? "the connectors"
                  : "flows, variables and connection references",
            managed: solution.managed ? "managed" : "unmanaged",
          },
        ],
  );
}

/** The permission sets in the Salesforce package, with the words that they describe themselves by. */
function permissionSets(packed: readonly Artifact[]): ImportGuideView["permissionSets"] {
  return packed.flatMap(({ kind, path, content }) => {
    const name = /([^/]+)\.permissionset-meta\.xml$/.exec(path)?.[1];
    if (kind !== "salesforce-source" || name === undefined) return [];
    const purpose = /<description>([^<]*)<\/description>/.exec(String(content))?.[1] ?? "";
    return [{ name, purpose: purpose.replace(/&(?:amp|lt|gt|quot|apos);/g, (each) => plain[each] ?? each) }];
  });
}

/** The characters that the files of the package escape. */
const plain: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

function connectionSets({ crm }: Model): ImportGuideView["connectionSets"] {
  const { integration: first, integrationStatus: second, seller, viewer } = crm.permissionSets;
  const begin = [second, seller, viewer].filter((name) => name.startsWith(first));
  return { first, second, together: begin.length === 1 && begin[0] === second };
}

const eventsConnector = ({ connectors }: Model): string =>
  connectors.mode === "custom" ? connectors.events.title : "Partner Center Events";

function connections(model: Model): ImportGuideView["connections"] {
  const { connectors, connectionReferences } = model;
  const uses: Readonly<Record<ConnectionRole, { readonly connector: string; readonly account: string }>> = {
    referrals: {
      connector: connectors.mode === "custom" ? connectors.referrals.title : "Partner Center Referrals",
      account: "Partner Center user with the role Referrals admin",
    },
    events: {
      connector: eventsConnector(model),
      account: "the same Partner Center user",
    },
    salesforce: { connector: "Salesforce", account: "Salesforce user of the integration" },
    dataverse: { connector: "Microsoft Dataverse", account: "user who owns the flows" },
  };
  return Object.values(connectionReferences).map(({ role, name, displayName }) => ({
    name,
    displayName,
    ...uses[role],
  }));
}

function variables(model: Model): ImportGuideView["variables"] {
  return model.variables
    .filter(({ kept }) => !kept)
    .map(({ displayName, schemaName, description, type, default: value }) => ({
      displayName,
      schemaName,
      description,
      default: type === "yesNo" ? (value === true ? "Yes" : "No") : String(value),
    }));
}
