// What the doctor holds tools and services against, each with its source.

/**
 * The oldest tools whose commands the release uses. pac 1.34 is the oldest version that Microsoft's pipeline actions have
 * pinned with all flags of the import that we use (powerplatform-actions, 2024); Salesforce CLI 2 is the first whose
 * commands are `sf` (developer.salesforce.com, Salesforce CLI Setup Guide, move from sfdx v7 to sf v2).
 */
export const oldest = { pac: "1.34.0", sf: "2.0.0" } as const;
