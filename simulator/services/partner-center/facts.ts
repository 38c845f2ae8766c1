/** Numbers and names of the platform, each with its source. */

/** Host of the Referrals API: partner-center-rest-urls.md and the certified connector. */
export const referralsHost = "api.partner.microsoft.com";

/** Host of the Webhook API, with a token audience of its own: partner-center-webhooks.md. */
export const webhooksHost = "api.partnercenter.microsoft.com";

export const referralsPath = "/v1.0/engagements/referrals";
export const webhooksPath = "/webhooks/v1/registration";

/** How Microsoft itself is named as a target and as the inviting organization: create-a-referral.md. */
export const microsoftId = "msft";
export const microsoftName = "Microsoft";

/** Items per page; more than 100 come with a next link: get-a-list-of-referrals.md (partner-rest). */
export const pageSize = 100;

/** A New referral that nobody answers for 14 days expires: manage-co-sell-opportunities.md. */
export const answerTime = 14 * 24 * 60 * 60 * 1000;

/** Limits of the bulk file, bulk-operations.md; the API pages name none. */
export const maxSolutions = 50;
export const maxTeamMembers = 50;

/** "message … at most 1024 characters": error-codes.md. */
export const maxMessageLength = 1024;

/** Deal registration: register-deals.md. */
export const minRegistrationValue = 25_000;
export const maxSignAge = 60 * 24 * 60 * 60 * 1000;
export const minTimeToWon = 72 * 60 * 60 * 1000;

/** Ten attempts, then the notification moves to an offline queue for good: partner-center-webhooks.md. */
export const maxAttempts = 10;

/** Minutes between attempts. Nothing is published about them: these are ours, growing as such services do. */
export const backOffMinutes: readonly number[] = [1, 2, 4, 8, 15, 30, 60, 120, 240];

/** Milliseconds from a change to the first attempt, when the options say nothing. Ours. */
export const defaultLatency = 1000;

/** Validation events: two per minute, results kept for seven days: partner-center-webhooks.md. */
export const validationsPerMinute = 2;
export const validationKept = 7 * 24 * 60 * 60 * 1000;

/** The four events of referrals: partner-center-webhook-events.md. */
export const referralEvents = [
  "referral-created",
  "referral-updated",
  "related-referral-created",
  "related-referral-updated",
] as const;

export const testEvent = "test-created";

/** Events of other parts of Partner Center that share the one registration: partner-center-webhook-events.md. */
export const otherEvents = ["subscription-updated", "invoice-ready", "azure-fraud-event-detected"] as const;

export const knownEvents: readonly string[] = [...referralEvents, testEvent, ...otherEvents];

/** Where the certificate of the deliveries' key is served; the real URL ends in the same file name. */
export const certificatePath = "/certificates/pcnotifications-dispatch.microsoft.com.cer";

/** A filter deeper or longer than this is refused; the real service has such limits but publishes none. */
export const maxFilterDepth = 32;
export const maxFilterLength = 4000;
