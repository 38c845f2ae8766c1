import type { Model } from "../../../generator/model/model.ts";
import type { HttpRequest } from "../../../solution/deploy/machine.ts";
import { type FakeOptions, json } from "./fake-machine.ts";
import type { Story } from "./story.ts";
import type { Installed } from "./story-programs.ts";

const then = "2026-01-05T07:00:00Z";

/** Entra, Dataverse, Power Apps and Power Automate of a story, as far as a release asks them. */
export function storyServices(
  story: Story,
  installed: ReadonlyMap<string, Installed>,
  model: Model,
): NonNullable<FakeOptions["answer"]> {
  const on = new Set(story.flows === "off" ? [] : model.flows.map(({ id }) => id));
  let runs = story.registration === undefined ? [run("1", "Succeeded")] : [];
  return (request) => {
    const told = story.answers?.find(({ to }) => `${request.method} ${request.url}`.includes(to));
    if (told?.silent === true) return undefined;
    if (told !== undefined) {
      const body = typeof told.body === "string" ? told.body : JSON.stringify(told.body ?? {});
      return { status: told.status ?? 200, body };
    }
    const path = new URL(request.url).pathname;
    if (path.endsWith("/token"))
      return json({ token_type: "Bearer", expires_in: 3599, access_token: "token" });
    if (path.endsWith("/run")) {
      runs = [run("2", "Failed", story.registration), ...runs];
      return { status: 202 };
    }
    if (path.endsWith("/runs")) return json({ value: runs });
    if (path.endsWith("/listCallbackUrl"))
      return json({ response: { value: "https://flows.example/trigger?sig=1" } });
    if (path.endsWith("/connections"))
      return json({ value: story.connections === false ? [] : connections(model) });
    const table = path.split("/").at(-1) ?? "";
    if (request.method === "PATCH") {
      on.add(/\((.+)\)/.exec(table)?.[1] ?? "");
      return { status: 204 };
    }
    return json(dataverse(table, request, story, installed, model, on));
  };
}

function run(name: string, status: string, error?: Story["registration"]) {
  return {
    name,
    properties: { status, startTime: "2026-01-05T08:00:00Z", ...(error === undefined ? {} : { error }) },
  };
}

const references = (model: Model) => Object.values(model.connectionReferences);

function connections(model: Model) {
  return references(model).map(({ role, apiName }) => ({
    name: `connection-${role}`,
    properties: { apiId: `/apis/${apiName}`, displayName: role, statuses: [{ status: "Connected" }] },
  }));
}

function dataverse(
  table: string,
  { url }: HttpRequest,
  story: Story,
  installed: ReadonlyMap<string, Installed>,
  model: Model,
  on: ReadonlySet<string>,
): unknown {
  if (table.startsWith("RetrieveCurrentOrganization")) return { Detail: { EnvironmentId: "environment-1" } };
  const filter = new URL(url).searchParams.get("$filter") ?? "";
  const isThere = installed.has(model.solution.uniqueName);
  switch (table) {
    case "solutions":
      return {
        value: [...installed]
          .filter(([name]) => filter.includes(`'${name}'`))
          .map(([uniquename, { version, managed }]) => ({ uniquename, version, ismanaged: managed })),
      };
    case "connectors":
      return {
        value: [model.connectors.referrals, model.connectors.events].map(({ name, apiName }) => ({
          name,
          connectorinternalid: apiName,
        })),
      };
    case "connectionreferences":
      return {
        value: references(model).map(({ role, name, apiName }) => ({
          connectionreferenceid: role,
          connectionreferencelogicalname: name,
          connectorid: `/providers/Microsoft.PowerApps/apis/${apiName}`,
          connectionid: story.connections === false ? null : `connection-${role}`,
        })),
      };
    case "workflows":
      return {
        value: !isThere
          ? []
          : model.flows.map(({ id, name }) => ({
              ...{ workflowid: id, name, createdon: then, modifiedon: then, clientdata: "{}" },
              statecode: on.has(id) ? 1 : 0,
            })),
      };
    default:
      return { value: [] };
  }
}
