/**
 * Limits of Salesforce metadata. Sources: Metadata API developer guide (CustomField, CustomObject, ValidationRule,
 * PermissionSet, Layout), help article 000381913 (names and labels), and Salesforce's published authoring rules for
 * metadata.
 */
export const limits = {
  /** Characters of an API name, without namespace and `__c` (object reference: ListView; help: validation rules fields). */
  name: 40,
  label: 40,
  description: 1000,
  helpText: 510,
  errorMessage: 255,
  formula: 5000,
  text: { least: 1, most: 255 },
  longText: { least: 256, most: 131_072 },
  precision: 18,
  picklistValue: 255,
  /** Values of a restricted pick list. */
  picklistValues: 1000,
  masterDetailsOfObject: 2,
} as const;

/**
 * Where a kind of component has limits of its own (object reference: PermissionSet, CustomPermission; help: validation
 * rules fields).
 */
export const limitsOfType: Readonly<
  Record<string, { readonly name?: number; readonly label?: number; readonly description?: number }>
> = {
  PermissionSet: { name: 80, label: 80, description: 255 },
  CustomPermission: { name: 80, label: 80, description: 255 },
  ValidationRule: { description: 255 },
};

/** Nothing that the package needs is newer; a package of an older version deploys to any newer org. */
export const packageVersion = "62.0";

export const metadataNamespace = "http://soap.sforce.com/2006/04/metadata";

/** Names that Salesforce keeps for itself; a field or object of such a name is refused. */
export const reservedNames: ReadonlySet<string> = new Set(
  "select from where limit order group user external view type date number".split(" "),
);
