import { runCodes } from "../codes.ts";
import type { Template } from "../flow.ts";
import type { OperationUse } from "../host.ts";
import type { Reading } from "./reading.ts";
import { placeOf, Settings } from "./settings.ts";

/** The operation that an action or trigger of a connector stands for, and its parameters by key. */
export interface OperationRead {
  readonly use: OperationUse;
  readonly parameters: readonly { readonly key: string; readonly value: Template }[];
}

/** Reads `host`, `parameters` and `authentication` of the inputs of a connector action or trigger. */
export function readOperation(reading: Reading, inputs: Settings, place: string): OperationRead {
  const host = inputs.requiredInner("host", `the host of ${inputs.what}`);
  const connectionName = host.requiredText("connectionName");
  const operationId = host.requiredText("operationId");
  const apiId = host.requiredText("apiId");
  host.done();
  const alias = reading.connections.get(connectionName);
  if (alias === undefined && host.has("connectionName")) {
    reading.find(
      runCodes.finding(
        "CONNECTION_UNKNOWN",
        { what: inputs.what, connection: connectionName },
        {
          where: placeOf(reading, [...host.path, "connectionName"]),
          allowed: [...reading.connections.keys()],
        },
      ),
    );
  }
  const holder = inputs.inner("parameters", `the parameters of ${inputs.what}`);
  const parameters = (holder?.keys() ?? []).map((key) => ({
    key,
    value: reading.compile(inputs.what, holder?.value(key), [...inputs.path, "parameters", key]),
  }));
  readAuthentication(reading, inputs);
  const use: OperationUse = {
    connectionName,
    connectionReference: alias?.reference,
    connector: alias?.connector ?? connectionName,
    apiId,
    operationId,
    parameterKeys: parameters.map(({ key }) => key),
    place,
  };
  reading.operations.push(use);
  return { use, parameters };
}

/**
 * The platform signs the call in; the two forms that flows have are taken and mean the connection that the reference
 * is bound to.
 */
function readAuthentication(reading: Reading, inputs: Settings): void {
  const authentication = inputs.value("authentication");
  if (authentication === undefined || authentication === "@parameters('$authentication')") return;
  const path = [...inputs.path, "authentication"];
  const raw = new Settings(`the authentication of ${inputs.what}`, authentication, path, reading);
  raw.word("type", ["Raw"]);
  reading.optionalTemplate(raw, "value");
  raw.done();
}
