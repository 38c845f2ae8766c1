import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { type Environment, tableOf } from "../environment.ts";
import { connectorIdPrefix } from "../facts.ts";
import { customizeFlow, removeLayer } from "../flows/customize-flow.ts";
import { definitionOf, isCustomizable, isOn, turnOff, turnOn } from "../flows/switch-flow.ts";
import { idOf, writeValue } from "../import/apply.ts";
import { importSolution, uninstallSolution } from "../import/import-solution.ts";
import type { DataverseControl, InstalledConnector, InstalledFlow, Row } from "../types.ts";
import { describeOrganization } from "../web-api/organization.ts";

export interface Counters {
  calls: number;
  readonly byOperation: Map<string, number>;
}

/** What scenarios, the engine and tests do to the environment from outside the API. */
export function createControl(environment: Environment, counters: Counters): DataverseControl {
  const flowId = (idOrName: string): string => {
    const id = findFlow(environment, idOrName);
    if (id !== undefined) return id;
    throw new Failure(emulatorCodes.finding("CONTROL_REFUSED", { what: "flow", name: idOrName }));
  };
  return {
    importSolution: (zip, settings) => importSolution(environment, zip, settings),
    uninstall: (solution) => uninstallSolution(environment, solution),
    solutions: () =>
      [...environment.solutions.values()].map(({ uniqueName, version, managed }) => ({
        name: uniqueName,
        version,
        managed,
      })),
    flows: () => environment.rows("workflows").map((row) => describeFlow(environment, row)),
    flow: (idOrName) => {
      const id = findFlow(environment, idOrName);
      const row = id === undefined ? undefined : environment.row("workflows", id);
      return row === undefined ? undefined : describeFlow(environment, row);
    },
    turnOn: (idOrName) => turnOn(environment, flowId(idOrName)),
    turnOff: (idOrName) => turnOff(environment, flowId(idOrName)),
    customizeFlow: (idOrName, clientData) => customizeFlow(environment, flowId(idOrName), clientData),
    removeCustomization: (idOrName) => removeLayer(environment, flowId(idOrName)),
    connectors: () => environment.rows("connectors").map((row) => describeConnector(environment, row)),
    createConnection: (connectorId, { user = "admin@contoso.example", shared = true } = {}) => {
      const id = environment.nextId("connection").replaceAll("-", "");
      environment.connections.set(id, { id, connectorId: nameOf(connectorId), user, shared });
      return id;
    },
    connection: (connectionId) => environment.connections.get(connectionId),
    connections: () =>
      [...environment.connections.values()].map((connection) => ({
        ...connection,
        alive: !environment.lockedOut.has(connection.user.toLowerCase()),
      })),
    hasConnector: (connectorId) =>
      environment.standardConnectors.has(nameOf(connectorId)) ||
      environment.rows("connectors").some((row) => row["connectorinternalid"] === nameOf(connectorId)),
    organization: () => describeOrganization(environment),
    lockOut: (user, isOut = true) => {
      if (isOut) environment.lockedOut.add(user.toLowerCase());
      else environment.lockedOut.delete(user.toLowerCase());
    },
    bindConnectionReference: (logicalName, connectionId) => bind(environment, logicalName, connectionId),
    connectionReferences: () =>
      environment.rows("connectionreferences").map((row) => ({
        logicalName: String(row["connectionreferencelogicalname"]),
        connectorId: nameOf(String(row["connectorid"])),
        connectionId: idOf(row, "connectionid"),
      })),
    variable: (schemaName) => environment.variable(schemaName),
    setVariable: (schemaName, value) => setVariable(environment, schemaName, value),
    rows: (entitySet) => environment.rows(tableOf(entitySet).set),
    usage: () => ({ calls: counters.calls, byOperation: Object.fromEntries(counters.byOperation) }),
  };
}

function findFlow(environment: Environment, idOrName: string): string | undefined {
  const row =
    environment.row("workflows", idOrName) ??
    environment.rows("workflows").find(({ name }) => name === idOrName);
  return idOf(row, "workflowid");
}

function describeFlow(environment: Environment, row: Row): InstalledFlow {
  const id = String(row["workflowid"]);
  const clientData = definitionOf(environment, id);
  const file = environment.flowFile(clientData);
  const on = isOn(row);
  const taken = environment.flowState(id).variableValues;
  const current = () =>
    Object.fromEntries((file?.variables ?? []).map((name) => [name, environment.variable(name)]));
  const owner = [...environment.solutions.values()].find(({ components }) => components.has(`flow:${id}`));
  return {
    id,
    name: String(row["name"]),
    state: on ? "on" : "off",
    solution: owner?.uniqueName ?? "",
    managed: row["ismanaged"] === true,
    customizable: isCustomizable(row),
    clientData,
    children: file?.children ?? [],
    connectionReferences: file?.connectionReferences ?? [],
    variableValues:
      on && environment.quirks["changed-variable-reaches-flow"] === "at-once" ? current() : taken,
  };
}

function describeConnector(environment: Environment, row: Row): InstalledConnector {
  return {
    name: String(row["name"]),
    id: String(row["connectorid"]),
    internalId: String(row["connectorinternalid"]),
    displayName: String(row["displayname"]),
    definition: environment.json(String(row["openapidefinition"])),
    connectionParameters: environment.json(String(row["connectionparameters"])),
    policyTemplates: environment.json(String(row["policytemplateinstances"])),
  };
}

/** A connection fits a reference of the same connector only [connection references, Power Apps documentation]. */
function bind(environment: Environment, logicalName: string, connectionId: string): void {
  const row = environment.find("connectionreferences", logicalName);
  const id = idOf(row, "connectionreferenceid");
  if (id === undefined) {
    throw new Failure(
      emulatorCodes.finding("CONTROL_REFUSED", { what: "connection reference", name: logicalName }),
    );
  }
  const connection = environment.connections.get(connectionId);
  const connectorId = nameOf(String(row?.["connectorid"]));
  if (connection?.connectorId !== connectorId) {
    throw new Failure(
      emulatorCodes.finding("CONTROL_REFUSED", { what: `connection of ${connectorId}`, name: connectionId }),
    );
  }
  environment.put("connectionreferences", id, { connectionid: connectionId });
}

function setVariable(environment: Environment, schemaName: string, value: string | undefined): void {
  const definition = environment.find("environmentvariabledefinitions", schemaName);
  const id = idOf(definition, "environmentvariabledefinitionid");
  if (id === undefined) {
    throw new Failure(
      emulatorCodes.finding("CONTROL_REFUSED", { what: "environment variable", name: schemaName }),
    );
  }
  if (value !== undefined) {
    writeValue(environment, id, String(definition?.["schemaname"]), value);
    return;
  }
  for (const row of environment.rows("environmentvariablevalues")) {
    const valueId = idOf(row, "environmentvariablevalueid");
    if (row["_environmentvariabledefinitionid_value"] === id && valueId !== undefined) {
      environment.delete("environmentvariablevalues", valueId);
    }
  }
}

/** `shared_salesforce`, from that or from the full id. */
function nameOf(connectorId: string): string {
  return connectorId.startsWith(connectorIdPrefix)
    ? connectorId.slice(connectorIdPrefix.length)
    : connectorId;
}
