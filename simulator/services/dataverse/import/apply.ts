import type { ComponentKey, Environment } from "../environment.ts";
import { connectorIdPrefix } from "../facts.ts";
import { definitionOf, takeVariables } from "../flows/switch-flow.ts";
import type {
  PackagedConnector,
  PackagedFlow,
  PackagedReference,
  PackagedVariable,
  SolutionPackage,
} from "../package/solution-package.ts";
import type { ImportSettings, Row } from "../types.ts";

/** What an import did to the components it brought. */
export interface Applied {
  readonly added: ComponentKey[];
  readonly updated: ComponentKey[];
}

/** Writes the components of a package. Values, bindings, states and a maker's layers of existing ones stay. */
export function applyComponents(
  environment: Environment,
  solution: SolutionPackage,
  settings: ImportSettings,
): Applied {
  const applied: Applied = { added: [], updated: [] };
  const note = (key: ComponentKey, before: Row | undefined): void => {
    (before === undefined ? applied.added : applied.updated).push(key);
  };
  for (const variable of solution.variables)
    note(variableKey(variable), applyVariable(environment, solution, variable));
  for (const connector of solution.connectors) {
    note(connectorKey(connector), applyConnector(environment, solution, connector));
  }
  for (const reference of solution.connectionReferences) {
    note(referenceKey(reference), applyReference(environment, solution, reference));
  }
  for (const flow of solution.flows) note(flowKey(flow), applyFlow(environment, solution, settings, flow));
  applySettings(environment, settings);
  return applied;
}

export const flowKey = (flow: Pick<PackagedFlow, "id">): ComponentKey => `flow:${flow.id}`;
export const connectorKey = (connector: Pick<PackagedConnector, "id">): ComponentKey =>
  `connector:${connector.id}`;
export const referenceKey = (reference: Pick<PackagedReference, "logicalName">): ComponentKey =>
  `reference:${reference.logicalName.toLowerCase()}`;
export const variableKey = (variable: Pick<PackagedVariable, "schemaName">): ComponentKey =>
  `variable:${variable.schemaName.toLowerCase()}`;

export function componentKeys(solution: SolutionPackage): ReadonlySet<ComponentKey> {
  return new Set([
    ...solution.variables.map(variableKey),
    ...solution.connectors.map(connectorKey),
    ...solution.connectionReferences.map(referenceKey),
    ...solution.flows.map(flowKey),
  ]);
}

const managedColumns = (managed: boolean, customizable: boolean): Row => ({
  ismanaged: managed,
  iscustomizable: {
    Value: customizable,
    CanBeChanged: !managed,
    ManagedPropertyLogicalName: "iscustomizableanddeletable",
  },
});

function applyVariable(
  environment: Environment,
  solution: SolutionPackage,
  variable: PackagedVariable,
): Row | undefined {
  const before = environment.find("environmentvariabledefinitions", variable.schemaName);
  const id =
    idOf(before, "environmentvariabledefinitionid") ?? environment.idFor(`variable ${variable.schemaName}`);
  environment.put("environmentvariabledefinitions", id, {
    schemaname: variable.schemaName,
    displayname: variable.displayName,
    description: variable.description ?? null,
    type: variable.type,
    defaultvalue: variable.defaultValue ?? null,
    isrequired: variable.required,
    secretstore: 0,
    statecode: 0,
    statuscode: 1,
    ...managedColumns(solution.managed, true),
  });
  if (variable.value !== undefined)
    writeValue(environment, id, variable.schemaName, variable.value.text, variable.value.id);
  return before;
}

/** Sets the current value of a variable; its row keeps its id. */
export function writeValue(
  environment: Environment,
  definitionId: string,
  schemaName: string,
  value: string,
  packagedId?: string,
): void {
  const existing = environment
    .rows("environmentvariablevalues")
    .find((row) => row["_environmentvariabledefinitionid_value"] === definitionId);
  const id =
    idOf(existing, "environmentvariablevalueid") ?? packagedId ?? environment.idFor(`value ${schemaName}`);
  environment.put("environmentvariablevalues", id, {
    schemaname: schemaName,
    value,
    _environmentvariabledefinitionid_value: definitionId,
    statecode: 0,
    statuscode: 1,
  });
}

function applyConnector(
  environment: Environment,
  solution: SolutionPackage,
  connector: PackagedConnector,
): Row | undefined {
  const before = environment.row("connectors", connector.id);
  environment.put("connectors", connector.id, {
    name: connector.name,
    displayname: connector.displayName,
    description: connector.description ?? null,
    connectorinternalid: before?.["connectorinternalid"] ?? internalId(environment, solution, connector),
    connectortype: 1,
    iconbrandcolor: connector.iconBrandColor ?? null,
    openapidefinition: connector.openApiDefinition,
    connectionparameters: connector.connectionParameters,
    policytemplateinstances: connector.policyTemplateInstances,
    statecode: 0,
    statuscode: 1,
    ...managedColumns(solution.managed, true),
  });
  return before;
}

/** `shared_…`: what a reference of the package calls the connector, or a name with the environment's suffix. */
function internalId(
  environment: Environment,
  solution: SolutionPackage,
  connector: PackagedConnector,
): string {
  const named = solution.connectionReferences.find(
    ({ customConnectorId }) => customConnectorId === connector.id,
  );
  if (environment.quirks["custom-connector-suffix"] === "kept" && named !== undefined) {
    return named.connectorId.slice(connectorIdPrefix.length);
  }
  return `shared_${connector.name.replaceAll("_", "-5f")}-5f${environment.connectorSuffix()}`;
}

function applyReference(
  environment: Environment,
  solution: SolutionPackage,
  reference: PackagedReference,
): Row | undefined {
  const before = environment.find("connectionreferences", reference.logicalName);
  const id = idOf(before, "connectionreferenceid") ?? environment.idFor(`reference ${reference.logicalName}`);
  const custom =
    reference.customConnectorId === undefined
      ? undefined
      : environment.row("connectors", reference.customConnectorId);
  environment.put("connectionreferences", id, {
    connectionreferencelogicalname: reference.logicalName,
    connectionreferencedisplayname: reference.displayName,
    connectorid:
      custom === undefined
        ? reference.connectorId
        : `${connectorIdPrefix}${String(custom["connectorinternalid"])}`,
    _customconnectorid_value: reference.customConnectorId ?? null,
    promptingbehavior: 0,
    statecode: 0,
    statuscode: 1,
    ...managedColumns(solution.managed, true),
  });
  return before;
}

function applyFlow(
  environment: Environment,
  solution: SolutionPackage,
  settings: ImportSettings,
  flow: PackagedFlow,
): Row | undefined {
  const before = environment.row("workflows", flow.id);
  const state = environment.flows.get(flow.id);
  const layer = solution.managed && settings.overwriteUnmanaged !== true ? state?.layer : undefined;
  environment.flows.set(flow.id, {
    published: state?.published ?? false,
    layer,
    base: flow.clientData,
    variableValues: state?.variableValues,
  });
  environment.put("workflows", flow.id, {
    name: flow.name,
    description: flow.description ?? null,
    category: 5,
    type: 1,
    mode: 0,
    scope: 4,
    subprocess: 0,
    primaryentity: "none",
    clientdata: layer ?? flow.clientData,
    statecode: before?.["statecode"] ?? 0,
    statuscode: before?.["statuscode"] ?? 1,
    ...managedColumns(solution.managed, flow.customizable),
  });
  return before;
}

/** Values and bindings that came along with the import; empty values are passed over, as the tools do. */
function applySettings(environment: Environment, settings: ImportSettings): void {
  for (const [schemaName, value] of Object.entries(settings.environmentVariables ?? {})) {
    const id = idOf(
      environment.find("environmentvariabledefinitions", schemaName),
      "environmentvariabledefinitionid",
    );
    if (id !== undefined && value !== "") writeValue(environment, id, schemaName, value);
  }
  for (const [logicalName, { connectionId }] of Object.entries(settings.connectionReferences ?? {})) {
    const id = idOf(environment.find("connectionreferences", logicalName), "connectionreferenceid");
    if (id !== undefined && connectionId !== "") {
      environment.put("connectionreferences", id, { connectionid: connectionId });
    }
  }
}

/** Flows that are on take the values of their variables anew: the import saved them. */
export function refreshRunningFlows(environment: Environment, solution: SolutionPackage): void {
  for (const { id } of solution.flows) {
    if (environment.row("workflows", id)?.["statecode"] !== 1) continue;
    const file = environment.flowFile(definitionOf(environment, id));
    if (file !== undefined) takeVariables(environment, id, file);
  }
}

export function idOf(row: Row | undefined, column: string): string | undefined {
  const id = row?.[column];
  return typeof id === "string" ? id : undefined;
}
