/** The permission set that the connection's user needs: Salesforce gets it from the package, and audit lines ask for it. */
export const integrationPermissionSet = "Cosell_Integration";
