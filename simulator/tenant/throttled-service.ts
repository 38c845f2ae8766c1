import type { Clock } from "../world/clock.ts";
import type { Service, ServiceRequest, ServiceResponse } from "../world/service.ts";
import { type CallLimit, Throttle } from "../world/throttle.ts";

/**
 * A service behind a limit: a call too many of a user is answered with 429 and Retry-After, and never reaches it. The
 * emulated Salesforce has its own, since its connector answers in its own words.
 */
export function throttled(
  service: Service,
  clock: Clock,
  limit: CallLimit,
  tooMany: (limit: CallLimit, seconds: number) => unknown,
): Service {
  const throttle = new Throttle(clock);
  return {
    hosts: service.hosts,
    handle: (request: ServiceRequest): ServiceResponse => {
      const wait = throttle.count(request.user, limit);
      if (wait === undefined) return service.handle(request);
      const headers = { "content-type": "application/json; charset=utf-8", "retry-after": String(wait) };
      return { status: 429, headers, body: tooMany(limit, wait) };
    },
  };
}

/** The gateway in front of custom connectors (a message seen in the licensing FAQ of Power Automate). */
export function gatewayRefusal(_: CallLimit, seconds: number): unknown {
  return { statusCode: 429, message: `Rate limit is exceeded. Try again in ${seconds} seconds.` };
}

/** Dataverse [service protection API limits]. */
export function dataverseRefusal({ calls, seconds }: CallLimit): unknown {
  const message = `Number of requests exceeded the limit of ${calls} over time window of ${seconds} seconds.`;
  return { error: { code: "0x80072322", message } };
}
