/**
 * What the engine needs of the world outside: somebody who carries out calls. It answers at once, in process;
 * `after` lets simulated time pass until the answer arrives, while its effect has happened already.
 */
export interface FlowHost {
  readonly call: (call: ConnectorCall) => CallOutcome;
  /** Follows an absolute link of an earlier answer: the next page, the status of a long operation, the next poll. */
  readonly follow: (call: ConnectorCall, link: string) => CallOutcome;
  /** The built-in HTTP action. */
  readonly http: (call: HttpCall) => CallOutcome;
  /**
   * Throws a Failure for an operation that the connector does not have, and for a parameter that the operation does
   * not have; asked once per action, when a flow is turned on. Absent: operations are not known beforehand.
   */
  readonly checkOperation?: (use: OperationUse) => void;
}

/** Which action of which flow calls, and how often it has tried. */
export interface Caller {
  /** The display name of the flow. */
  readonly flow: string;
  readonly runId: string;
  /** The action or trigger, as the definition spells it. */
  readonly action: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** An operation of a connector as it stands in a flow. */
export interface OperationUse {
  /** The alias under which the flow knows the connection: `inputs.host.connectionName`. */
  readonly connectionName: string;
  /** Logical name of the connection reference behind the alias; undefined where the flow names a connection itself. */
  readonly connectionReference: string | undefined;
  /** Name of the connector, `api.name` of the reference: `shared_salesforce`. */
  readonly connector: string;
  /** `/providers/Microsoft.PowerApps/apis/shared_salesforce`. */
  readonly apiId: string;
  readonly operationId: string;
  /** Keys of the parameters as they stand in the flow: `table`, `item/Name`. */
  readonly parameterKeys: readonly string[];
  /** JSON pointer of the action or trigger in the flow file. */
  readonly place: string;
}

/** A connector action, its expressions evaluated. */
export interface ConnectorCall extends Omit<OperationUse, "parameterKeys" | "place"> {
  readonly caller: Caller;
  /** Plain JSON values by key as it stands in the flow. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Where an operation that waits for a callback is to be answered; only for webhook operations. */
  readonly callbackUrl?: string;
}

export interface HttpCall {
  readonly caller: Caller;
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * `answered`: with any status. `refused`: the platform made no request or could not make sense of the answer; not
 * tried again. `unreachable`: no answer came, which is tried again like a 5xx.
 */
export type CallOutcome =
  | { readonly kind: "answered"; readonly answer: Answer; readonly after?: number }
  | { readonly kind: "refused"; readonly code: string; readonly message: string; readonly after?: number }
  | {
      readonly kind: "unreachable";
      readonly code: string;
      readonly message: string;
      readonly after?: number;
    };

export interface Answer {
  readonly statusCode: number;
  /** Any case; the engine looks them up without regard to it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined is an empty body. */
  readonly body?: unknown;
}
