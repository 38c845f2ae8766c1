// The order of elements in every measured export: 212 solutions, 337 cloud flows, 213 connection references, 214
// environment variables, 13 connectors.

export const manifestOrder = [
  "UniqueName",
  "LocalizedNames",
  "Descriptions",
  "Version",
  "Managed",
  "Publisher",
  "RootComponents",
  "MissingDependencies",
] as const;

export const publisherOrder = [
  "UniqueName",
  "LocalizedNames",
  "Descriptions",
  "EMailAddress",
  "SupportingWebsiteUrl",
  "CustomizationPrefix",
  "CustomizationOptionValuePrefix",
  "Addresses",
] as const;

export const customizationsOrder = [
  "Entities",
  "Roles",
  "Workflows",
  "FieldSecurityProfiles",
  "Templates",
  "EntityMaps",
  "EntityRelationships",
  "OrganizationSettings",
  "optionsets",
  "CustomControls",
  "EntityDataProviders",
  "Connectors",
  "connectionreferences",
  "Languages",
] as const;

export const workflowOrder = [
  "JsonFileName",
  "Type",
  "Subprocess",
  "Category",
  "Mode",
  "Scope",
  "OnDemand",
  "TriggerOnCreate",
  "TriggerOnDelete",
  "AsyncAutodelete",
  "SyncWorkflowLogOnFailure",
  "StateCode",
  "StatusCode",
  "RunAs",
  "IsTransacted",
  "IntroducedVersion",
  "IsCustomizable",
  "BusinessProcessType",
  "IsCustomProcessingStepAllowedForOtherPublishers",
  "ModernFlowType",
  "BillingContext",
  "PrimaryEntity",
  "LocalizedNames",
  "Descriptions",
] as const;

export const connectorOrder = [
  "connectorid",
  "description",
  "displayname",
  "iconbrandcolor",
  "name",
  "connectortype",
  "scriptoperations",
  "openapidefinition",
  "connectionparameters",
  "policytemplateinstances",
  "customcodeblobcontent",
  "iconblob",
] as const;

export const referenceOrder = [
  "connectionreferencedisplayname",
  "connectorid",
  "customconnectorid",
  "description",
  "iscustomizable",
  "promptingbehavior",
  "statecode",
  "statuscode",
] as const;

/** Alphabetical. */
export const variableOrder = [
  "apiid",
  "defaultvalue",
  "description",
  "displayname",
  "introducedversion",
  "iscustomizable",
  "isrequired",
  "parameterkey",
  "parentdefinitionid",
  "secretstore",
  "type",
] as const;
