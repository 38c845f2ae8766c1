import { member, rows, textOf } from "../web-api.ts";
import { type Carry, table } from "./context.ts";

const who: Carry = async ({ connect, print }) => {
  const api = connect();
  const { UserId: user } = Object(await api.get("WhoAmI"));
  const organization = member(
    await api.get(
      "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')",
    ),
    "Detail",
  );
  const facts = {
    "Org ID": textOf(organization, "OrganizationId"),
    "Unique Name": textOf(organization, "UniqueName"),
    "Friendly Name": textOf(organization, "FriendlyName"),
    "Org URL": `${api.url}/`,
    "User ID": String(user),
    "Environment ID": textOf(organization, "EnvironmentId"),
  };
  print("Organization Information");
  for (const [name, value] of Object.entries(facts)) print(`  ${`${name}:`.padEnd(27)} ${value}`);
};

const connectors: Carry = async ({ call, connect, print }) => {
  const found = rows(
    await connect().get("connectors?$select=connectorid,name,displayname,connectorinternalid"),
  );
  const facts = found.map((row) => ({
    ConnectorId: textOf(row, "connectorid"),
    DisplayName: textOf(row, "displayname"),
    Name: textOf(row, "name"),
  }));
  if (call.switches.has("--json")) return print(JSON.stringify(facts));
  if (facts.length === 0) return print("No Connectors were found");
  const lines = facts.map(({ ConnectorId, DisplayName, Name }) => [ConnectorId, DisplayName, Name]);
  for (const line of table(["Connector ID", "Display Name", "Name"], lines)) print(line);
};

const connections: Carry = async ({ connect, print }) => {
  const answer = await connect().send(
    "GET",
    "/providers/Microsoft.PowerApps/connections?api-version=2016-11-01",
  );
  const lines = rows(answer).map((row) => {
    const properties = member(row, "properties");
    const [status] = Object.values(Object(member(properties, "statuses")));
    return [
      textOf(row, "name"),
      textOf(properties, "displayName"),
      textOf(properties, "apiId"),
      textOf(status, "status"),
    ];
  });
  if (lines.length === 0) return print("No Connections were found");
  for (const line of table(["Id", "Name", "API Id", "Status"], lines)) print(line);
};

export const environmentVerbs: Readonly<Record<string, Carry>> = {
  "org who": who,
  "env who": who,
  "connector list": connectors,
  "connection list": connections,
};
