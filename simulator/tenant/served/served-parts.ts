import { flowUser } from "../facts.ts";
import type { ServedTenant } from "./serve-tenant.ts";

/** What an ordinary client has to know of a part of the tenant. */
export interface ServedPart {
  readonly name: string;
  /** Beginnings of the paths that lead to it. */
  readonly paths: readonly string[];
  /** Who a request without a token comes from; empty where there must be one. */
  readonly user: string;
  /** Bearer tokens by user. */
  readonly tokens: Readonly<Record<string, string>>;
}

const salesforceUsers = ["admin@contoso.example", "integration@contoso.example", "seller@contoso.example"];

export function servedParts({ tenant, application }: ServedTenant): readonly ServedPart[] {
  const { salesforce, dataverse } = tenant;
  return [
    {
      name: "Salesforce",
      paths: ["/services", "/id"],
      user: "",
      tokens: Object.fromEntries(salesforceUsers.map((user) => [user, salesforce.token(user)])),
    },
    {
      name: "Partner Center",
      paths: ["/v1.0/engagements", "/webhooks", "/certificates"],
      user: flowUser,
      tokens: {},
    },
    {
      name: "Dataverse",
      paths: ["/api/data"],
      user: "",
      tokens: { [flowUser]: dataverse.token(flowUser) },
    },
    {
      name: "Power Apps and Power Automate",
      paths: ["/providers/Microsoft.PowerApps", "/providers/Microsoft.ProcessSimple"],
      user: "",
      tokens: {},
    },
    {
      name: "Sign-in",
      paths: [`/${application.tenantId}/oauth2/v2.0/token`],
      user: "",
      tokens: {},
    },
    { name: "What only a person or the time can do", paths: ["/emulator"], user: "", tokens: {} },
  ];
}
