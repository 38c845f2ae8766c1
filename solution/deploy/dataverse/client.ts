import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import { maximumPages, webApiPath } from "../facts.ts";
import type { HttpAnswer, HttpRequest, Machine } from "../machine.ts";
import { type Asked, membersOf, readJson, requireGood, unreadable } from "../web/answers.ts";
import { send } from "../web/send.ts";

/** A row by logical column names, as the Web API gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** System query options, without `$`. */
export interface RowQuery {
  readonly select: readonly string[];
  readonly filter?: string;
  readonly orderBy?: string;
  readonly expand?: string;
}

/** Gives a bearer token for a resource, such as `https://contoso.crm4.dynamics.com`. */
export type TokenSource = (resource: string) => Promise<string>;

export interface DataverseOptions {
  readonly machine: Machine;
  /** `https://contoso.crm4.dynamics.com`, with or without a slash at the end. */
  readonly url: string;
  readonly token: TokenSource;
}

/** What a release asks of an environment. Every method throws a Failure where the environment refuses. */
export interface DataverseClient {
  readonly url: string;
  /** Every row that the query finds, of all pages. */
  readonly rows: (table: string, query: RowQuery) => Promise<readonly Row[]>;
  /** Gives the id of the new row. */
  readonly create: (table: string, values: Row) => Promise<string>;
  /** Changes a row that is there, and never makes one. */
  readonly update: (table: string, id: string, values: Row) => Promise<void>;
  /** Nothing happens where the row is gone already. */
  readonly remove: (table: string, id: string) => Promise<void>;
  /** Carries out an action, with its parameters. */
  readonly act: (action: string, parameters: Row) => Promise<Row>;
  /** Asks a function, such as `WhoAmI()`. */
  readonly ask: (call: string) => Promise<Row>;
}

/** Connects to the Web API of an environment; nothing is sent before the first question. */
export function connectDataverse({ machine, url, token }: DataverseOptions): DataverseClient {
  const origin = url.replace(/\/+$/, "");
  const address = (path: string): string => `${origin}${webApiPath}/${path}`;

  async function ask(
    method: HttpRequest["method"],
    to: string,
    extra: Readonly<Record<string, string>> = {},
    body?: Row,
  ): Promise<HttpAnswer> {
    const headers = {
      Authorization: `Bearer ${await token(origin)}`,
      Accept: "application/json",
      "OData-Version": "4.0",
      "OData-MaxVersion": "4.0",
      ...(body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
      ...extra,
    };
    return send(machine, {
      service,
      method,
      url: to,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      repeatable: method !== "POST",
    });
  }

  return {
    url: origin,
    rows: async (table, query) => {
      const rows: Row[] = [];
      let next: string | undefined = address(`${table}?${printQuery(query)}`);
      for (let page = 1; next !== undefined; page++) {
        if (page > maximumPages) {
          throw new Failure(deployCodes.finding("TOO_MANY_PAGES", { table, pages: maximumPages }));
        }
        const asked = { service, request: `the rows of ${table}` };
        const answer: Row = membersOf(readJson(await ask("GET", next), asked));
        const { value, "@odata.nextLink": link } = answer;
        if (!Array.isArray(value)) throw unreadable(asked, "it holds no list of rows");
        rows.push(...value.map(membersOf));
        next = typeof link === "string" ? sameOrigin(link, origin, asked) : undefined;
      }
      return rows;
    },
    create: async (table, values) => {
      const asked = { service, request: `a new row of ${table}` };
      const answer = await ask("POST", address(table), {}, values);
      requireGood(answer, asked);
      const id = /\(([0-9a-f-]{36})\)$/i.exec(answer.headers["odata-entityid"] ?? "")?.[1];
      if (id === undefined) throw unreadable(asked, "it does not say which row was made");
      return id.toLowerCase();
    },
    update: async (table, id, values) => {
      // Without If-Match the Web API would make a row where there is none.
      const answer = await ask("PATCH", address(`${table}(${id})`), { "If-Match": "*" }, values);
      requireGood(answer, { service, request: `the change of a row of ${table}` });
    },
    remove: async (table, id) => {
      const answer = await ask("DELETE", address(`${table}(${id})`));
      if (answer.status === 404) return;
      requireGood(answer, { service, request: `taking away a row of ${table}` });
    },
    act: async (action, parameters) => {
      const answer = await ask("POST", address(action), {}, parameters);
      return membersOf(readJson(answer, { service, request: action }));
    },
    ask: async (call) => membersOf(readJson(await ask("GET", address(call)), { service, request: call })),
  };
}

const service = "Dataverse";

function printQuery({ select, filter, orderBy, expand }: RowQuery): string {
  const options = [
    ["$select", select.join(",")],
    ["$filter", filter],
    ["$orderby", orderBy],
    ["$expand", expand],
  ] as const;
  return options
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join("&");
}

/** The token goes to the environment it was made for, wherever a link points. */
function sameOrigin(link: string, origin: string, asked: Asked): string {
  if (URL.canParse(link) && new URL(link).origin === new URL(origin).origin) return link;
  throw unreadable(asked, "its next page lies on another server");
}

/** A text inside a filter: quotes are doubled. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
