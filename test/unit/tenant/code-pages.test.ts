import { expect } from "vitest";
import { tenantCodes } from "../../../simulator/tenant/codes.ts";
import { createTenant } from "../../../simulator/tenant/create-tenant.ts";
import { testPages } from "../code-page.ts";
import { solutionZip } from "../dataverse/solution-zip.ts";
import { flowOf, operationOf, smallSolution, smallZip } from "./small-solution.ts";

const anyone = (authentication: string) =>
  flowOf("Listen", {
    trigger: {
      type: "Request",
      kind: "Http",
      inputs: { triggerAuthenticationType: authentication, schema: {} },
    },
    actions: { Note: { type: "Compose", inputs: "x" } },
  });

const registering = (title: string, event: string) =>
  flowOf("Register", {
    trigger: {
      type: "Request",
      kind: "Button",
      inputs: { schema: { type: "object", properties: { text: { title, type: "string" } } } },
    },
    actions: {
      Register_it: operationOf("con_Events", "EventRegistration", {
        "body/WebhookUrl": "@triggerBody()?['text']",
        "body/WebhookEvents": [event],
      }),
    },
  });

/** Writes to what has changed, if the condition says so: again and again where it does not know its own write. */
const echoing = (condition: string) =>
  flowOf("Echo", {
    trigger: {
      ...operationOf("con_Salesforce", "GetOnUpdatedItems", { table: "Opportunity", $select: "Id,NextStep" }),
      recurrence: { frequency: "Minute", interval: 3 },
      splitOn: "@triggerOutputs()?['body/value']",
      conditions: [{ expression: condition }],
    },
    actions: {
      Write: operationOf("con_Salesforce", "PatchItem_V3", {
        table: "Opportunity",
        id: "@triggerOutputs()?['body/Id']",
        "item/NextStep": "Seen",
      }),
    },
  });

function run(language: string, example: unknown): void {
  const { references = [], connectors = [], variables = [] } = smallSolution;
  const withFlows = (authentication: string, title: string, event: string): Uint8Array => {
    const flows = [anyone(authentication), registering(title, event)];
    return solutionZip({ flows, references, connectors, variables });
  };
  const endpoint = "HTTP trigger endpoint";
  switch (language) {
    case "solution":
      createTenant({ seed: 1, zips: [solutionZip(Object(example))], webhook: "none" });
      return;
    case "webhook":
      createTenant({ seed: 1, zips: [withFlows(String(example), endpoint, "referral-created")] });
      return;
    case "register":
      createTenant({ seed: 1, zips: [withFlows("All", String(example), "referral-created")] });
      return;
    case "event":
      createTenant({ seed: 1, zips: [withFlows("All", endpoint, String(example))] });
      return;
    case "poll": {
      // The example is what decides whether a saved opportunity is written to once more.
      const tenant = createTenant({
        seed: 1,
        zips: [solutionZip({ flows: [echoing(String(example))], references, connectors })],
        webhook: "none",
      });
      const seller = tenant.salesforce.control.as("seller@contoso.example");
      seller.create("Opportunity", { Name: "Deal", StageName: "Prospecting", CloseDate: "2026-06-30" });
      tenant.settle();
      return;
    }
    case "start": {
      const tenant = createTenant({ seed: 1, zips: [smallZip()], webhook: "none" });
      for (const [flow, inputs] of Object.entries(Object(example))) tenant.startFlow(flow, Object(inputs));
      return;
    }
    default:
      expect.unreachable(`no way to run ${language}`);
  }
}

testPages(tenantCodes, (language, text) => run(language, JSON.parse(text)));
