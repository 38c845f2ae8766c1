import { expect } from "vitest";
import { hostCodes } from "../../../simulator/connector-host/codes.ts";
import { createConnectorHost } from "../../../simulator/connector-host/connector-host.ts";
import { createFlowHost } from "../../../simulator/connector-host/flow-host.ts";
import { platformConnectors } from "../../../simulator/connector-host/platform/platform-connectors.ts";
import { readDefinition } from "../../../simulator/connector-host/read-definition.ts";
import { createPartnerCenter } from "../../../simulator/services/partner-center/partner-center.ts";
import { createSalesforce } from "../../../simulator/services/salesforce/create-salesforce.ts";
import { testPages } from "../code-page.ts";
import { ordersDefinition } from "./definitions.ts";

const caller = { flow: "F", runId: "r", action: "A", attempt: 1 };

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

testPages(hostCodes, run);
