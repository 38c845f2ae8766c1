import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type ConnectorOperation,
  certifiedEventOperations,
  certifiedReferralOperations,
  dataverseOperations,
  type OperationTable,
  salesforceOperations,
} from "../../../connector/operations.ts";
import type { ConnectorDefinition, Operation } from "../../../simulator/connector-host/definition.ts";
import { platformConnectors } from "../../../simulator/connector-host/platform/platform-connectors.ts";
import { readDefinition } from "../../../simulator/connector-host/read-definition.ts";

function connector(name: string): ConnectorDefinition {
  const found = platformConnectors.get(name);
  if (found === undefined) expect.unreachable(`there is no ${name}`);
  return found;
}

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1;

/** What both sides say of an operation. */
function ofFlows(operation: ConnectorOperation) {
  const { operationId, method, path, parameters, body, trigger } = operation;
  const listed = parameters.map(({ name, in: place, required, type }) => ({
    name,
    in: place,
    required,
    type,
  }));
  return {
    operationId,
    method,
    path,
    parameters: listed.sort(byName),
    body: body === undefined ? undefined : { name: body.name, required: body.required },
    trigger,
  };
}

function ofHost(operation: Operation | undefined) {
  if (operation === undefined) return undefined;
  const { operationId, method, path, parameters, body, trigger } = operation;
  const listed = parameters.map(({ name, in: place, required, type }) => ({
    name,
    in: place,
    required,
    type,
  }));
  return {
    operationId,
    method,
    path,
    parameters: listed.sort(byName),
    body: body === undefined ? undefined : { name: body.name, required: body.required },
    trigger,
  };
}

describe.each<[string, OperationTable]>([
  ["shared_salesforce", salesforceOperations],
  ["shared_commondataserviceforapps", dataverseOperations],
  ["shared_partnercenterref", certifiedReferralOperations],
  ["shared_partnercenterevents", certifiedEventOperations],
])("%s", (name, table) => {
  it.each(Object.values(table).map((operation) => [operation.operationId, operation] as const))(
    "%s is what flows are built against",
    (operationId, operation) => {
      expect(ofHost(connector(name).operations.get(operationId))).toEqual(ofFlows(operation));
    },
  );
});

/** Microsoft's own definitions are not part of the project; where a copy lies beside it, the tables are held to it. */
const data = new URL("../../../../shared/data/", import.meta.url);

/** The served definitions name the connection in the path, which the host adds by itself. */
function published(file: string): ReadonlyMap<string, Operation> {
  const text = readFileSync(new URL(file, data), "utf8").replace(/^\uFEFF/, "");
  const { operations } = readDefinition("published", JSON.parse(text), []);
  return new Map(
    [...operations].map(([id, operation]) => [
      id,
      {
        ...operation,
        path: operation.path.replace(/^\/\{connectionId\}/, ""),
        parameters: operation.parameters.filter((parameter) => parameter.name !== "connectionId"),
      },
    ]),
  );
}

describe.each([
  ["shared_salesforce", "SalesForce.json"],
  ["shared_commondataserviceforapps", "Dataverse.json"],
  ["shared_partnercenterref", "partnercenterreferrals-certified/apiDefinition.swagger.json"],
])("%s and the published definition", (name, file) => {
  const isThere = existsSync(new URL(file, data));
  it(isThere ? "agree on every operation" : "(not there: nothing to compare with)", () => {
    if (!isThere) return;
    const theirs = published(file);
    for (const [id, operation] of connector(name).operations) {
      const details = (each: Operation | undefined) => ({
        ...ofHost(each),
        parameters: (each?.parameters ?? [])
          .map(({ default: value, ...parameter }) => ({
            ...parameter,
            // The caller id of Microsoft's connector is Microsoft's own, and is not sent here.
            default: parameter.name === "X-Caller-Id" ? undefined : value,
          }))
          .sort(byName),
      });
      expect(details(operation)).toEqual(details(theirs.get(id)));
    }
  });
});
