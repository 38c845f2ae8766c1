// What Partner Center and the connector platform fix, each with its source.

/** Hosts, base paths and token audiences (certified connector definition; webhook pages of the documentation). */
export const services = {
  referrals: {
    host: "api.partner.microsoft.com",
    basePath: "/v1.0/engagements",
    resource: "https://api.partner.microsoft.com",
  },
  events: {
    host: "api.partnercenter.microsoft.com",
    basePath: "/webhooks/v1",
    resource: "https://api.partnercenter.microsoft.com",
  },
} as const;

/** The constant by which the certified connector tells that Power Automate calls (its public definition). */
export const callerId = "60858c1b-2062-40ad-b42c-996b6b5b047d";

/** Where Entra signs users in (Microsoft identity platform). */
export const loginUri = "https://login.microsoftonline.com";

/** Redirect of connectors with a redirect URL of their own; the platform appends the connector's internal name. */
export const redirectUrl = "https://global.consent.azure-apim.net/redirect";

/** Pixels a side of an icon: the column that keeps it takes 144, exported solutions hold 64 or 100 (connector table). */
export const iconSize = 100;
