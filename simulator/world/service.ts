/** An HTTP request as a service sees it. Header names are lower case; the query keeps its order and its decoded values. */
export interface ServiceRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path on the host, decoded segment by segment by the service itself; starts with "/", holds no query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body, text for other media types (multipart: a character per byte), undefined when there is none. */
  readonly body: unknown;
  /** Who calls: the user of the connection, as the service knows users. */
  readonly user: string;
}

/** The answer of a service. A body of undefined is an empty one (204). */
export interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An emulated service. It answers at once, in process; `cosell emulate` puts it behind a loopback socket. */
export interface Service {
  /** The hosts it answers for, as connector definitions name them. */
  readonly hosts: readonly string[];
  readonly handle: (request: ServiceRequest) => ServiceResponse;
}
