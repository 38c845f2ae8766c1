/** The version that the Power Automate connector calls by default [learn.microsoft.com/connectors/salesforce]. */
export const defaultApiVersion = "58.0";

/** What `/services/data` lists; any vNN.0 is accepted in a path. */
export const listedApiVersions = ["58.0", "62.0", "65.0", "66.0", "67.0"];

/** Subrequests of a composite request [developer.salesforce.com, REST, composite]. */
export const maximumSubrequests = 25;

/** Queries and collections among them [secondary sources; quirk composite-query-cap]. */
export const maximumCompositeQueries = 5;

/** Records of one sObject collection request [developer.salesforce.com, REST, sObject Collections]. */
export const maximumCollection = 200;

/** Rows of one page of a query [developer.salesforce.com, REST, query]. */
export const defaultQueryPageSize = 2000;

/** The largest OFFSET of SOQL [developer.salesforce.com, SOQL, OFFSET]. */
export const maximumOffset = 2000;

/** The longest SOQL statement [developer.salesforce.com, SOQL limits]. */
export const maximumQueryLength = 100_000;

/** Levels of parent relationships in one path [developer.salesforce.com, SOQL relationship limits]. */
export const maximumParentLevels = 5;

/** Calls of a connection in `seconds` [learn.microsoft.com/connectors/salesforce, throttling limits]. */
export const connectorThrottle = { calls: 900, seconds: 60 } as const;

/** A developer org's daily calls; real ones have 100,000 and more [Salesforce limits cheat sheet]. */
export const defaultDailyApiLimit = 100_000;

/** The text of a long text column that a filter may not touch is longer than this [field types of SOQL]. */
export const longestFilterableText = 255;

/** Files of one deployment [Metadata API developer guide, limits]. */
export const maximumDeployFiles = 10_000;

/** How many open query cursors an org keeps for nextRecordsUrl; older ones are forgotten. */
export const maximumOpenCursors = 50;

/** Parent deletes that reach children reach their children too, up to this depth. */
export const maximumCascadeDepth = 5;

/** What a user without the permission API Enabled is told [status codes of the SOAP and REST API, API_DISABLED_FOR_ORG]. */
export const apiDisabled = "The REST API is not enabled for this Organization.";

export const operationIds = [
  "GetOnNewItems",
  "GetOnUpdatedItems",
  "GetItems",
  "GetItem_V2",
  "PostItem_V2",
  "PatchItem_V3",
  "PatchItemByExternalIdV2",
  "GetItemByExternalId",
  "DeleteItem",
  "ExecuteSoqlQuery",
  "HttpRequest",
  "GetTables",
] as const;
export type OperationId = (typeof operationIds)[number];
