import type { TokenSource } from "../dataverse/client.ts";
import { powerAppsUrl } from "../facts.ts";
import type { Machine } from "../machine.ts";
import { membersOf, readJson } from "../web/answers.ts";
import { send } from "../web/send.ts";

/** A connection that somebody has made in an environment; connections are no rows of Dataverse. */
export interface Connection {
  readonly id: string;
  /** `shared_salesforce`, or a custom connector with the suffix of the environment. */
  readonly apiName: string;
  /** Who has signed in, as makers see it. */
  readonly displayName: string;
  readonly alive: boolean;
}

/**
 * The connections that the identity of the release can see there
 * [Microsoft.PowerApps.PowerShell, Get-PowerAppConnection: the service behind it is public, though not its reference].
 */
export async function readConnections(
  machine: Machine,
  token: TokenSource,
  environmentId: string,
): Promise<readonly Connection[]> {
  const base = machine.environment["COSELL_POWERAPPS_URL"] || powerAppsUrl.service;
  const filter = encodeURIComponent(`environment eq '${environmentId}'`);
  const answer = await send(machine, {
    service: "Power Apps",
    method: "GET",
    url: `${base}/providers/Microsoft.PowerApps/connections?api-version=2016-11-01&$filter=${filter}`,
    headers: { Authorization: `Bearer ${await token(powerAppsUrl.resource)}`, Accept: "application/json" },
    repeatable: true,
  });
  const { value } = membersOf(
    readJson(answer, { service: "Power Apps", request: "the list of connections" }),
  );
  return (Array.isArray(value) ? value : []).map(readConnection);
}

function readConnection(value: unknown): Connection {
  const { name, properties } = membersOf(value);
  const { apiId, displayName, statuses } = membersOf(properties);
  const states = (Array.isArray(statuses) ? statuses : []).map((each) => membersOf(each)["status"]);
  return {
    id: String(name),
    apiName:
      String(apiId ?? "")
        .split("/")
        .at(-1) ?? "",
    displayName: String(displayName ?? ""),
    alive: states.every((state) => state === "Connected"),
  };
}
