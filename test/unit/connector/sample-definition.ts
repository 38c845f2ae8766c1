// A definition that keeps every rule, with one of each thing that rules are about. Tests break it in one place.

const shown = (label: string) => ({ "x-ms-summary": label, description: `${label} of the deal.` });

export const sampleDefinition = {
  swagger: "2.0",
  info: {
    title: "Deals",
    description: "Reads and writes the deals of an organization.",
    version: "1.0",
    contact: { name: "Contoso", email: "deals@contoso.example" },
  },
  host: "api.contoso.example",
  basePath: "/v1",
  schemes: ["https"],
  paths: {
    "/deals": {
      get: {
        operationId: "ListDeals",
        summary: "List deals",
        description: "Lists deals, newest first.",
        "x-ms-pageable": { nextLinkName: "nextLink" },
        parameters: [
          { $ref: "#/parameters/Caller" },
          {
            name: "stages",
            in: "query",
            required: false,
            type: "array",
            items: { type: "string" },
            ...shown("Stages"),
          },
        ],
        responses: { "200": { description: "Deals.", schema: { $ref: "#/definitions/Deals" } } },
      },
      post: {
        operationId: "CreateDeal",
        summary: "Create a deal",
        description: "Creates a deal and answers with it.",
        parameters: [{ name: "deal", in: "body", required: true, schema: { $ref: "#/definitions/NewDeal" } }],
        responses: {
          "201": { description: "The deal.", schema: { $ref: "#/definitions/Deal" } },
          "400": { $ref: "#/responses/Refused" },
          default: { description: "Anything else." },
        },
      },
    },
    "/deals/{id}": {
      get: {
        operationId: "GetDeal",
        summary: "Get a deal (by ID)",
        description: "Reads one deal.",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            type: "string",
            "x-ms-url-encoding": "single",
            "x-ms-dynamic-values": {
              operationId: "ListDeals",
              parameters: { stages: "open" },
              "value-collection": "value",
              "value-path": "id",
              "value-title": "name",
            },
            ...shown("Id"),
          },
        ],
        responses: { "200": { description: "The deal.", schema: { $ref: "#/definitions/Deal" } } },
      },
    },
    "/hooks": {
      "x-ms-notification-content": {
        description: "The deal.",
        schema: { $ref: "#/definitions/Deal" },
      },
      post: {
        operationId: "OnDeal",
        summary: "When a deal changes",
        description: "This operation triggers when a deal changes.",
        "x-ms-trigger": "single",
        "x-ms-trigger-hint": "To see it work, change a deal.",
        parameters: [
          {
            name: "hook",
            in: "body",
            required: true,
            schema: {
              type: "object",
              required: ["callback"],
              properties: {
                callback: { type: "string", "x-ms-visibility": "internal", "x-ms-notification-url": true },
              },
            },
          },
        ],
        responses: { "201": { description: "Registered." } },
      },
    },
    "/hooks/{hook}": {
      delete: {
        operationId: "DeleteHook",
        summary: "Take a hook back",
        description: "Ends the notifications of one hook.",
        "x-ms-visibility": "internal",
        parameters: [
          {
            name: "hook",
            in: "path",
            required: true,
            type: "string",
            "x-ms-url-encoding": "single",
            ...shown("Hook"),
          },
        ],
        responses: { "204": { description: "Gone." } },
      },
    },
  },
  definitions: {
    Deals: {
      type: "object",
      properties: { value: { type: "array", items: { $ref: "#/definitions/Deal" }, ...shown("Deals") } },
    },
    Deal: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", ...shown("Name") },
        stage: {
          type: "string",
          enum: ["open", "won"],
          default: "open",
          "x-ms-enum-values": [
            { value: "open", displayName: "Open" },
            { value: "won", displayName: "Won" },
          ],
          ...shown("Stage"),
        },
        closes: { type: "string", format: "date-time", ...shown("Closing Date") },
      },
    },
    NewDeal: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string", ...shown("Name") } },
    },
  },
  parameters: {
    Caller: {
      name: "X-Caller",
      in: "header",
      required: true,
      type: "string",
      default: "flow",
      "x-ms-visibility": "internal",
      ...shown("Caller"),
    },
  },
  responses: { Refused: { description: "Refused." } },
  securityDefinitions: {
    entra: {
      type: "oauth2",
      flow: "accessCode",
      authorizationUrl: "https://login.contoso.example/authorize",
      tokenUrl: "https://login.contoso.example/token",
      scopes: { read: "Read." },
    },
  },
  security: [{ entra: ["read"] }],
  tags: [{ name: "deals" }],
  "x-ms-connector-metadata": [
    { propertyName: "Website", propertyValue: "https://contoso.example" },
    { propertyName: "Privacy policy", propertyValue: "https://contoso.example/privacy" },
    { propertyName: "Categories", propertyValue: "Sales and CRM" },
  ],
};

/** The apiProperties.json beside it. */
export const sampleProperties = {
  properties: {
    iconBrandColor: "#0b5cab",
    connectionParameters: {
      token: {
        type: "oauthSetting",
        oAuthSettings: {
          identityProvider: "aad",
          clientId: "00000000-0000-0000-0000-000000000000",
          customParameters: { resourceUri: { value: "https://api.contoso.example" } },
        },
      },
      site: { type: "string" },
    },
    policyTemplateInstances: [
      {
        templateId: "setheader",
        title: "Say for which site",
        parameters: {
          "x-ms-apimTemplate-operationName": ["ListDeals"],
          "x-ms-apimTemplateParameter.name": "X-Site",
          "x-ms-apimTemplateParameter.value": "@connectionParameters('site')",
        },
      },
    ],
    scriptOperations: ["GetDeal"],
  },
};
