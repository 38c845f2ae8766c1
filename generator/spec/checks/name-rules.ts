// Rules for names, each with its source.

/** A rule that a name must keep, in words that complete "X cannot be Y: …". */
export interface NameRule {
  readonly pattern: RegExp;
  readonly words: string;
}

/** Measured on 214 solutions; `_upgrade` is kept for holding solutions (Power Apps documentation, create a solution). */
export const uniqueName: NameRule = {
  pattern: /^(?!.*_upgrade$)[A-Za-z_][A-Za-z0-9_]*$/i,
  words: "letters, digits and underscores, no digit first, not ending in _upgrade",
};
/** `pac solution init`. */
export const prefix: NameRule = {
  pattern: /^(?!mscrm)[A-Za-z][A-Za-z0-9]{1,7}$/i,
  words: "2 to 8 letters and digits, a letter first, not starting with mscrm",
};
export const optionValuePrefix: NameRule = { pattern: /^[1-9]\d{4}$/, words: "a number from 10000 to 99999" };
export const schemaName: NameRule = {
  pattern: /^[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+$/,
  words: "letters, digits and underscores after the prefix",
};
/** Plain names need no encoding in the internal name of a connector. */
export const connectorName: NameRule = { pattern: /^[a-z0-9]+$/, words: "lower-case letters and digits" };
/** Connector documentation, submission for certification. */
export const connectorTitle: NameRule = {
  pattern: /^(?!.*\b(?:api|connector)\b).*[A-Za-z0-9]$/i,
  words: "no word API or Connector, and a letter or digit at the end",
};
/** Salesforce: letters, digits and single underscores, a letter first; a suffix for custom names. */
export const apiName: NameRule = {
  pattern: /^[A-Za-z](?:_?[A-Za-z0-9])*(?:__[A-Za-z](?:_?[A-Za-z0-9])*)?(?:__[cr])?$/,
  words: "an API name of Salesforce, such as Deal_Value__c",
};
/** What is left of an API name without namespace and suffix: Salesforce bounds that. */
export function ownPart(name: string): string {
  return name.replace(/__[cr]$/, "").replace(/^[^_]+(?:_[^_]+)*__/, "");
}
/** Names without suffix and namespace: permission sets, rules, list views (Salesforce object reference, CustomPermission). */
export const plainApiName: NameRule = {
  pattern: /^[A-Za-z](?:_?[A-Za-z0-9])*$/,
  words: "letters, digits and single underscores, a letter first",
};
export const namespace: NameRule = {
  pattern: /^(?:|[A-Za-z](?:_?[A-Za-z0-9]){0,14})$/,
  words: "at most 15 letters, digits and single underscores, a letter first",
};
export const apiVersion: NameRule = {
  pattern: /^\d{2,3}\.0$/,
  words: "a version of the Salesforce API, such as 58.0",
};
export const guid: NameRule = {
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  words: "a GUID",
};
export const tenant: NameRule = {
  pattern:
    /^(?:common|organizations|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i,
  words: "a GUID, a domain, or common",
};
export const currencyCode: NameRule = { pattern: /^[A-Z]{3}$/, words: "three capital letters, ISO 4217" };
export const environmentName: NameRule = { pattern: /^[A-Za-z0-9_-]+$/, words: "letters, digits, - and _" };
export const environmentUrl: NameRule = {
  pattern: /^https:\/\/[A-Za-z0-9.-]+\/?$/,
  words: "https:// and a host, without a path",
};
/** [learn.microsoft.com, key-vault: 3 to 24 letters, digits and hyphens, the first a letter]. */
export const secretStore: NameRule = {
  pattern: /^[A-Za-z][A-Za-z0-9-]{2,23}$/,
  words: "3 to 24 letters, digits and -, a letter first",
};
export const connectionId: NameRule = { pattern: /^[A-Za-z0-9._-]+$/, words: "letters, digits, ., - and _" };
/** It becomes an argument of `sf`: nothing that could be taken for an option. */
export const salesforceOrg: NameRule = {
  pattern: /^[A-Za-z0-9_][A-Za-z0-9_.@+-]*$/,
  words: "an alias or a user name",
};
export const duration: NameRule = {
  pattern: /^P(?=\d|T\d)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/,
  words: "an ISO 8601 duration such as PT10S",
};

/** Names that Windows keeps for devices, whatever stands behind a point (Windows documentation, naming files). */
export const isDeviceName = (name: string): boolean => /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name);

/** Longest names, in characters (Dataverse table reference; Power Automate for flows; Salesforce field reference). */
export const longest = {
  uniqueName: 65,
  displayName: 256,
  description: 2000,
  variableSchemaName: 100,
  variableDisplayName: 100,
  variableDescription: 2000,
  variableDefault: 2000,
  referenceName: 200,
  connectorName: 100,
  connectorTitle: 30,
  apiName: 40,
  /** Salesforce object reference, ListView; help, validation rules fields. */
  viewOrRule: 40,
  /** Salesforce object reference, PermissionSet and CustomPermission. */
  permission: 80,
  /** Of a label (help article 000381913). */
  shown: 40,
  /** Of a page layout or a section of one; Salesforce publishes no limit, and this is what Setup lets one type. */
  heading: 80,
  label: 60,
  /** A value of a pick list (Salesforce metadata reference, CustomValue). */
  pickListValue: 255,
} as const;
