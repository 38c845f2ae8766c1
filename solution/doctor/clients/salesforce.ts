import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { Row } from "../../deploy/dataverse/client.ts";
import type { Machine, ProgramEnd } from "../../deploy/machine.ts";
import { membersOf, readJson } from "../../deploy/web/answers.ts";
import { send } from "../../deploy/web/send.ts";
import { parseJson } from "../../read/parse-json.ts";
import type { SalesforceClient } from "../patient.ts";
import { clientCodes } from "./codes.ts";

/** One question to Salesforce through `sf`, in milliseconds. Ours. */
const patience = 120_000;

/** Asks through the Salesforce CLI, which keeps the sign-in: no token passes through our hands. */
export function salesforceByCli(machine: Machine, org: string): SalesforceClient {
  async function call(work: string, ...words: readonly string[]): Promise<unknown> {
    const end = await machine.run({
      program: machine.environment["COSELL_SF"] || "sf",
      arguments: [...words, "--target-org", org, "--json"],
      environment: { SF_AUTOUPDATE_DISABLE: "true", SF_DISABLE_TELEMETRY: "true", NO_COLOR: "1" },
      timeout: patience,
    });
    return resultOf(work, end);
  }
  const query = async (soql: string, ...more: readonly string[]): Promise<readonly Row[]> => {
    const { records } = membersOf(await call("a query", "data", "query", "--query", soql, ...more));
    return (Array.isArray(records) ? records : []).map(membersOf);
  };
  return {
    name: org,
    describe: async (object) => {
      const said = await call(`what ${object} is`, "sobject", "describe", "--sobject", object);
      return said === undefined ? undefined : membersOf(said);
    },
    query: (soql) => query(soql),
    queryTooling: (soql) => query(soql, "--use-tooling-api"),
  };
}

/** What `sf … --json` answers; nothing where Salesforce knows no such thing. Throws DOCTOR.SALESFORCE_REFUSED. */
export function resultOf(work: string, end: ProgramEnd): unknown {
  if (!end.started) throw refused(work, "the Salesforce CLI is not installed");
  const read = parseJson(end.stdout);
  const said = membersOf(read.ok ? read.value : undefined);
  if (end.exitCode === 0 && "result" in said) return said["result"];
  if (said["name"] === "NOT_FOUND" || said["errorCode"] === "NOT_FOUND") return undefined;
  throw refused(work, reasonIn(String(said["message"] ?? end.stderr)));
}

/** Of a query Salesforce repeats the text and points into it, before the line that says what is wrong. */
function reasonIn(message: string): string {
  const lines = message
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const line = lines.some((each) => each.startsWith("ERROR at Row")) ? lines.at(-1) : lines[0];
  return line ?? "it says nothing";
}

/** Asks the REST interface with a token from the environment, where there is no Salesforce CLI. */
export function salesforceByToken(
  machine: Machine,
  { url, token, apiVersion }: { readonly url: string; readonly token: string; readonly apiVersion: string },
): SalesforceClient {
  const base = `${url.replace(/\/+$/, "")}/services/data/v${apiVersion}`;
  const ask = (path: string) =>
    send(machine, {
      service: "Salesforce",
      method: "GET",
      url: `${base}/${path}`,
      headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
      repeatable: true,
    });
  const query = async (path: string, soql: string): Promise<readonly Row[]> => {
    const asked = { service: "Salesforce", request: "a query" };
    const { records } = membersOf(readJson(await ask(`${path}?q=${encodeURIComponent(soql)}`), asked));
    return (Array.isArray(records) ? records : []).map(membersOf);
  };
  return {
    name: new URL(url).host,
    describe: async (object) => {
      const answer = await ask(`sobjects/${encodeURIComponent(object)}/describe`);
      if (answer.status === 404) return undefined;
      return membersOf(readJson(answer, { service: "Salesforce", request: `what ${object} is` }));
    },
    query: (soql) => query("query", soql),
    queryTooling: (soql) => query("tooling/query", soql),
  };
}

function refused(work: string, reason: string): Failure {
  return new Failure(clientCodes.finding("SALESFORCE_REFUSED", { work, reason }));
}
