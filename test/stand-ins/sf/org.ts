import { existsSync, readFileSync } from "node:fs";

/** An organization to which a person has signed in before, with a browser. */
export interface SignedInOrg {
  readonly url: string;
  readonly username: string;
  readonly accessToken: string;
}

export class Refusal extends Error {
  /** What went wrong component by component, for the JSON answer. */
  readonly result: unknown;
  /** The error code of Salesforce, where it was Salesforce that refused. */
  readonly code: string;

  constructor(message: string, result?: unknown, code = "SfError") {
    super(message);
    this.result = result;
    this.code = code;
  }
}

/** The sign-in of an alias or user name; none ends the call as the program does. */
export function findOrg(file: string, name: string | undefined): SignedInOrg {
  const known: Readonly<Record<string, SignedInOrg>> = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : {};
  if (name === undefined)
    throw new Refusal("No default environment found. Use -o or --target-org to specify an environment.");
  const found = known[name] ?? Object.values(known).find(({ username }) => username === name);
  if (found === undefined) throw new Refusal(`No authorization information found for ${name}.`);
  return found;
}

/** Calls the REST API of the org; its errors end the call in its own words. */
export async function ask(org: SignedInOrg, method: string, path: string, body?: unknown): Promise<unknown> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${org.url}/services/data/v62.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${org.accessToken}`,
      ...(isForm || body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const parsed: unknown = text === "" ? undefined : JSON.parse(text);
  if (answer.ok) return parsed;
  const [error] = Array.isArray(parsed) ? parsed : [parsed];
  const code = String(member(error, "errorCode") ?? "SfError");
  throw new Refusal(String(member(error, "message") ?? text), undefined, code);
}

export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

export function records(answer: unknown): readonly unknown[] {
  const list = member(answer, "records");
  return Array.isArray(list) ? list : [];
}
