import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { readPackage } from "../../../../simulator/services/dataverse/package/read-package.ts";
import type { SolutionPackage } from "../../../../simulator/services/dataverse/package/solution-package.ts";
import { Refusal } from "../refusal.ts";
import { member, rows, textOf, type WebApi } from "../web-api.ts";
import { type Carry, table } from "./context.ts";
import { finish, importSolution } from "./solution-import.ts";

const list: Carry = async ({ call, connect, print }) => {
  const found = rows(await connect().get("solutions?$select=uniquename,friendlyname,version,ismanaged"));
  const facts = found.map((row) => ({
    SolutionUniqueName: textOf(row, "uniquename"),
    FriendlyName: textOf(row, "friendlyname"),
    VersionNumber: textOf(row, "version"),
    IsManaged: member(row, "ismanaged") === true,
  }));
  if (call.switches.has("--json")) return print(JSON.stringify(facts));
  const lines = facts.map((each) => [
    each.SolutionUniqueName,
    each.FriendlyName,
    each.VersionNumber,
    each.IsManaged ? "True" : "False",
  ]);
  for (const line of table(["Unique Name", "Friendly Name", "Version", "Managed"], lines)) print(line);
};

const upgrade: Carry = async ({ call, connect, print }) => {
  const api = connect();
  const body = { UniqueName: call.values["--solution-name"] ?? "" };
  if (call.switches.has("--async")) {
    await finish(api, textOf(await api.post("DeleteAndPromoteAsync", body), "AsyncOperationId"));
  } else await api.post("DeleteAndPromote", body);
  print("Solution upgraded successfully.");
};

const remove: Carry = async ({ call, connect, print }) => {
  const api = connect();
  const name = call.values["--solution-name"] ?? "";
  await api.delete(`solutions(${await idOf(api, name)})`);
  print("Solution deleted successfully.");
};

async function idOf(api: WebApi, name: string): Promise<string> {
  const [row] = rows(await api.get(`solutions?$select=solutionid&$filter=uniquename eq '${name}'`));
  if (row === undefined) throw new Refusal(`The solution '${name}' was not found.`);
  return textOf(row, "solutionid");
}

const publish: Carry = async ({ connect, print }) => {
  await connect().post("PublishAllXml", {});
  print("Published All Customizations.");
};

/** Placeholders for whatever the target has to say, in the order of the names. */
const createSettings: Carry = ({ call, print }) => {
  const solution = readZip(call.values["--solution-zip"] ?? "");
  const settings = {
    EnvironmentVariables: solution.variables.map(({ schemaName }) => ({ SchemaName: schemaName, Value: "" })),
    ConnectionReferences: solution.connectionReferences.map(({ logicalName, connectorId }) => ({
      LogicalName: logicalName,
      ConnectionId: "",
      ConnectorId: connectorId,
    })),
  };
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  const path = call.values["--settings-file"];
  if (path === undefined) return print(text);
  writeFileSync(path, text);
  print("Created settings file");
};

/** Finds nothing, in the form in which the checker says so; what it really finds only the service knows. */
const check: Carry = ({ call, connect, print }) => {
  connect();
  const { uniqueName } = readZip(call.values["--path"] ?? "");
  const folder = call.values["--outputDirectory"] ?? ".";
  const report = {
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "PowerApps-Checker" } }, results: [] }],
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${uniqueName}.zip`),
    zipSync({ [`${uniqueName}.sarif`]: strToU8(JSON.stringify(report)) }),
  );
  print("Status: Finished");
  for (const line of table(
    ["Critical", "High", "Medium", "Low", "Informational"],
    [
      ["--------", "----", "------", "---", "-------------"],
      ["0", "0", "0", "0", "0"],
    ],
  )) {
    print(line);
  }
};

function readZip(path: string): SolutionPackage {
  if (!existsSync(path)) throw new Refusal(`The solution zip '${path}' does not exist.`);
  const reading = readPackage(readFileSync(path));
  if (!reading.ok) throw new Refusal(reading.message);
  return reading.value;
}

export const solutionVerbs: Readonly<Record<string, Carry>> = {
  "solution list": list,
  "solution import": importSolution,
  "solution upgrade": upgrade,
  "solution delete": remove,
  "solution publish": publish,
  "solution create-settings": createSettings,
  "solution check": check,
};
