/** Monday, 5 January 2026, 08:00 UTC: a working day, and no day on which clocks change. Ours. */
export const defaultStart = Date.UTC(2026, 0, 5, 8);

/** Milliseconds from a connector call to its answer. Ours: long enough to tell moments apart. */
export const defaultLatency = 200;

/** Whoever signs in to Partner Center and Dataverse for the flows. */
export const flowUser = "flows@contoso.example";

/** Whoever signs in to Salesforce for the flows. */
export const salesforceUser = "integration@contoso.example";

/** Simulated time after which flows that still start runs are called restless. Ours: far beyond every retry. */
export const longestSettling = 48 * 60 * 60 * 1000;

/** A poll that finds nothing twice has nothing to find [scenarios]. */
export const quietPolls = 2;

/** Path of the tenant's one webhook registration [partner-center-webhooks.md]. */
export const webhookPath = "/webhooks/v1/registration";

/** Calls of one connection of a custom connector [limits of automated, scheduled, and instant flows]. */
export const customConnectorLimit = { calls: 500, seconds: 60 } as const;

/** Requests of one user to one web server; here there is one [Dataverse, service protection API limits]. */
export const dataverseLimit = { calls: 6000, seconds: 300 } as const;
