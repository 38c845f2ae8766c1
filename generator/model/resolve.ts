import type { Mapping } from "../spec/schema/mapping-schema.ts";
import { flowList } from "./flow-list.ts";
import { componentId } from "./ids.ts";
import type {
  ConnectionReferenceModel,
  ConnectionRole,
  ConnectorModel,
  ConnectorRole,
  DealsModel,
  EnvironmentModel,
  EnvironmentVariableModel,
  FlowKey,
  FlowModel,
  FlowOptionsModel,
  Model,
  SetModel,
  SolutionIdentity,
  SolutionModel,
  StagesModel,
  VariableKey,
} from "./model.ts";
import { resolveCrm } from "./resolve-crm.ts";
import { resolveFields, resolveMoney } from "./resolve-fields.ts";

/** Fills in every default, follows every reference and fixes every id. The mapping must have passed the check. */
export function resolveModel(mapping: Mapping): Model {
  const connectors = resolveConnectors(mapping);
  return freeze({
    solution: resolveSolution(mapping),
    connectors,
    connectionReferences: resolveReferences(mapping, connectors),
    variables: resolveVariables(mapping),
    crm: resolveCrm(mapping),
    fields: resolveFields(mapping),
    money: resolveMoney(mapping),
    sets: {
      solutions: { ...resolveSet(mapping, "solutions"), types: mapping.solutions?.types ?? ["3P", "1P"] },
      contacts: resolveSet(mapping, "contacts"),
      team: resolveSet(mapping, "team"),
    },
    stages: resolveStages(mapping),
    closingReasons: mapping.closingReasons ?? { default: "Others", values: [] },
    deals: resolveDeals(mapping),
    flows: resolveFlows(mapping),
    flowOptions: resolveFlowOptions(mapping),
    environments: (mapping.environments ?? []).map(resolveEnvironment),
  });
}

function resolveSolution({ solution }: Mapping): SolutionModel {
  return {
    uniqueName: solution.uniqueName,
    displayName: solution.displayName,
    description: solution.description ?? "",
    version: solution.version,
    introducedVersion: solution.introducedVersion ?? usualIntroduction,
    layouts: solution.layouts ?? ["single", "split"],
    publisher: solution.publisher,
    connectorSolution: resolveConnectorSolution(solution),
  };
}

/** The version in which components first shipped, where the mapping names none. */
export const usualIntroduction = "1.0.0.0";

/** The solution of the connectors in the split layout; named after that of the flows where the mapping names none. */
export function resolveConnectorSolution({
  uniqueName,
  displayName,
  version,
  connectorSolution,
}: Mapping["solution"]): SolutionIdentity {
  return {
    uniqueName: connectorSolution?.uniqueName ?? `${uniqueName}Connectors`,
    displayName: connectorSolution?.displayName ?? `${displayName}: connectors`,
    description: connectorSolution?.description ?? "",
    version: connectorSolution?.version ?? version,
  };
}

function resolveConnectors(mapping: Mapping): Model["connectors"] {
  const { mode, tenant } = mapping.connectors;
  return {
    mode,
    tenant: tenant ?? "common",
    referrals: resolveConnector(mapping, "referrals"),
    events: resolveConnector(mapping, "events"),
  };
}

const certifiedNames: Readonly<Record<ConnectorRole, string>> = {
  referrals: "partnercenterref",
  events: "partnercenterevents",
};

const noClient = "00000000-0000-0000-0000-000000000000";

function resolveConnector(mapping: Mapping, role: ConnectorRole): ConnectorModel {
  const { uniqueName, publisher } = mapping.solution;
  const given = mapping.connectors[role];
  const bare = given?.name ?? certifiedNames[role];
  // The last part differs in every environment; the platform relinks it by the connector's id and logical name.
  const suffix = componentId(uniqueName, "connector/suffix").replaceAll("-", "").slice(0, 16);
  const isCertified = mapping.connectors.mode === "certified";
  return {
    role,
    id: componentId(uniqueName, `connector/${role}`),
    name: `${publisher.prefix}_${bare}`,
    title: given?.title ?? bare,
    clientId: given?.clientId ?? noClient,
    apiName: isCertified
      ? `shared_${certifiedNames[role]}`
      : `shared_${publisher.prefix}-5f${bare}-5f${suffix}`,
    origin: ["connectors", role],
  };
}

function resolveReferences(
  mapping: Mapping,
  connectors: Model["connectors"],
): Readonly<Record<ConnectionRole, ConnectionReferenceModel>> {
  const reference = (role: ConnectionRole, apiName: string): ConnectionReferenceModel => ({
    role,
    ...mapping.connectionReferences[role],
    apiName,
    origin: ["connectionReferences", role],
  });
  const toConnector = (role: ConnectorRole): ConnectionReferenceModel => {
    const connector = connectors[role];
    const plain = reference(role, connector.apiName);
    if (connectors.mode === "certified") return plain;
    return { ...plain, connectorId: connector.id, connectorName: connector.name };
  };
  return {
    referrals: toConnector("referrals"),
    events: toConnector("events"),
    salesforce: reference("salesforce", "shared_salesforce"),
    dataverse: reference("dataverse", "shared_commondataserviceforapps"),
  };
}

const keptVariable: VariableKey = "reconcileWatermark";

function resolveVariables(mapping: Mapping): readonly EnvironmentVariableModel[] {
  const entries = Object.entries(mapping.environmentVariables);
  return entries.map(([key, variable]) => ({
    key: key as VariableKey, // The schema knows no other keys.
    schemaName: variable.schemaName,
    displayName: variable.displayName,
    description: variable.description ?? "",
    type: variable.type,
    default: variable.default as EnvironmentVariableModel["default"], // The check has held it against the type.
    kept: key === keptVariable,
    origin: ["environmentVariables", key],
  }));
}

function resolveSet(mapping: Mapping, name: "solutions" | "contacts" | "team"): SetModel {
  const set = mapping[name] ?? {};
  return { direction: set.direction ?? "both", policy: set.policy ?? "crm", origin: [name] };
}

function resolveStages({ stages }: Mapping): StagesModel {
  return {
    policy: stages.policy ?? "crm",
    won: stages.won.map(({ stage }) => stage),
    lost: stages.lost.map(({ stage }) => stage),
    active: stages.active ?? [],
    incoming: stages.incoming,
    origin: ["stages"],
  };
}

function resolveDeals({ deals }: Mapping): DealsModel {
  return {
    qualification: deals?.qualification ?? "SalesQualified",
    consentToContact: deals?.consentToContact ?? true,
    consentToShareInfoWithOthers: deals?.consentToShareInfoWithOthers ?? true,
    attributes: deals?.attributes ?? [],
    notesRequired: deals?.notesRequired ?? false,
    pastClosingDate: deals?.pastClosingDate ?? "refuse",
    portalDeals: deals?.portalDeals ?? true,
    patchName: deals?.patchName ?? false,
  };
}

/** Optional flows and the switch that leaves them out. */
const origins: Partial<Readonly<Record<FlowKey, readonly string[]>>> = {
  solutionsToPartnerCenter: ["flows", "microsoftSolutions"],
  reconcile: ["flows", "reconcile"],
};

function resolveFlows(mapping: Mapping): readonly FlowModel[] {
  const isOff: Partial<Record<FlowKey, boolean>> = {
    solutionsToPartnerCenter: mapping.flows?.microsoftSolutions === false,
    reconcile: mapping.flows?.reconcile?.enabled === false,
  };
  return flowList
    .filter(({ key }) => isOff[key] !== true)
    .map((entry) => ({
      ...entry,
      id: componentId(mapping.solution.uniqueName, `flow/${entry.key}`),
      customizable: entry.key === "customize",
      origin: origins[entry.key] ?? ["flows"],
    }));
}

function resolveFlowOptions({ flows = {} }: Mapping): FlowOptionsModel {
  const { audit = {}, reconcile = {}, retry = {} } = flows;
  return {
    pollingMinutes: flows.salesforcePollingMinutes ?? 3,
    glyphOnError: audit.glyphOnError ?? true,
    auditMaxLength: audit.maxLength ?? 100_000,
    leads: flows.leads ?? true,
    retry: {
      type: retry.type ?? "exponential",
      count: retry.count ?? 4,
      interval: retry.interval ?? "PT10S",
      minimumInterval: retry.minimumInterval ?? "PT5S",
      maximumInterval: retry.maximumInterval ?? "PT2M",
    },
    reconcile: {
      enabled: reconcile.enabled ?? true,
      intervalMinutes: reconcile.intervalMinutes ?? 60,
      windowHours: reconcile.windowHours ?? 24,
      maxPerRun: reconcile.maxPerRun ?? 50,
    },
  };
}

function resolveEnvironment(
  {
    name,
    url,
    salesforceOrg,
    secretStore,
    connections,
    variables,
  }: NonNullable<Mapping["environments"]>[number],
  index: number,
): EnvironmentModel {
  return {
    name,
    ...(url === undefined ? {} : { url: url.replace(/\/$/, "") }),
    ...(salesforceOrg === undefined ? {} : { salesforceOrg }),
    ...(secretStore === undefined ? {} : { secretStore }),
    connections: connections ?? {},
    variables: Object.fromEntries(
      Object.entries(variables ?? {}).map(([key, value]) => [key, settingText(value)]),
    ),
    origin: ["environments", index],
  };
}

/** As the platform writes current values: texts, `yes` and `no`. */
function settingText(value: unknown): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
