import { Failure } from "../../generator/diagnostics/failure.ts";
import type {
  Dataverse,
  DataverseControl,
  ImportOutcome,
  ImportSettings,
  InstalledFlow,
} from "../services/dataverse/types.ts";
import { tenantCodes } from "./codes.ts";
import { flowUser, salesforceUser } from "./facts.ts";

/** Imports a solution, as an administrator does: refused solutions stop with TENANT.IMPORT_REFUSED. */
export function importAndBind(
  { control }: Dataverse,
  zip: Uint8Array,
  settings: ImportSettings = {},
): ImportOutcome {
  const outcome = control.importSolution(zip, settings);
  if (outcome.kind === "refused") {
    const reason = outcome.errors.map(({ code, message }) => `${code}: ${message}`).join("; ");
    throw new Failure(tenantCodes.finding("IMPORT_REFUSED", { reason }));
  }
  bindReferences(control);
  return outcome;
}

/** One connection per connector, bound to every reference of it that has none. */
function bindReferences(control: DataverseControl): void {
  const references = control.connectionReferences();
  const connections = new Map(
    references.flatMap(({ connectorId, connectionId }) =>
      connectionId === undefined ? [] : [[connectorId, connectionId] as const],
    ),
  );
  for (const { logicalName, connectorId, connectionId } of references) {
    if (connectionId !== undefined) continue;
    const user = connectorId === "shared_salesforce" ? salesforceUser : flowUser;
    const connection = connections.get(connectorId) ?? control.createConnection(connectorId, { user });
    connections.set(connectorId, connection);
    control.bindConnectionReference(logicalName, connection);
  }
}

/** Turns on every flow that is off: first those that are named, then the rest, children before their parents. */
export function turnFlowsOn(control: DataverseControl, first: readonly string[] = []): void {
  const flows = control.flows();
  const named = first.flatMap((name) => flows.filter((flow) => flow.name === name));
  for (const { id, name, state } of [
    ...named,
    ...childrenFirst(flows).filter((flow) => !named.includes(flow)),
  ]) {
    if (state === "on") continue;
    const outcome = control.turnOn(id);
    if (outcome.ok) continue;
    const { code, message } = outcome.error;
    throw new Failure(tenantCodes.finding("FLOW_STAYS_OFF", { flow: name, reason: `${code}: ${message}` }));
  }
}

/** Flows in their own order, each after the flows it calls. A circle is cut where it is first met. */
export function childrenFirst(flows: readonly InstalledFlow[]): readonly InstalledFlow[] {
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  const ordered = new Set<InstalledFlow>();
  const visit = (flow: InstalledFlow, path: ReadonlySet<string>): void => {
    if (ordered.has(flow) || path.has(flow.id)) return;
    for (const child of flow.children) {
      const found = byId.get(child);
      if (found !== undefined) visit(found, new Set([...path, flow.id]));
    }
    ordered.add(flow);
  };
  for (const flow of flows) visit(flow, new Set());
  return [...ordered];
}
