import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ConnectorOperation, OperationTable } from "../../../connector/operation.ts";
import {
  certifiedReferralOperations,
  dataverseOperations,
  referralOperations,
  salesforceOperations,
} from "../../../connector/operations.ts";
import { type Loose, loose, operationsOf, resolvedParameters } from "./read-definition.ts";

// The definitions of Microsoft's own connectors are not part of the project. Where they lie beside it, the tables are
// held against them; where they do not, these tests say so and pass.

const beside = new URL("../../../../shared/data/", import.meta.url);

const compared: readonly (readonly [string, OperationTable])[] = [
  ["SalesForce.json", salesforceOperations],
  ["Dataverse.json", dataverseOperations],
  ["partnercenterreferrals-certified/apiDefinition.swagger.json", certifiedReferralOperations],
];

describe.each(compared)("the table for %s", (file, table) => {
  it.each(Object.values(table))("says what the definition says of $operationId", (operation) => {
    const definition = read(file);
    if (definition === undefined) {
      console.info(`${file} is not there: nothing is compared with it.`);
      return;
    }
    expect(asTable(operation)).toEqual(asDefined(definition, operation.operationId));
  });
});

it("our referrals connector has the operations of Microsoft's, with the same names for bodies and parameters", () => {
  const names = ({ parameters, body }: ConnectorOperation) => [
    ...parameters.map(({ name }) => name).filter((name) => name !== "content-type"),
    ...(body === undefined ? [] : [body.name]),
  ];
  const theirs: OperationTable = certifiedReferralOperations;
  const ours: OperationTable = referralOperations;
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  for (const [id, operation] of Object.entries(theirs)) {
    const own = ours[id];
    expect(own?.method).toBe(operation.method);
    const added = operation.method === "PATCH" ? ["If-Match", "Prefer"] : [];
    expect(own === undefined ? [] : names(own).sort()).toEqual([...names(operation), ...added].sort());
  }
});

interface Compared {
  readonly method: string;
  readonly path: string;
  readonly trigger: unknown;
  readonly parameters: readonly string[];
}

function asTable({ method, path, parameters, body, trigger }: ConnectorOperation): Compared {
  const lines = parameters.map((each) => line(each.in, each.name, each.required, each.internal, each.type));
  const bodyLine = body === undefined ? [] : [line("body", body.name, body.required, false, "")];
  return { method, path, trigger, parameters: [...lines, ...bodyLine].sort() };
}

/** Platform connectors have the connection as the first step of every path. */
function asDefined(definition: Loose, operationId: string): Compared | undefined {
  const found = operationsOf(definition).find(({ operation }) => operation["operationId"] === operationId);
  if (found === undefined) return undefined;
  const parameters = resolvedParameters(definition, found.operation)
    .filter(({ name }) => name !== "connectionId")
    .map((each) =>
      line(
        String(each["in"]),
        String(each["name"]),
        each["required"] === true,
        each["in"] !== "body" && each["x-ms-visibility"] === "internal",
        each["in"] === "body" ? "" : String(each["type"]),
      ),
    );
  return {
    method: found.method,
    path: found.path.replace("/{connectionId}", ""),
    trigger: found.operation["x-ms-trigger"],
    parameters: [...parameters].sort(),
  };
}

function line(place: string, name: string, required: boolean, internal: boolean, type: string): string {
  return [place, name, type, required ? "required" : "optional", internal ? "internal" : ""].join(" ").trim();
}

function read(file: string): Loose | undefined {
  const url = new URL(file, beside);
  return existsSync(url) ? loose(JSON.parse(readFileSync(url, "utf8"))) : undefined;
}
