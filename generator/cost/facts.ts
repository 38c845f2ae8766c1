// What the platforms allow, each with its source. FAQ: learn.microsoft.com, power-platform/admin,
// "Power Automate licensing FAQ" and "Types of Power Automate licenses" (section Power Platform requests).
// ALLOC: learn.microsoft.com, power-platform/admin, "Requests limits and allocations" (May 2025).
// LIMITS: learn.microsoft.com, power-automate, "Limits of automated, scheduled, and instant flows".

/** A licence under which flows with premium and custom connectors may run. */
export interface Licence {
  readonly name: string;
  /** Whose requests are added up. */
  readonly per: string;
  /** Requests in any 24 hours [ALLOC, FAQ]. */
  readonly requests: number;
  /** What is enforced until the transition period ends, and for what [FAQ]. */
  readonly transition: { readonly requests: number; readonly per: "flow" | "process" };
}

/**
 * Licences whose flows may use these connectors. Those of Microsoft 365 and of Dynamics 365 Team Member (6,000) are
 * left out: they include no premium and no custom connectors, except within an app [FAQ, seeded licenses].
 */
export const licences: readonly Licence[] = [
  {
    name: "Power Automate Premium",
    per: "the user who owns the flows",
    requests: 40_000,
    transition: { requests: 200_000, per: "flow" },
  },
  {
    name: "Power Automate Process",
    per: "the process: a flow and the flows it calls",
    requests: 250_000,
    transition: { requests: 500_000, per: "process" },
  },
];

/** What one capacity add-on adds in 24 hours [ALLOC]. */
export const requestsPerAddOn = 50_000;

/**
 * A run costs its trigger and each action that is carried out, failed ones, retries and pages included; a skipped
 * action costs nothing [FAQ, "What counts as Power Platform request?": one trigger and one action are two requests].
 */
export const requestsPerTrigger = 1;

/** A service that counts calls over a short time and then answers 429. */
export interface Throttle {
  readonly service: "salesforce" | "partnerCenter" | "dataverse";
  readonly name: string;
  /** Undefined where nothing is published. */
  readonly limit: { readonly calls: number; readonly seconds: number } | undefined;
  readonly per: string;
  readonly source: string;
}

export const throttles: readonly Throttle[] = [
  {
    service: "salesforce",
    name: "Salesforce connector",
    limit: { calls: 900, seconds: 60 },
    per: "connection",
    source: "connector reference, Salesforce, throttling limits",
  },
  {
    service: "partnerCenter",
    name: "custom connectors",
    limit: { calls: 500, seconds: 60 },
    per: "connection",
    source: "Limits of automated, scheduled, and instant flows, custom connector limits",
  },
  {
    service: "partnerCenter",
    name: "Partner Center API",
    limit: undefined,
    per: "partner tenant",
    source: "API throttling guidance for partners: 429 with Retry-After, no number is published",
  },
  {
    service: "dataverse",
    name: "Dataverse",
    limit: { calls: 6000, seconds: 300 },
    per: "user and web server",
    source: "Service protection API limits",
  },
];

/**
 * The daily calls of an org of Enterprise Edition before its user licences are added, 1,000 for each [Salesforce
 * Developer Limits and Allocations Quick Reference, API request limits].
 */
export const dailySalesforceCalls = 100_000;

/** Days of a month on which people work, and days in all. Ours: a plain month. */
export const monthDays = { working: 21, all: 30 } as const;
