import { Failure } from "../../../../generator/diagnostics/failure.ts";
import type { ServiceRequest, ServiceResponse } from "../../../world/service.ts";
import { emulatorCodes } from "../codes.ts";
import type { Environment } from "../environment.ts";
import { apiVersions, errorCodes } from "../facts.ts";
import { DataverseFault } from "../fault.ts";
import { findTable, type Table } from "../tables.ts";
import type { Row } from "../types.ts";
import { performAction } from "./actions.ts";
import { createRow, deleteRow, updateRow } from "./change-rows.ts";
import { etag, present, readAnnotations } from "./present.ts";
import { applyQuery, readQuery } from "./query-options.ts";
import { existing, lookUp } from "./read-item.ts";

/** Answers one request of the Web API; `path` is what follows the host. Unknown paths stop with EMU_DV.ROUTE_UNKNOWN. */
export function answerWebApi(
  environment: Environment,
  path: string,
  request: ServiceRequest,
): ServiceResponse {
  const target = readTarget(path);
  if (target === undefined) throw unknownRoute(request, path);
  const table = findTable(target.name);
  if (table === undefined) {
    const body = performAction(environment, request.method, target.name, target.id, request.body);
    if (body === "unknown") throw unknownRoute(request, path);
    return body === undefined ? { status: 204, headers: versionHeader } : json(200, body);
  }
  if (target.id === undefined) {
    if (request.method === "GET") return listRows(environment, table, request, path);
    if (request.method === "POST")
      return created(environment, table, request, createRow(environment, table, request.body));
    throw unknownRoute(request, path);
  }
  switch (request.method) {
    case "GET": {
      const row = existing(environment, table, target.id);
      const options = readQuery(table, request.query);
      const shown = present(environment, table, row, options, readAnnotations(request.headers));
      return json(
        200,
        { "@odata.context": context(environment, `${table.set}/$entity`), ...shown },
        etag(row),
      );
    }
    case "PATCH":
      return updated(environment, table, target.id, request);
    case "DELETE":
      deleteRow(environment, table, existing(environment, table, target.id));
      return { status: 204, headers: versionHeader };
    default:
      throw unknownRoute(request, path);
  }
}

const versionHeader = { "OData-Version": "4.0" } as const;

interface Target {
  /** Of an entity set, an action or a function. */
  readonly name: string;
  readonly id: string | undefined;
}

/** `/api/data/v9.1/set`, `…/set(id)`, and the connector's `/flow/api/data/v9.1/Action`. */
function readTarget(path: string): Target | undefined {
  const match = /^(?:\/flow)?\/api\/data\/v(\d+\.\d+)\/([^/()]+)(?:\((.*)\))?\/?$/.exec(decode(path));
  const [, version = "", name = "", id] = match ?? [];
  const isVersion = apiVersions.some((each) => each === version);
  return isVersion ? { name, id: id === "" ? undefined : id } : undefined;
}

/** The connector encodes values twice. */
function decode(path: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(path));
  } catch {
    return path;
  }
}

function listRows(
  environment: Environment,
  table: Table,
  request: ServiceRequest,
  path: string,
): ServiceResponse {
  const options = readQuery(table, request.query);
  const annotations = readAnnotations(request.headers);
  const { rows, total, more } = applyQuery(environment.rows(table.set), options);
  const next = Object.entries({ ...request.query, $skiptoken: String(more) })
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join("&");
  return json(200, {
    "@odata.context": context(environment, table.set),
    ...(options.count ? { "@odata.count": total } : {}),
    value: rows.map((row) => present(environment, table, row, options, annotations)),
    ...(more === undefined ? {} : { "@odata.nextLink": `https://${environment.host}${path}?${next}` }),
  });
}

function created(environment: Environment, table: Table, request: ServiceRequest, row: Row): ServiceResponse {
  const id = `https://${environment.host}/api/data/v9.2/${table.set}(${String(row[table.id])})`;
  const headers = { ...versionHeader, "OData-EntityId": id };
  if (!wantsBody(request)) return { status: 204, headers };
  return { ...written(environment, table, request, row, 201), headers: { ...jsonHeaders, ...headers } };
}

/** A PATCH creates what is not there, unless If-Match asks for an existing row, or the quirk says otherwise. */
function updated(
  environment: Environment,
  table: Table,
  id: string,
  request: ServiceRequest,
): ServiceResponse {
  const row = lookUp(environment, table, id);
  const ifMatch = request.headers["if-match"];
  if (row === undefined) {
    const isUpsert =
      ifMatch === undefined && environment.quirks["update-is-upsert"] === "yes" && !id.includes("=");
    if (!isUpsert) existing(environment, table, id);
    return created(
      environment,
      table,
      request,
      createRow(environment, table, request.body, id.toLowerCase()),
    );
  }
  const isStale = ifMatch !== undefined && ifMatch !== "*" && ifMatch !== etag(row);
  if (isStale || request.headers["if-none-match"] === "*") {
    throw new DataverseFault(
      412,
      errorCodes.preconditionFailed,
      "The version of the existing record doesn't match the RowVersion property provided.",
    );
  }
  const after = updateRow(environment, table, row, request.body);
  return wantsBody(request)
    ? written(environment, table, request, after, 200)
    : { status: 204, headers: versionHeader };
}

function wantsBody(request: ServiceRequest): boolean {
  return /(?:^|[,;\s])return=representation(?:$|[,;\s])/i.test(request.headers["prefer"] ?? "");
}

function written(
  environment: Environment,
  table: Table,
  request: ServiceRequest,
  row: Row,
  status: number,
): ServiceResponse {
  const options = readQuery(table, request.query);
  const shown = present(environment, table, row, options, readAnnotations(request.headers));
  return json(
    status,
    { "@odata.context": context(environment, `${table.set}/$entity`), ...shown },
    etag(row),
  );
}

function context(environment: Environment, what: string): string {
  return `https://${environment.host}/api/data/v9.2/$metadata#${what}`;
}

const jsonHeaders = { "Content-Type": "application/json; odata.metadata=full" } as const;

function json(status: number, body: unknown, tag?: string): ServiceResponse {
  const headers = { ...jsonHeaders, ...versionHeader, ...(tag === undefined ? {} : { ETag: tag }) };
  return { status, headers, body };
}

function unknownRoute(request: ServiceRequest, path: string): Failure {
  return new Failure(emulatorCodes.finding("ROUTE_UNKNOWN", { method: request.method, path }));
}
