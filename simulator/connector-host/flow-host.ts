import { Failure } from "../../generator/diagnostics/failure.ts";
import type { CallOutcome, ConnectorCall, FlowHost, HttpCall, OperationUse } from "../engine/host.ts";
import type { Service, ServiceRequest } from "../world/service.ts";
import { hostCodes } from "./codes.ts";
import type { Connection, ConnectorHost } from "./connector-host.ts";

/** What stands behind a connection reference. */
export interface BoundReference {
  /** The connector of the environment, `shared_salesforce`; its name in the flow may be another environment's. */
  readonly connector: string;
  readonly connection: Connection | undefined;
}

export interface FlowHostOptions {
  readonly host: ConnectorHost;
  readonly services: readonly Service[];
  /** Undefined where the environment has no such reference. */
  readonly reference: (logicalName: string) => BoundReference | undefined;
  /** Milliseconds from a call to its answer. */
  readonly latency: number;
}

/** Carries out the calls of the flow engine over the connections of an environment. */
export function createFlowHost({ host, services, reference, latency }: FlowHostOptions): FlowHost {
  const boundOf = (use: Pick<OperationUse, "connectionReference" | "connector">): BoundReference => {
    const bound = use.connectionReference === undefined ? undefined : reference(use.connectionReference);
    return bound ?? { connector: use.connector, connection: undefined };
  };
  const late = (outcome: CallOutcome): CallOutcome => ({ ...outcome, after: latency });
  return {
    checkOperation: (use) => host.check(boundOf(use).connector, use.operationId, use.parameterKeys),
    call: (call: ConnectorCall) => {
      const { operationId, parameters, callbackUrl } = call;
      if (callbackUrl !== undefined) {
        throw new Failure(hostCodes.finding("CALLBACK_UNSUPPORTED", { operation: operationId }));
      }
      return late(host.call({ ...boundOf(call), operationId, parameters }));
    },
    follow: (call, link) => late(host.follow(boundOf(call).connection, link)),
    http: (call) => late(sendHttp(services, call)),
  };
}

/** The built-in HTTP action reaches the emulated services as anybody on the internet does: without a user. */
function sendHttp(services: readonly Service[], { method, url, headers, body }: HttpCall): CallOutcome {
  const { host, pathname, searchParams } = new URL(url);
  const service = services.find(({ hosts }) => hosts.includes(host));
  const verb = methods.find((each) => each === method.toUpperCase());
  if (service === undefined || verb === undefined) {
    throw new Failure(hostCodes.finding("SERVICE_UNKNOWN", { host: `${method} ${host}` }));
  }
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const response = service.handle({
    method: verb,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(lowerCase),
    body,
    user: "",
  });
  const { status: statusCode } = response;
  return { kind: "answered", answer: { statusCode, headers: response.headers, body: response.body } };
}

const methods: readonly ServiceRequest["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
