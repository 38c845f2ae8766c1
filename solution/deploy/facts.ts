/** Version of the Dataverse Web API [learn.microsoft.com, Web API versions]. */
export const webApiPath = "/api/data/v9.2";

/** Pages of one answer that are read; the Web API gives up to 5,000 rows a page. Ours. */
export const maximumPages = 20;

/** How often a request is tried that was refused for the moment (429, 5xx). Ours. */
export const maximumAttempts = 5;

/** How often a request is tried that got no answer: each time costs a whole timeout. Ours. */
export const maximumSilences = 2;

/** Longest wait that a Retry-After header may ask for, in milliseconds; Dataverse asks for minutes at most. Ours. */
export const longestRetryWait = 5 * 60_000;

/** First wait where no Retry-After is given; it doubles each time, in milliseconds. Ours. */
export const firstRetryWait = 1_000;

/** One request, in milliseconds: none of those that are sent here does long work. Ours. */
export const requestTimeout = 60_000;

/** Where one signs in in the public cloud [learn.microsoft.com, Microsoft identity platform endpoints]. */
export const authority = "https://login.microsoftonline.com";

/** Asking the Azure CLI for a secret, in milliseconds. Ours. */
export const storeTimeout = 60_000;

/** How long pac waits for an import, in minutes: its own default [learn.microsoft.com, pac solution import]. */
export const importWaitMinutes = 60;

/** When pac is ended that does not end by itself, in milliseconds: somewhat after it should. Ours. */
export const importTimeout = (importWaitMinutes + 5) * 60_000;

/** Asking a program for its version, in milliseconds; `dnx` may fetch pac first. Ours. */
export const probeTimeout = 180_000;

/** A workflow row of this category is a cloud flow [learn.microsoft.com, Process (Workflow) table]. */
export const cloudFlow = 5;

/** State and status of a flow [learn.microsoft.com, Process (Workflow) table]. */
export const flowStates = {
  on: { statecode: 1, statuscode: 2 },
  off: { statecode: 0, statuscode: 1 },
} as const;

/** The service of makers for connections, and the resource its tokens are for, in the public cloud. */
export const powerAppsUrl = {
  service: "https://api.powerapps.com",
  resource: "https://service.powerapps.com",
} as const;

/** The service of flows, and the resource its tokens are for, in the public cloud. */
export const powerAutomateUrl = {
  service: "https://api.flow.microsoft.com",
  resource: "https://service.flow.microsoft.com",
} as const;

/** One call of `sf`, in milliseconds; a deployment waits an hour at most by `--wait 60`. Ours. */
export const salesforceTimeout = 65 * 60_000;

/** Where makers work. */
export const makerPortal = "https://make.powerautomate.com";

/** Where a custom connector is sent back to after a sign-in [seen in exported connectors with GlobalPerConnector]. */
export const consentAddress = "https://global.consent.azure-apim.net/redirect";

/** How often a run is looked for, and how long at most, in milliseconds. Ours: registering takes seconds. */
export const runPollInterval = 5_000;
export const registrationWait = 3 * 60_000;

/** How often the test deal is looked at, in milliseconds. Ours. */
export const smokePollInterval = 20_000;

/** How long the test deal may take beyond the polling interval, in milliseconds: polls are not punctual. Ours. */
export const smokeWait = 12 * 60_000;
