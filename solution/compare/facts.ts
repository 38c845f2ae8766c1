// What an operation does to the service behind it, where no definition says so.

/** Names of operations that only look, in Microsoft's connectors (connector reference: Get items, List rows, Search …). */
export const readingOperation =
  /^(?:get|list|read|search|view|find|query|retrieve|describe|lookup|download|export|check)/i;

/** Methods of HTTP that change nothing (RFC 9110, safe methods). */
export const safeMethods: ReadonlySet<string> = new Set(["get", "head", "options"]);

/**
 * Connectors with an operation that sends any request, and the parameters that hold method and address (connector
 * reference: Salesforce, Send an HTTP request).
 */
export const freeRequests: Readonly<
  Record<string, { readonly operation: string; readonly method: string; readonly address: string }>
> = {
  shared_salesforce: { operation: "HttpRequest", method: "Method", address: "Uri" },
};

/** Parameters that name the table an operation is about (connector reference: Salesforce, Microsoft Dataverse). */
export const tableParameters = ["table", "entityName"] as const;

/** What makers know a connector by; others are called by the name in their address. */
export const connectorTitles: Readonly<Record<string, string>> = {
  shared_salesforce: "Salesforce",
  shared_commondataserviceforapps: "Dataverse",
};

/** Permissions of Salesforce that only let look (Metadata API, PermissionSet). */
export const lookingPermissions: ReadonlySet<string> = new Set(["allowRead", "readable", "viewAllRecords"]);
