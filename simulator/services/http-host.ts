import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Failure } from "../../generator/diagnostics/failure.ts";
import type { Service, ServiceRequest, ServiceResponse } from "../world/service.ts";

/** Requests whose path starts with the prefix go to the service. Longer prefixes are asked first. */
export interface HostedRoute {
  readonly prefix: string;
  readonly service: Service;
  /** The user of requests that carry no token of their own. */
  readonly user: string;
}

export interface RunningHost {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The parts of a multipart body are bytes: it is handed on with one character for each of them. */
const multipart = /^multipart\//i;

/** Bodies above this are refused; a solution zip in base64 fits many times over. */
const maximumBody = 64 * 1024 * 1024;

const methods: readonly ServiceRequest["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Puts services behind a loopback socket, so that ordinary clients can talk to them. What an emulator does not know
 * is answered by 501 with the finding, never by an answer that a client could take for the service's own.
 */
export async function startHost(routes: readonly HostedRoute[], port = 0): Promise<RunningHost> {
  const ordered = [...routes].sort((left, right) => right.prefix.length - left.prefix.length);
  const server = createServer((request, response) => {
    void serve(ordered, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${actual}`, close: () => close(server) };
}

async function serve(
  routes: readonly HostedRoute[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const bytes = await readBody(request);
    const encoding = multipart.test(request.headers["content-type"] ?? "") ? "latin1" : "utf8";
    write(response, bytes === undefined ? tooLarge : answer(routes, request, bytes.toString(encoding)));
  } catch (error) {
    write(response, failed(error));
  }
}

function answer(routes: readonly HostedRoute[], request: IncomingMessage, text: string): ServiceResponse {
  const base = `http://${request.headers.host ?? "127.0.0.1"}`;
  const url = new URL(request.url ?? "/", base);
  const method = methods.find((name) => name === request.method);
  if (method === undefined) return json(405, { error: { code: "METHOD_NOT_ALLOWED", message: "" } });
  const route = routes.find(({ prefix }) => url.pathname.toLowerCase().startsWith(prefix.toLowerCase()));
  if (route === undefined) {
    return json(404, {
      error: { code: "NOT_SERVED", message: `No emulated service serves ${url.pathname}` },
    });
  }
  const headers: Record<string, string> = { "x-emulator-base": base };
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return route.service.handle({
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: parse(headers["content-type"] ?? "", text),
    user: route.user,
  });
}

/** A JSON text that cannot be read stays text; the service answers as the real one would. */
function parse(contentType: string, text: string): unknown {
  if (text === "") return undefined;
  if (!/[/+]json/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maximumBody) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function write(response: ServerResponse, answered: ServiceResponse): void {
  const body =
    answered.body === undefined
      ? ""
      : typeof answered.body === "string"
        ? answered.body
        : JSON.stringify(answered.body);
  response.writeHead(answered.status, {
    "content-type": "application/json; charset=utf-8",
    ...answered.headers,
    ...(answered.status === 204 || answered.status === 304
      ? {}
      : { "content-length": Buffer.byteLength(body) }),
  });
  response.end(answered.status === 204 || answered.status === 304 ? undefined : body);
}

const tooLarge = json(413, {
  error: { code: "BODY_TOO_LARGE", message: `Bodies end at ${maximumBody} bytes` },
});

function failed(error: unknown): ServiceResponse {
  if (error instanceof Failure) {
    const { code, message, why, docs } = error.diagnostic;
    return json(501, { error: { code, message, why, docs } });
  }
  const message = error instanceof Error ? error.message : String(error);
  return json(500, { error: { code: "EMULATOR_BUG", message } });
}

function json(status: number, body: unknown): ServiceResponse {
  return { status, headers: {}, body };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
