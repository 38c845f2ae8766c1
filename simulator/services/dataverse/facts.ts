/** The Web API versions whose paths are served; the connector uses 9.1, deployment tools 9.2. */
export const apiVersions = ["9.0", "9.1", "9.2"] as const;

/** Error codes of the platform [learn.microsoft.com, web service error codes]. */
export const errorCodes = {
  badZip: "0x80048060",
  invalidXml: "0x8004802c",
  missingDependencies: "0x8004801d",
  wrongPublisher: "0x8004801c",
  unmanagedInstalled: "0x80048040",
  managedInstalled: "0x80048041",
  dependenciesExist: "0x8004f01d",
  flowClient: "0x80060467",
  notFound: "0x80040217",
  duplicate: "0x80040237",
  notSupported: "0x80040800",
  managedDelete: "0x8004f01f",
  unknownProperty: "0x80060888",
  undeclaredProperty: "0x80048d19",
  badRequest: "0x80040203",
  tooLong: "0x80044331",
  accessDenied: "0x80040220",
  preconditionFailed: "0x80060882",
  /** The platform's code for a refused version is not published; this is its general import error. */
  importFailed: "0x8004801e",
} as const;

/** Component types of solution.xml [solutioncomponent entity reference]. */
export const componentTypes = { workflow: "29", connector: "372", variable: "380" } as const;

/** Types of the rows of solutioncomponents. That of connection references is given by each environment; this one is ours. */
export const componentNumbers = { flow: 29, connector: 372, variable: 380, reference: 10_112 } as const;

export const componentTypeNames: Readonly<Record<number, string>> = {
  [componentNumbers.flow]: "Workflow",
  [componentNumbers.connector]: "Connector",
  [componentNumbers.variable]: "Environment Variable Definition",
};

/** What the unique name of a solution is followed by while a new version waits beside it [create-solution, Power Apps]. */
export const holdingSuffix = "_Upgrade";

/** Rows of one answer without $top [Dataverse connector definition]. */
export const maximumRows = 5000;

/** The children a flow may reach by calling flows; deeper chains are refused. */
export const maximumChildDepth = 20;

export const standardConnectors = [
  "shared_salesforce",
  "shared_commondataserviceforapps",
  "shared_office365",
  "shared_partnercenterref",
  "shared_partnercenterevents",
] as const;

/** The prefix of a connector's full id. */
export const connectorIdPrefix = "/providers/Microsoft.PowerApps/apis/";

/** The host under which the connector reaches every environment. */
export const connectorHost = "dataverse.connector";
