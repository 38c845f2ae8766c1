import type { ConnectionReferenceModel, Model } from "../../../generator/model/model.ts";
import type { DataverseClient, Row } from "../../deploy/dataverse/client.ts";
import { check, type Judgement, type Looked, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, seen } from "../finding.ts";
import type { Patient } from "../patient.ts";
import { environmentCodes } from "./codes.ts";
import { lookInto, textOf } from "./look.ts";

export interface ReferenceFacts {
  readonly environment: string;
  readonly references: readonly SeenReference[];
}

export interface SeenReference {
  readonly name: string;
  readonly title: string;
  /** Logical name of a custom connector, or the name of a standard one. */
  readonly connector: string;
  /** How the environment calls the connector; absent where it has none. */
  readonly connectorThere?: string;
  /** Absent where there is no such reference; blank members where it is unbound. */
  readonly bound?: { readonly connector: string; readonly connection: string };
}

export function judgeReferences({ environment, references }: ReferenceFacts): Judgement {
  const findings = references.flatMap((reference): readonly DoctorFinding[] => {
    const { name, title, connector, connectorThere, bound } = reference;
    const at = { where: { file: environment, path: ["connection references", name] } };
    if (connectorThere === undefined) {
      return [
        seen(environmentCodes.finding("CONNECTOR_MISSING", { name: connector }, at), "nothing", connector),
      ];
    }
    if (bound === undefined) {
      return [seen(environmentCodes.finding("REFERENCE_MISSING", { name }, at), "nothing", name)];
    }
    if (lastPart(bound.connector) !== connectorThere) {
      const elsewhere = environmentCodes.finding("REFERENCE_ELSEWHERE", { title }, at);
      return [seen(elsewhere, lastPart(bound.connector) || "no connector", connectorThere)];
    }
    if (bound.connection !== "") return [];
    const unbound = environmentCodes.finding("REFERENCE_UNBOUND", { title }, at);
    return [seen(unbound, "no connection", `a connection of ${connectorThere}`)];
  });
  const bound = references.filter((each) => each.bound !== undefined && each.bound.connection !== "");
  return { said: `${bound.length} of ${references.length} have a connection`, findings };
}

/** Connectors are named by a path: `/providers/Microsoft.PowerApps/apis/shared_salesforce`. */
const lastPart = (path: string): string => path.split("/").at(-1) ?? "";

export const referencesCheck = check<ReferenceFacts>({
  key: "references",
  group: "environment",
  title: "Connection references",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, model) =>
      sawFacts({ environment: name, references: await seenReferences(dataverse, model) }),
    ),
  judge: judgeReferences,
});

async function seenReferences(dataverse: DataverseClient, model: Model): Promise<readonly SeenReference[]> {
  const rows = await dataverse.rows("connectionreferences", {
    select: ["connectionreferencelogicalname", "connectorid", "connectionid"],
  });
  const connectors = await dataverse.rows("connectors", { select: ["name", "connectorinternalid"] });
  return Object.values(model.connectionReferences).map((reference) => {
    const row = rows.find((found) => isNamed(found, "connectionreferencelogicalname", reference.name));
    const there = connectorThere(reference, connectors);
    return {
      name: reference.name,
      title: reference.displayName,
      connector: reference.connectorName ?? reference.apiName,
      ...(there === undefined ? {} : { connectorThere: there }),
      ...(row === undefined
        ? {}
        : { bound: { connector: textOf(row, "connectorid"), connection: textOf(row, "connectionid") } }),
    };
  });
}

/** A custom connector has a name of its own in each environment; Microsoft's have the same everywhere. */
function connectorThere(
  { connectorName, apiName }: ConnectionReferenceModel,
  connectors: readonly Row[],
): string | undefined {
  if (connectorName === undefined) return apiName;
  const row = connectors.find((found) => isNamed(found, "name", connectorName));
  return row === undefined ? undefined : textOf(row, "connectorinternalid");
}

const isNamed = (row: Row, column: string, name: string): boolean =>
  textOf(row, column).toLowerCase() === name.toLowerCase();

export interface ConnectionFacts {
  readonly environment: string;
  /** Bound references, with the connection as the platform lists it; absent where it lists none of that id. */
  readonly connections: readonly {
    readonly title: string;
    readonly id: string;
    readonly seen?: { readonly alive: boolean; readonly user?: string };
  }[];
}

export function judgeConnections({ environment, connections }: ConnectionFacts): Judgement {
  const findings = connections.flatMap(({ title, id, seen: connection }): readonly DoctorFinding[] => {
    const at = { where: { file: environment, path: ["connections", id] } };
    if (connection === undefined) {
      return [
        seen(environmentCodes.finding("CONNECTION_GONE", { title }, at), "nothing", `connection ${id}`),
      ];
    }
    if (connection.alive) return [];
    const { user = "" } = connection;
    const found = user === "" ? "its sign-in has ended" : `the sign-in of ${user} has ended`;
    return [seen(environmentCodes.finding("CONNECTION_BROKEN", { title }, at), found, "signed in")];
  });
  const alive = connections.filter((each) => each.seen?.alive === true).length;
  return { said: `${alive} of ${connections.length} are signed in`, findings };
}

export const connectionsCheck = check<ConnectionFacts>({
  key: "connections",
  group: "environment",
  title: "Connections",
  look: (patient) =>
    lookInto(patient, async ({ name, dataverse }, model) =>
      seenConnections(patient, name, await seenReferences(dataverse, model)),
    ),
  judge: judgeConnections,
});

async function seenConnections(
  patient: Patient,
  environment: string,
  references: readonly SeenReference[],
): Promise<Looked<ConnectionFacts>> {
  if (patient.connections.kind === "closed") return notLookedAt(patient.connections.because);
  const all = await patient.connections.client.list();
  const bound = references.flatMap(({ title, bound: to }) =>
    to === undefined || to.connection === "" ? [] : [{ title, id: to.connection }],
  );
  if (bound.length === 0) return notLookedAt("no connection reference has a connection");
  const ids = all.map(({ id }) => id.toLowerCase());
  if (!bound.some(({ id }) => ids.includes(id.toLowerCase()))) {
    return notLookedAt(
      "whoever looks sees none of them: connections are seen by their owner, and by whom they are shared with",
    );
  }
  return sawFacts({
    environment,
    connections: bound.map(({ title, id }) => {
      const connection = all.find((each) => each.id.toLowerCase() === id.toLowerCase());
      if (connection === undefined) return { title, id };
      const { alive, displayName: user } = connection;
      return { title, id, seen: { alive, user } };
    }),
  });
}
