import { Failure } from "../../generator/diagnostics/failure.ts";
import type { CallOutcome } from "../engine/host.ts";
import type { Service, ServiceResponse } from "../world/service.ts";
import { assignParameters } from "./assign-parameters.ts";
import { buildRequest } from "./build-request.ts";
import { firstProblem } from "./check-value.ts";
import { hostCodes } from "./codes.ts";
import type { ConnectorDefinition, Operation } from "./definition.ts";
import { invalidResponse } from "./facts.ts";
import { type Quirks, resolveQuirks } from "./quirks.ts";
import { readLink } from "./read-link.ts";

/** A call of an operation over a connection. */
export interface OperationRequest {
  /** `shared_salesforce`. */
  readonly connector: string;
  readonly operationId: string;
  /** By key as it stands in the flow: `table`, `item/Name`, `Referral`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The connection that the reference is bound to; undefined where it is gone. */
  readonly connection: Connection | undefined;
}

export interface Connection {
  readonly id: string;
  /** As the service behind the connector knows users. */
  readonly user: string;
}

export interface ConnectorHostOptions {
  readonly services: readonly Service[];
  /** The definition of a connector; undefined where there is none of that name. */
  readonly connector: (name: string) => ConnectorDefinition | undefined;
  readonly quirks?: Partial<Quirks>;
}

export interface ConnectorHost {
  readonly call: (request: OperationRequest) => CallOutcome;
  /** Follows an absolute link that an earlier answer gave: the next page, the next poll. */
  readonly follow: (connection: Connection | undefined, link: string) => CallOutcome;
  /** Throws what `call` would throw for a flow whose text does not fit the definition; makes no request. */
  readonly check: (connector: string, operationId: string, parameterKeys: readonly string[]) => void;
}

/** Carries out connector actions as the platform does: by the definition, over HTTP messages, on emulated services. */
export function createConnectorHost(options: ConnectorHostOptions): ConnectorHost {
  const quirks = resolveQuirks(options.quirks);
  const services = new Map(
    options.services.flatMap((service) => service.hosts.map((host) => [host, service])),
  );

  const definitionOf = (name: string): ConnectorDefinition => {
    const definition = options.connector(name);
    if (definition !== undefined) return definition;
    throw new Failure(hostCodes.finding("CONNECTOR_UNKNOWN", { connector: name }));
  };
  const operationOf = (definition: ConnectorDefinition, operationId: string): Operation => {
    const operation = definition.operations.get(operationId);
    if (operation !== undefined) return operation;
    throw new Failure(
      hostCodes.finding(
        "OPERATION_UNKNOWN",
        { connector: definition.name, operation: operationId },
        { allowed: [...definition.operations.keys()] },
      ),
    );
  };
  const serviceOf = (host: string): Service => {
    const service = services.get(host);
    if (service !== undefined) return service;
    throw new Failure(hostCodes.finding("SERVICE_UNKNOWN", { host }, { allowed: [...services.keys()] }));
  };

  return {
    check: (connector, operationId, parameterKeys) => {
      const operation = operationOf(definitionOf(connector), operationId);
      assignParameters(operation, Object.fromEntries(parameterKeys.map((key) => [key, "any value"])));
    },
    call: ({ connector, operationId, parameters, connection }) => {
      const definition = definitionOf(connector);
      const operation = operationOf(definition, operationId);
      const service = serviceOf(definition.host);
      const built = buildRequest(definition, operation, parameters, connection?.id ?? "", quirks);
      if (!built.ok) {
        const message = `Input parameters of the operation '${operationId}' are not valid. Error details: ${built.message}`;
        return { kind: "refused", code: built.code, message };
      }
      if (connection === undefined) return unauthorised();
      return checked(
        connector,
        operation,
        service.handle({ ...built.request, user: connection.user }),
        quirks,
      );
    },
    follow: (connection, link) => {
      const { host, path, query } = readLink(link);
      const service = serviceOf(host);
      if (connection === undefined) return unauthorised();
      const { user } = connection;
      return answered(service.handle({ method: "GET", path, query, headers: {}, body: undefined, user }));
    },
  };
}

function unauthorised(): CallOutcome {
  const message = "Unauthorized. Access token is missing or invalid.";
  return answered({
    status: 401,
    headers: { "content-type": "application/json" },
    body: { statusCode: 401, message },
  });
}

/** An answer whose types are not those of the definition does not reach the flow. */
function checked(
  connector: string,
  operation: Operation,
  response: ServiceResponse,
  quirks: Quirks,
): CallOutcome {
  const { response: schema, operationId } = operation;
  const isSuccess = response.status >= 200 && response.status < 300;
  if (
    schema === undefined ||
    !isSuccess ||
    response.body === undefined ||
    quirks["response-types"] === "unchecked"
  ) {
    return answered(response);
  }
  const problem = firstProblem(operationId, "body", response.body, schema, {
    nullTolerated: quirks["null-where-typed"] === "tolerated",
    requiredAsked: false,
  });
  if (problem === undefined) return answered(response);
  const message = `The API '${connector}' returned an invalid response for workflow operation '${operationId}' of type 'OpenApiConnection'. Error details: '${problem}'`;
  return { kind: "refused", code: invalidResponse.code, message };
}

function answered({ status, headers, body }: ServiceResponse): CallOutcome {
  return {
    kind: "answered",
    answer: { statusCode: status, headers, ...(body === undefined ? {} : { body }) },
  };
}
