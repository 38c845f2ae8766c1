import { apiPrefix } from "../../facts.ts";
import type { ReadConnector, ReadSolution } from "../../read/solution-parts.ts";
import { isObject, objectOf, textIn } from "../../verify/json-values.ts";
import { jsonOf } from "../describe/describe-connector.ts";
import type { Reach } from "./reach.ts";

/** Where custom connectors send requests, and whom and what they sign in for. */
export function connectorReach(solution: ReadSolution): readonly Reach[] {
  return solution.connectors.flatMap((connector) => {
    const { displayName, name } = connector;
    const permission = (key: string, text: string): Reach => ({
      audience: "administrators",
      kind: "permission",
      key: `${name} ${key}`,
      subject: displayName,
      text,
    });
    const definition = objectOf(jsonOf(solution, connector, "openapidefinition"));
    const host = `${textIn(definition["host"])}${textIn(definition["basePath"])}`;
    return [
      permission("host", `sends requests to ${host}`),
      ...signIns(solution, connector).map(([what, value]) =>
        permission(what, `${words[what] ?? what} ${value}`),
      ),
      ...scopes(solution, connector, definition).map((scope) =>
        permission(`scope ${scope}`, `asks for the permission ${scope}`),
      ),
    ];
  });
}

/** Members of the sign-in that decide who may do what, in words (connector documentation, connection parameters). */
const words: Readonly<Record<string, string>> = {
  identityProvider: "signs in through",
  clientId: "signs in as the app",
  tenantId: "signs in to the tenant",
  resourceUri: "asks for tokens of",
  AzureActiveDirectoryResourceId: "is a client of",
};

function signIns(solution: ReadSolution, connector: ReadConnector): readonly (readonly [string, string])[] {
  const found = new Map<string, string>();
  visit(jsonOf(solution, connector, "connectionparameters"), (name, member) => {
    const value = isObject(member) ? member["value"] : member;
    if (name in words && typeof value === "string" && value !== "") found.set(name, value);
  });
  return [...found];
}

/** Scopes stand in the sign-in, and in the definition as names of an object. */
function scopes(solution: ReadSolution, connector: ReadConnector, definition: unknown): readonly string[] {
  const found = new Set<string>();
  const collect = (name: string, member: unknown): void => {
    if (name !== "scopes") return;
    const values: readonly unknown[] = Array.isArray(member) ? member : Object.keys(objectOf(member));
    for (const scope of values) if (typeof scope === "string") found.add(scope);
  };
  visit(jsonOf(solution, connector, "connectionparameters"), collect);
  visit(objectOf(definition)["securityDefinitions"], collect);
  return [...found];
}

function visit(value: unknown, see: (name: string, member: unknown) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  for (const [name, member] of Object.entries(objectOf(value))) {
    see(name, member);
    visit(member, see);
  }
}

/** The connections that somebody has to make before the flows can be turned on. */
export function connectionReach({ references }: ReadSolution): readonly Reach[] {
  return references.map(({ name, displayName, api, customConnectorId }) => ({
    audience: "administrators",
    kind: "connection",
    key: name,
    text: `${name} ("${displayName}") to ${customConnectorId === "" ? api.replace(apiPrefix, "") : "a custom connector"}`,
  }));
}
