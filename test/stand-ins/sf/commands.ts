import { readFileSync } from "node:fs";
import { deploy } from "./deploy.ts";
import { ask, member, Refusal, records, type SignedInOrg } from "./org.ts";
import type { Call } from "./read-call.ts";
import { readValues } from "./values.ts";

/** Carries a command out and gives the `result` of its JSON answer. */
export type Carry = (call: Call, org: SignedInOrg) => Promise<unknown>;

const only = ({ values }: Call, name: string): string => values[name]?.[0] ?? "";

const display: Carry = async ({ values }, org) => {
  const user: unknown = await ask(org, "GET", `/query?q=${encodeURIComponent(userQuery(org.username))}`);
  if (records(user).length === 0) throw new Refusal(`Unable to refresh session for ${org.username}`);
  return {
    apiVersion: "62.0",
    accessToken: org.accessToken,
    instanceUrl: org.url,
    username: org.username,
    connectedStatus: "Connected",
    alias: values["target-org"]?.[0],
  };
};

const userQuery = (username: string): string => `SELECT Id FROM User WHERE Username = '${username}'`;

const query: Carry = async (call, org) => {
  const file = call.values["file"]?.[0];
  const text = file === undefined ? only(call, "query") : readFileSync(file, "utf8");
  return ask(org, "GET", `/query?q=${encodeURIComponent(text)}`);
};

const create: Carry = async (call, org) =>
  ask(org, "POST", `/sobjects/${only(call, "sobject")}`, readValues(only(call, "values")));

const remove: Carry = async (call, org) => {
  const id = only(call, "record-id");
  if (id === "") throw new Refusal("This stand-in deletes by --record-id only.");
  await ask(org, "DELETE", `/sobjects/${only(call, "sobject")}/${id}`);
  return { id, success: true, errors: [] };
};

/** A user who has the permission set already is a success. */
const assign: Carry = async ({ values }, org) => {
  const successes: unknown[] = [];
  const failures: unknown[] = [];
  for (const username of values["on-behalf-of"] ?? [org.username]) {
    const [user] = records(await ask(org, "GET", `/query?q=${encodeURIComponent(userQuery(username))}`));
    if (user === undefined) throw new Refusal(`No user with the username ${username} was found.`);
    for (const name of values["name"] ?? []) {
      const outcome = await assignOne(org, String(member(user, "Id")), name);
      (outcome === undefined ? successes : failures).push({ name: username, value: name, message: outcome });
    }
  }
  if (failures.length === 0) return { successes, failures };
  throw new Refusal(String(member(failures[0], "message")), { successes, failures });
};

async function assignOne(org: SignedInOrg, userId: string, name: string): Promise<string | undefined> {
  const soql = `SELECT Id FROM PermissionSet WHERE Name = '${name}'`;
  const [set] = records(await ask(org, "GET", `/query?q=${encodeURIComponent(soql)}`));
  if (set === undefined) return `Permission set "${name}" not found in target org.`;
  try {
    const row = { AssigneeId: userId, PermissionSetId: String(member(set, "Id")) };
    await ask(org, "POST", "/sobjects/PermissionSetAssignment", row);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal && error.message.startsWith("Duplicate PermissionSetAssignment"))
      return undefined;
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

const describe: Carry = async (call, org) => ask(org, "GET", `/sobjects/${only(call, "sobject")}/describe`);

export const commands: Readonly<Record<string, Carry>> = {
  "project deploy start": (call, org) => deploy(call, org, call.switches.has("dry-run")),
  "project deploy validate": (call, org) => deploy(call, org, true),
  "org display": display,
  "org assign permset": assign,
  "data query": query,
  "data create record": create,
  "data delete record": remove,
  "sobject describe": describe,
};
