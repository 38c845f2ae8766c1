import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { compareVersions } from "../../../../simulator/services/dataverse/import/checks.ts";
import { readPackage } from "../../../../simulator/services/dataverse/package/read-package.ts";
import { Refusal } from "../refusal.ts";
import { member, rows, textOf, type WebApi } from "../web-api.ts";
import type { Carry, Context } from "./context.ts";

/** Sends the zip with the values of the settings file, waits for the job where it was asked to, and says how it ended. */
export const importSolution: Carry = async (context) => {
  const { call, connect, print } = context;
  const path = call.values["--path"];
  if (path === undefined || !existsSync(path))
    throw new Refusal(`The solution zip '${path ?? ""}' does not exist.`);
  const zip = readFileSync(path);
  const reading = readPackage(zip);
  if (!reading.ok) throw new Refusal(reading.message);
  const { uniqueName, version } = reading.value;
  const settings = call.values["--settings-file"];
  const componentParameters = settings === undefined ? [] : readSettings(settings);
  const api = connect();
  if (call.switches.has("--skip-lower-version") && (await hasVersion(api, uniqueName, version))) {
    print(`Skipping import: the same or a higher version of ${uniqueName} is already installed.`);
    return;
  }
  print("Solution Importing...");
  await send(context, api, {
    CustomizationFile: zip.toString("base64"),
    OverwriteUnmanagedCustomizations: call.switches.has("--force-overwrite"),
    PublishWorkflows: call.switches.has("--activate-plugins"),
    SkipProductUpdateDependencies: call.switches.has("--skip-dependency-check"),
    ComponentParameters: componentParameters,
    ...(call.switches.has("--import-as-holding") ? { HoldingSolution: true } : {}),
  });
  if (call.switches.has("--publish-changes")) await api.post("PublishAllXml", {});
  print("Solution Imported successfully.");
};

async function send({ call }: Context, api: WebApi, body: Readonly<Record<string, unknown>>): Promise<void> {
  const action = call.switches.has("--stage-and-upgrade") ? "StageAndUpgrade" : "ImportSolution";
  if (!call.switches.has("--async")) {
    await api.post(action, { ...body, ImportJobId: randomUUID() });
    return;
  }
  const job = await api.post(`${action}Async`, body);
  await finish(api, textOf(job, "AsyncOperationId"));
}

/** Waits until a job is over, and ends the call in the words of one that failed. */
export async function finish(api: WebApi, id: string): Promise<void> {
  for (let asked = 0; asked < mostQuestions; asked += 1) {
    const job = await api.get(`asyncoperations(${id})`);
    if (member(job, "statecode") !== 3) continue;
    if (member(job, "statuscode") === 30) return;
    throw new Refusal(textOf(job, "friendlymessage"));
  }
  throw new Refusal("The asynchronous operation did not end in time.");
}

const mostQuestions = 100;

async function hasVersion(api: WebApi, uniqueName: string, version: string): Promise<boolean> {
  const [installed] = rows(await api.get(`solutions?$select=version&$filter=uniquename eq '${uniqueName}'`));
  return installed !== undefined && compareVersions(version, textOf(installed, "version")) <= 0;
}

/** The entries of a settings file as the columns of the rows that they change; those without a value are passed over. */
function readSettings(path: string): readonly unknown[] {
  if (!existsSync(path)) throw new Refusal(`The settings file '${path}' does not exist.`);
  const settings: unknown = JSON.parse(readFileSync(path, "utf8"));
  const list = (name: string): readonly unknown[] => {
    const entries = member(settings, name);
    if (!Array.isArray(entries)) throw new Refusal(`The settings file has no list '${name}'.`);
    return entries;
  };
  return [
    ...list("EnvironmentVariables")
      .filter((entry) => textOf(entry, "Value") !== "")
      .map((entry) => ({
        "@odata.type": "Microsoft.Dynamics.CRM.environmentvariablevalue",
        schemaname: textOf(entry, "SchemaName"),
        value: textOf(entry, "Value"),
      })),
    ...list("ConnectionReferences")
      .filter((entry) => textOf(entry, "ConnectionId") !== "")
      .map((entry) => ({
        "@odata.type": "Microsoft.Dynamics.CRM.connectionreference",
        connectionreferencelogicalname: textOf(entry, "LogicalName"),
        connectionid: textOf(entry, "ConnectionId"),
        connectorid: textOf(entry, "ConnectorId"),
      })),
  ];
}
