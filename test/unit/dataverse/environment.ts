import { createDataverse } from "../../../simulator/services/dataverse/create-dataverse.ts";
import type {
  Dataverse,
  DataverseOptions,
  ImportOutcome,
} from "../../../simulator/services/dataverse/types.ts";
import type { ServiceRequest, ServiceResponse } from "../../../simulator/world/service.ts";

export interface TestEnvironment extends Dataverse {
  readonly advance: (milliseconds: number) => void;
  /** A request of the Web API. */
  readonly api: (
    method: ServiceRequest["method"],
    path: string,
    more?: Partial<Pick<ServiceRequest, "query" | "headers" | "body">>,
  ) => ServiceResponse;
}

export function testEnvironment(options: Partial<DataverseOptions> = {}): TestEnvironment {
  let now = Date.UTC(2026, 0, 1);
  const dataverse = createDataverse({ clock: { now: () => now }, seed: 1, ...options });
  return {
    ...dataverse,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    api: (method, path, { query = {}, headers = {}, body } = {}) =>
      dataverse.handle({
        method,
        path: `/api/data/v9.2/${path}`,
        query,
        headers: { prefer: "return=representation", ...headers },
        body,
        user: "admin@contoso.example",
      }),
  };
}

/** The codes of a refused import; empty when it was not refused. */
export function refusals(outcome: ImportOutcome): readonly string[] {
  return outcome.kind === "refused" ? outcome.errors.map(({ code }) => code) : [];
}
