import { idOf, solutionZip, type ZipFlow, type ZipSolution } from "../dataverse/solution-zip.ts";

// A little solution with a flow of every kind: it listens, polls, is started by hand, and calls a child.

const references = [
  { name: "con_Salesforce", connector: "shared_salesforce" },
  { name: "con_Dataverse", connector: "shared_commondataserviceforapps" },
  { name: "con_Referrals", connector: "shared_con-5freferrals-5f0123456789abcdef", custom: "con_referrals" },
  { name: "con_Events", connector: "shared_partnercenterevents" },
];

const referralsDefinition = {
  swagger: "2.0",
  info: { title: "Referrals", version: "1.0" },
  host: "api.partner.microsoft.com",
  basePath: "/v1.0/engagements",
  paths: {
    "/referrals/{id}": {
      get: {
        operationId: "GetReferralById",
        parameters: [{ name: "id", in: "path", required: true, type: "string" }],
        responses: {
          200: { description: "", schema: { type: "object", properties: { name: { type: "string" } } } },
        },
      },
    },
  },
};

interface FlowParts {
  readonly trigger: unknown;
  readonly actions: Readonly<Record<string, object>>;
  readonly variables?: readonly string[];
}

function file({ trigger, actions, variables = [] }: FlowParts): unknown {
  const names = Object.keys(actions);
  return {
    properties: {
      connectionReferences: Object.fromEntries(
        references.map(({ name, connector }) => [
          connector,
          {
            runtimeSource: "embedded",
            connection: { connectionReferenceLogicalName: name },
            api: { name: connector },
          },
        ]),
      ),
      definition: {
        $schema:
          "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        contentVersion: "1.0.0.0",
        parameters: {
          $connections: { defaultValue: {}, type: "Object" },
          $authentication: { defaultValue: {}, type: "SecureObject" },
          ...Object.fromEntries(
            variables.map((name) => [
              `${name} (${name})`,
              { defaultValue: "", type: "String", metadata: { schemaName: name } },
            ]),
          ),
        },
        triggers: { trigger },
        actions: Object.fromEntries(
          Object.entries(actions).map(([name, action], index) => {
            const before = names[index - 1];
            return [name, { runAfter: before === undefined ? {} : { [before]: ["Succeeded"] }, ...action }];
          }),
        ),
      },
      templateName: "",
    },
    schemaVersion: "1.0.0.0",
  };
}

function operation(reference: string, operationId: string, parameters: Readonly<Record<string, unknown>>) {
  const connector = references.find(({ name }) => name === reference)?.connector ?? "";
  return {
    type: "OpenApiConnection",
    inputs: {
      host: {
        connectionName: connector,
        operationId,
        apiId: `/providers/Microsoft.PowerApps/apis/${connector}`,
      },
      parameters,
      authentication: "@parameters('$authentication')",
    },
  };
}

const listen: ZipFlow = {
  name: "Listen",
  file: file({
    trigger: {
      type: "Request",
      kind: "Http",
      inputs: { triggerAuthenticationType: "All", method: "POST", schema: {} },
    },
    actions: {
      Read_it: operation("con_Referrals", "GetReferralById", {
        id: "@last(split(triggerBody()?['ResourceUri'], '/'))",
      }),
      Write_it: operation("con_Salesforce", "PostItem_V2", {
        table: "Account",
        "item/Name": "@body('Read_it')?['name']",
      }),
    },
  }),
};

const poll: ZipFlow = {
  name: "Poll",
  file: file({
    trigger: {
      ...operation("con_Salesforce", "GetOnUpdatedItems", {
        table: "Opportunity",
        $select: "Id,Name,NextStep",
      }),
      recurrence: { frequency: "Minute", interval: 3 },
      splitOn: "@triggerOutputs()?['body/value']",
      conditions: [{ expression: "@not(equals(triggerOutputs()?['body/NextStep'], 'Seen'))" }],
    },
    actions: {
      Ask_the_child: {
        type: "Workflow",
        inputs: {
          host: { workflowReferenceName: idOf("Child") },
          body: { text: "@triggerOutputs()?['body/Name']" },
          retryPolicy: { type: "none" },
        },
      },
      Mark_it: operation("con_Salesforce", "PatchItem_V3", {
        table: "Opportunity",
        id: "@triggerOutputs()?['body/Id']",
        "item/NextStep": "Seen",
        "item/Description": "@body('Ask_the_child')?['answer']",
      }),
    },
  }),
};

const child: ZipFlow = {
  name: "Child",
  file: file({
    trigger: {
      type: "Request",
      kind: "Button",
      inputs: { schema: { type: "object", properties: { text: { title: "Name", type: "string" } } } },
    },
    variables: ["con_greeting"],
    actions: {
      Look: operation("con_Dataverse", "ListRecords", { entityName: "environmentvariablevalues", $top: 1 }),
      Answer: {
        type: "Response",
        kind: "Http",
        inputs: {
          statusCode: 200,
          body: { answer: "@concat(parameters('con_greeting (con_greeting)'), ' ', triggerBody()?['text'])" },
        },
      },
    },
  }),
};

const register: ZipFlow = {
  name: "Register",
  file: file({
    trigger: {
      type: "Request",
      kind: "Button",
      inputs: {
        schema: {
          type: "object",
          properties: {
            text: { title: "HTTP trigger endpoint", type: "string" },
            boolean: { title: "Register?", type: "boolean" },
          },
        },
      },
    },
    actions: {
      Register_it: operation("con_Events", "EventRegistration", {
        "body/WebhookUrl": "@triggerBody()?['text']",
        "body/WebhookEvents": ["referral-created"],
        "body/SignatureTokenToMsSignatureHeader": "true",
      }),
    },
  }),
};

export const smallSolution: ZipSolution = {
  flows: [poll, listen, child, register],
  references,
  connectors: [{ name: "con_referrals", definition: referralsDefinition }],
  variables: [{ name: "con_greeting", default: "Hello" }],
};

export const smallZip = (more: ZipSolution = {}): Uint8Array => solutionZip({ ...smallSolution, ...more });

/** The same flow with other actions, for upgrades and broken solutions. */
export const flowOf = (name: string, parts: FlowParts): ZipFlow => ({ name, file: file(parts) });
export const operationOf = operation;

/** The connections it needs. */
export const smallReferences = references;
