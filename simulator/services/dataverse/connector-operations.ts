/** An operation of the Dataverse connector, told apart by method and path below the connection. */
export interface RecognisedOperation {
  readonly operation: string;
  readonly supported: boolean;
}

export function recogniseOperation(method: string, path: string): RecognisedOperation | undefined {
  const found = patterns.find((each) => each.method === method && each.path.test(path));
  return found === undefined ? undefined : { operation: found.operation, supported: found.supported };
}

interface Pattern extends RecognisedOperation {
  readonly method: string;
  readonly path: RegExp;
}

const pattern = (operation: string, method: string, path: RegExp, supported = true): Pattern => ({
  operation,
  method,
  path,
  supported,
});

/** Wire paths from the connector's own definition; those that are not emulated are refused by name. */
const patterns: readonly Pattern[] = [
  pattern("SubscribeWebhookTrigger", "POST", /^\/api\/data\/v9\.1\/callbackregistrations$/i, false),
  pattern("ExecuteChangeset", "POST", /^\/api\/data\/v9\.1\/(?:\$|%24|%2524)batch$/i, false),
  pattern("PerformUnboundAction", "POST", /^\/flow\/api\/data\/v9\.1\/[^/()]+$/),
  pattern("GetUnboundActions", "GET", /^\/flow\/api\/data\/v9\.1\/actions$/, false),
  pattern("ListRecords", "GET", /^\/api\/data\/v9\.1\/[^/()]+$/),
  pattern("CreateRecord", "POST", /^\/api\/data\/v9\.1\/[^/()]+$/),
  pattern("GetItem", "GET", /^\/api\/data\/v9\.1\/[^/()]+\(.*\)$/),
  pattern("UpdateRecord", "PATCH", /^\/api\/data\/v9\.1\/[^/()]+\(.*\)$/),
  pattern("DeleteRecord", "DELETE", /^\/api\/data\/v9\.1\/[^/()]+\(.*\)$/),
  pattern("AssociateEntities", "POST", /^\/api\/data\/v9\.1\/[^/()]+\(.*\)\/[^/]+\/\$ref$/, false),
  pattern("DisassociateEntities", "DELETE", /^\/api\/data\/v9\.1\/[^/()]+\(.*\)\/[^/]+\/\$ref$/, false),
  pattern("PerformBoundAction", "POST", /^\/api\/data\/v9\.1\/[^/()]+\(.*\)\/[^/]+$/, false),
];
