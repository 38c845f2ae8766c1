import { isObject, type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import { connectorTitles, freeRequests, readingOperation, safeMethods, tableParameters } from "../facts.ts";
import { type CalledOperation, calledOperation } from "./called-operation.ts";
import type { Audience, Reach } from "./reach.ts";

/** What an action writes, and to which service; nothing where it only looks. */
export function writesOf(
  action: JsonTree,
  references: JsonTree,
  titles: ReadonlyMap<string, string>,
  methods: ReadonlyMap<string, string>,
): readonly Reach[] {
  const call = calledOperation(action, references);
  if (call === undefined) return [];
  const { connector, operation } = call;
  const title = titles.get(connector) ?? connectorTitles[connector] ?? connector;
  const write = (what: string): Reach => ({
    audience: audienceOf(connector, titles),
    kind: "write",
    key: `${connector} ${what}`,
    text: `${what} in ${title}`,
  });
  const free = freeRequests[connector];
  if (free?.operation === operation) return requestedWrites(call, free.method, free.address).map(write);
  const method = methods.get(`${connector}/${operation}`);
  const isReading = method === undefined ? readingOperation.test(operation) : safeMethods.has(method);
  if (isReading) return [];
  const table = tableParameters.map((name) => textIn(call.parameters[name])).find((each) => each !== "");
  return [write(table === undefined ? operation : `${operation} of ${table}`)];
}

function audienceOf(connector: string, titles: ReadonlyMap<string, string>): Audience {
  if (connector === "shared_salesforce") return "Salesforce";
  return titles.has(connector) || /partnercenter|referrals/i.test(connector)
    ? "Partner Center"
    : "other services";
}

/**
 * The objects that a free request to Salesforce creates, changes or deletes. The requests inside a composite one count,
 * and not the one around them; where an expression makes them, their methods and addresses are read from its texts.
 */
function requestedWrites(
  { parameters }: CalledOperation,
  methodName: string,
  addressName: string,
): readonly string[] {
  const text = JSON.stringify(parameters).replaceAll("\\", "");
  const address = textIn(parameters[addressName]);
  const outer = textIn(parameters[methodName]).toUpperCase();
  const isComposite = /\/composite(?:\/?$|\?)/.test(address);
  const methods = isComposite
    ? [...text.matchAll(/"method":"([A-Z]+)"/g)].map(([, method = ""]) => method)
    : [outer];
  const writing = [...new Set(methods)].filter((method) => !safeMethods.has(method.toLowerCase()));
  if (writing.length === 0) return [];
  const objects = new Set([...text.matchAll(/\/sobjects\/([A-Za-z]\w*)/g)].map(([, name = ""]) => name));
  if (objects.size === 0) return [`several records at once (${writing.join(", ")})`];
  return [...objects].map((name) => `records of ${name}`);
}

/**
 * The columns that rows of `column` and `value`, and members of `columns`, fill: the form in which the flows that cosell
 * makes list what they write, so that makers can edit it.
 */
export function columnsIn(actions: readonly JsonTree[]): readonly Reach[] {
  const columns = new Set<string>();
  const see = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(see);
    if (!isObject(value)) return;
    const { column, columns: named } = value;
    if (typeof column === "string" && "value" in value) columns.add(columnName(column));
    if (isObject(named)) for (const name of Object.keys(named)) columns.add(name);
    Object.values(value).forEach(see);
  };
  for (const { type, inputs } of actions) if (type === "Compose") see(inputs);
  return [...columns].map((column) => ({
    audience: "Salesforce",
    kind: "write",
    key: `column ${column}`,
    text: `the field ${column}`,
  }));
}

/** `Amount`, or the words of the parameter that holds the name. */
function columnName(column: string): string {
  return /^@parameters\('(.*)'\)$/.exec(column)?.[1] ?? column;
}

/** The properties that changes of a referral replace, written as JSON Patch (RFC 6902) in expressions or values. */
export function patchesIn(actions: readonly JsonTree[]): readonly Reach[] {
  const text = JSON.stringify(actions.map((action) => objectOf(action)["inputs"])).replaceAll("\\", "");
  const paths = [...text.matchAll(/"op":"(?:add|replace|remove)","path":"\/([^"]+)"/g)].map(
    ([, path = ""]) => path,
  );
  return [...new Set(paths)].map((path) => ({
    audience: "Partner Center",
    kind: "write",
    key: `patch ${path}`,
    text: `the property ${path.replaceAll("/", ".")} of a referral`,
  }));
}
