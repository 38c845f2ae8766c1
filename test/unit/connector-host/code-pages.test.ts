import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { hostCodes } from "../../../simulator/connector-host/codes.ts";
import { createConnectorHost } from "../../../simulator/connector-host/connector-host.ts";
import { createFlowHost } from "../../../simulator/connector-host/flow-host.ts";
import { platformConnectors } from "../../../simulator/connector-host/platform/platform-connectors.ts";
import { readDefinition } from "../../../simulator/connector-host/read-definition.ts";
import { createPartnerCenter } from "../../../simulator/services/partner-center/partner-center.ts";
import { createSalesforce } from "../../../simulator/services/salesforce/create-salesforce.ts";
import { codePage } from "../code-page.ts";
import { ordersDefinition } from "./definitions.ts";

const caller = { flow: "F", runId: "r", action: "A", attempt: 1 };

/** Runs an example of a page by the language of its fence, and returns the code of the finding it ends with. */
function outcome(language: string, text: string): string | undefined {
  try {
    run(language, text);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
}

function run(language: string, text: string): void {
  const clock = { now: () => Date.UTC(2026, 0, 1) };
  const services = [createSalesforce({ clock, seed: 1 }), createPartnerCenter({ clock })];
  const host = createConnectorHost({ services, connector: (name) => platformConnectors.get(name) });
  const reference = (connector: string) => ({
    connector,
    connection: { id: "c", user: "integration@contoso.example" },
  });
  const flowHost = createFlowHost({ host, services, reference, latency: 0 });
  switch (language) {
    case "json": {
      const example: Record<string, unknown> = JSON.parse(text);
      if (example["swagger"] !== undefined) {
        readDefinition("shared_example", example, []);
        return;
      }
      const { connector, operationId, parameters, callbackUrl } = JSON.parse(text);
      const named = {
        connectionName: connector,
        connectionReference: connector,
        connector,
        apiId: connector,
      };
      const outcome = flowHost.call({
        ...named,
        operationId,
        parameters,
        caller,
        ...(callbackUrl === undefined ? {} : { callbackUrl }),
      });
      expect(outcome.kind).toBe("answered");
      return;
    }
    case "policies":
      readDefinition("shared_example", ordersDefinition, JSON.parse(text));
      return;
    case "http": {
      const [method = "", url = ""] = text.split(" ");
      expect(flowHost.http({ caller, method, url, headers: {} }).kind).toBe("answered");
      return;
    }
    default:
      expect.unreachable(`no way to run ${language}`);
  }
}

describe.each(Object.keys(hostCodes.declarations).map((key) => `HOST.${key}`))("the page of %s", (code) => {
  const { text: page, example } = codePage(code);
  it("has a bad example that ends with it, a good one that does not, and advice", () => {
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(page).toContain("## Why");
    expect(page).toContain("## What to do");
    expect(outcome(...example("Bad"))).toBe(code);
    expect(outcome(...example("Good"))).toBeUndefined();
  });
});
