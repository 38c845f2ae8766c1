import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { ServiceRequest, ServiceResponse } from "../../world/service.ts";
import { emulatorCodes } from "./codes.ts";
import { recogniseOperation } from "./connector-operations.ts";
import { type Counters, createControl } from "./control/control.ts";
import { Environment } from "./environment.ts";
import { connectorHost, standardConnectors } from "./facts.ts";
import { DataverseFault } from "./fault.ts";
import { resolveQuirks } from "./quirks.ts";
import type { Dataverse, DataverseOptions } from "./types.ts";
import { answerWebApi } from "./web-api/answer.ts";

/** Makes an empty environment. It answers at once, in process; the same options and calls give the same answers. */
export function createDataverse(options: DataverseOptions): Dataverse {
  const environment = new Environment(
    options.clock,
    options.seed,
    resolveQuirks(options.quirks),
    options.host ?? "contoso.crm4.dynamics.com",
    options.standardConnectors ?? standardConnectors,
    options.checkFlow,
  );
  environment.flowRuns = options.flowRuns;
  const counters: Counters = { calls: 0, byOperation: new Map() };
  const users = new Map<string, string>();
  let revision = environment.flowRevision();
  /** Tells of changes after the whole call, never in the middle of an import. */
  function telling<Arguments extends readonly unknown[], Value>(work: (...given: Arguments) => Value) {
    return (...given: Arguments): Value => {
      const value = work(...given);
      if (environment.flowRevision() !== revision) {
        revision = environment.flowRevision();
        options.flowsChanged?.();
      }
      return value;
    };
  }
  const control = createControl(environment, counters);
  return {
    hosts: [environment.host, connectorHost],
    control: {
      ...control,
      importSolution: telling(control.importSolution),
      uninstall: telling(control.uninstall),
      turnOn: telling(control.turnOn),
      turnOff: telling(control.turnOff),
      customizeFlow: telling(control.customizeFlow),
      removeCustomization: telling(control.removeCustomization),
      bindConnectionReference: telling(control.bindConnectionReference),
      setVariable: telling(control.setVariable),
    },
    token: (user) => {
      const token = environment.idFor(`token ${user}`);
      users.set(token, user);
      return token;
    },
    handle: telling((request: ServiceRequest) => {
      counters.calls += 1;
      if (!isKnown(environment, users, request)) return refused(401, "0x80040220", "Unauthorized");
      environment.caller = callerOf(users, request);
      try {
        return handle(environment, counters, request);
      } catch (error) {
        if (error instanceof DataverseFault) return refused(error.status, error.code, error.message);
        throw error;
      } finally {
        environment.caller = undefined;
      }
    }),
  };
}

function handle(environment: Environment, counters: Counters, request: ServiceRequest): ServiceResponse {
  const viaConnector = /^\/apim\/commondataserviceforapps(?:\/[^/]+)?(\/(?:flow\/)?api\/data\/.*)$/i.exec(
    request.path,
  );
  const path = viaConnector?.[1];
  if (path === undefined) return answerWebApi(environment, request.path, request);
  const recognised = recogniseOperation(request.method, path);
  if (recognised === undefined) {
    throw new Failure(emulatorCodes.finding("ROUTE_UNKNOWN", { method: request.method, path }));
  }
  if (!recognised.supported) {
    throw new Failure(emulatorCodes.finding("OPERATION_UNSUPPORTED", { operation: recognised.operation }));
  }
  const { operation } = recognised;
  counters.byOperation.set(operation, (counters.byOperation.get(operation) ?? 0) + 1);
  return answerWebApi(environment, path, request);
}

/** A user who is locked out is nobody. */
function isKnown(
  environment: Environment,
  users: ReadonlyMap<string, string>,
  request: ServiceRequest,
): boolean {
  const user = callerOf(users, request);
  return user !== "" && !environment.lockedOut.has(user.toLowerCase());
}

/** The bearer of a token that was given out, else the user of the connection. */
function callerOf(users: ReadonlyMap<string, string>, request: ServiceRequest): string {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  return bearer === undefined ? request.user : (users.get(bearer) ?? "");
}

function refused(status: number, code: string, message: string): ServiceResponse {
  return {
    status,
    headers: { "Content-Type": "application/json; odata.metadata=full", "OData-Version": "4.0" },
    body: { error: { code, message } },
  };
}
