import type { Json, JsonObject } from "../generator/model/emitted.ts";
import type { ConnectorModel } from "../generator/model/model.ts";
import { loginUri, redirectUrl, services } from "./facts.ts";

/** How a connection signs in: Entra, with the partner's own app registration. The secret is never part of a file. */
export function connectionParameters(connector: ConnectorModel, tenant: string): JsonObject {
  const { resource } = services[connector.role];
  return {
    token: {
      type: "oauthSetting",
      oAuthSettings: {
        identityProvider: "aad",
        clientId: connector.clientId,
        scopes: [],
        redirectMode: "GlobalPerConnector",
        redirectUrl: `${redirectUrl}/${connector.apiName.replace(/^shared_/, "")}`,
        properties: {
          IsFirstParty: "False",
          AzureActiveDirectoryResourceId: resource,
        },
        customParameters: {
          loginUri: { value: loginUri },
          tenantId: { value: tenant },
          resourceUri: { value: resource },
        },
      },
      uiDefinition: {
        displayName: "Sign in to Partner Center",
        description: "A user who is Referrals admin in Partner Center.",
        constraints: { required: "true", hidden: "false" },
      },
    },
    "token:TenantId": {
      type: "string",
      metadata: { sourceType: "AzureActiveDirectoryTenant" },
      uiDefinition: { constraints: { required: "false", hidden: "true" } },
    },
  };
}

/** Two operations have paths of their own only so that they can be told apart; the service knows one. */
export function policies(connector: ConnectorModel): readonly Json[] {
  if (connector.role !== "referrals") return [];
  const registrations = ["CreateDealRegistrationByReferralId", "PatchDealRegistrationByReferralId"];
  return [
    {
      templateId: "routerequesttoendpoint",
      title: "Deal registrations are changes of the referral",
      parameters: {
        "x-ms-apimTemplate-operationName": registrations,
        "x-ms-apimTemplateParameter.newPath": "/referrals/{id}",
        "x-ms-apimTemplateParameter.httpMethod": "@Request.OriginalHTTPMethod",
      },
    },
  ];
}
