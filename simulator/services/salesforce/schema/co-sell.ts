import { checkbox, dateTime, longText, restrictedPicklist, systemFields, text, url } from "./fields.ts";
import type {
  FieldSchema,
  ObjectPermission,
  ObjectSchema,
  PermissionSetSchema,
  SchemaSource,
} from "./model.ts";

/** The six help values, spelled as they stand on the screen of Microsoft's own package (salesforce.md §1.1). */
const helpValues = [
  "Workload Specific Value Proposition",
  "Customer Technical Architecture",
  "Proof Of Concept or Demo",
  "Quotes or Licensing",
  "Post Sales Customer Success",
  "General or Other",
];

const closingReasons = [
  "Project budget",
  "No response",
  "Other vendor",
  "Requirement not met",
  "Not a customer",
  "Timeline too short",
  "Abuse or spam",
  "Others",
];

const uniqueText = (name: string, label: string, length: number): FieldSchema =>
  text(name, label, length, { externalId: true, unique: true, caseSensitive: false, access: "granted" });

const granted = { access: "granted" } as const;
const solutionObject = "Microsoft_Partner_Center_Solution__c";

const opportunityFields: readonly FieldSchema[] = [
  checkbox("Sync_with_Partner_Center__c", "Sync With Partner Center", granted),
  uniqueText("Referral_Identifier__c", "Referral Identifier", 100),
  url("Referral_Link__c", "Referral Link", granted),
  restrictedPicklist("How_can_Microsoft_help__c", "How can Microsoft help?", helpValues, granted),
  checkbox("Referral_visible_to_Microsoft_sellers__c", "Referral visible to Microsoft sellers?", granted),
  text("Microsoft_CRM_Identifier__c", "Microsoft CRM Identifier", 100, granted),
  text("Referral_Program__c", "Referral Program", 100, granted),
  longText("Audit__c", "Audit", 100_000, granted),
  longText("Partner_Center_Sync_State__c", "Partner Center Sync State", 131_072, granted),
  longText("Partner_Center_Sync_Seen__c", "Partner Center Sync Seen", 131_072, granted),
  restrictedPicklist(
    "Partner_Center_Sync_Status__c",
    "Partner Center Sync Status",
    ["Pending", "Synced", "Conflict", "Error"],
    granted,
  ),
  dateTime("Partner_Center_Last_Synced__c", "Partner Center Last Synced", granted),
  restrictedPicklist(
    "Partner_Center_Closing_Reason__c",
    "Partner Center Closing Reason",
    closingReasons,
    granted,
  ),
  {
    name: "Microsoft_Solution_Count__c",
    label: "Microsoft Solution Count",
    type: "summary",
    readOnly: true,
    precision: 18,
    scale: 0,
    access: "granted",
    summary: { operation: "count", childObject: solutionObject, childReference: "Opportunity__c" },
  },
];

const solution: ObjectSchema = {
  name: solutionObject,
  label: "Microsoft Partner Center Solution",
  labelPlural: "Microsoft Partner Center Solutions",
  custom: true,
  access: "granted",
  fields: [
    ...systemFields,
    {
      name: "Name",
      label: "Solution Number",
      type: "autonumber",
      readOnly: true,
      length: 80,
      displayFormat: "MPCS-{000000}",
      startingNumber: 1,
    },
    {
      name: "Opportunity__c",
      label: "Opportunity",
      type: "reference",
      referenceTo: ["Opportunity"],
      relationshipName: "Opportunity__r",
      childRelationshipName: "Microsoft_Solutions__r",
      masterDetail: true,
      required: true,
      onParentDelete: "cascade",
    },
    text("Solution_Id__c", "Solution Id", 100, { required: true }),
    text("Solution_Name__c", "Solution Name", 255, granted),
    // The values are Partner Center's own codes; only their labels speak of partner and Microsoft solutions.
    restrictedPicklist("Solution_Type__c", "Solution Type", ["3P", "1P"], granted),
    uniqueText("Solution_Key__c", "Solution Key", 255),
  ],
};

/** The field, without what it would take to make the object again. */
const extend = (
  name: string,
  fields: readonly FieldSchema[],
  rules: ObjectSchema["validationRules"] = [],
): ObjectSchema => ({ name, label: name, labelPlural: name, fields, validationRules: rules });

const objects: readonly ObjectSchema[] = [
  extend("Opportunity", opportunityFields, [
    {
      name: "Visibility_only_one_way",
      active: true,
      formula:
        "AND(PRIORVALUE(Referral_visible_to_Microsoft_sellers__c), NOT(Referral_visible_to_Microsoft_sellers__c), NOT($Permission.Cosell_Integration_User))",
      message: "A referral that Microsoft sellers can see stays visible to them.",
      field: "Referral_visible_to_Microsoft_sellers__c",
    },
    {
      name: "Integration_fields_not_by_hand",
      active: true,
      formula:
        "AND(OR(ISCHANGED(Referral_Identifier__c), ISCHANGED(Referral_Link__c), ISCHANGED(Partner_Center_Last_Synced__c)), NOT($Permission.Cosell_Integration_User))",
      message: "This field is filled in by the Partner Center integration and cannot be edited.",
    },
    {
      name: "Clone_saved_with_sync_off",
      active: true,
      formula: "AND(ISCLONE(), Sync_with_Partner_Center__c, NOT($Permission.Cosell_Integration_User))",
      message:
        "Save the copy with the Partner Center sync off. Switch it on afterwards if the copy is to be shared too.",
      field: "Sync_with_Partner_Center__c",
    },
  ]),
  extend("Account", [uniqueText("Partner_Center_Account_Key__c", "Partner Center Account Key", 255)]),
  extend("Contact", [uniqueText("Partner_Center_Contact_Key__c", "Partner Center Contact Key", 255)]),
  extend("Lead", [uniqueText("Referral_Identifier__c", "Referral Identifier", 100)]),
  solution,
];

const grantable = objects.flatMap((object) =>
  object.fields
    .filter((field) => field.access === "granted")
    .map((field) => ({ object: object.name, field })),
);

/** What sellers may change; the rest belongs to the integration. */
const sellerEditable = new Set([
  "Opportunity.Sync_with_Partner_Center__c",
  "Opportunity.How_can_Microsoft_help__c",
  "Opportunity.Referral_visible_to_Microsoft_sellers__c",
  "Opportunity.Partner_Center_Sync_Status__c",
  "Opportunity.Partner_Center_Closing_Reason__c",
  `${solutionObject}.Solution_Name__c`,
  `${solutionObject}.Solution_Type__c`,
  `${solutionObject}.Solution_Key__c`,
]);

/** What a user needs who can only say why nothing works: what starts a run is read, what says it is written. */
const reportable: Readonly<Record<string, "read" | "write">> = {
  "Opportunity.Sync_with_Partner_Center__c": "read",
  "Opportunity.Referral_Identifier__c": "read",
  "Opportunity.How_can_Microsoft_help__c": "read",
  "Opportunity.Referral_visible_to_Microsoft_sellers__c": "read",
  "Opportunity.Partner_Center_Closing_Reason__c": "read",
  "Opportunity.Microsoft_Solution_Count__c": "read",
  "Opportunity.Audit__c": "write",
  "Opportunity.Partner_Center_Sync_State__c": "write",
  "Opportunity.Partner_Center_Sync_Seen__c": "write",
  "Opportunity.Partner_Center_Sync_Status__c": "write",
};

function permissionSet(name: string, level: "view" | "sell" | "integrate" | "report"): PermissionSetSchema {
  const isConnected = level === "integrate" || level === "report";
  return {
    name,
    label: name.replaceAll("_", " "),
    fields: grantable
      .map(({ object, field }) => ({ key: `${object}.${field.name}`, field }))
      .filter(({ key }) => level !== "report" || key in reportable)
      .map(({ key, field }) => {
        const editable =
          level === "integrate" ||
          (level === "sell" && sellerEditable.has(key)) ||
          (level === "report" && reportable[key] === "write");
        return { field: key, readable: true, editable: editable && field.readOnly !== true };
      }),
    objects: objectPermissions(level),
    customPermissions: level === "integrate" ? ["Cosell_Integration_User"] : [],
    userPermissions: isConnected ? ["ApiEnabled"] : [],
  };
}

function objectPermissions(level: "view" | "sell" | "integrate" | "report"): readonly ObjectPermission[] {
  const granted = (
    object: string,
    to: { readonly make: boolean; readonly edit: boolean; readonly delete: boolean },
  ) => ({
    object,
    read: true,
    create: to.make,
    edit: to.edit,
    delete: to.delete,
  });
  const makes = level === "integrate";
  const changesRows = level !== "view";
  return [
    granted("Account", { make: makes, edit: makes, delete: false }),
    granted("Opportunity", { make: makes, edit: makes || level === "report", delete: false }),
    ...(makes
      ? ["Contact", "Lead"].map((object) => granted(object, { make: true, edit: true, delete: false }))
      : []),
    ...(level === "report"
      ? []
      : [granted(solutionObject, { make: changesRows, edit: changesRows, delete: changesRows })]),
  ];
}

/**
 * The co-sell fields and object under their default names, so that an org can be used before a package is built.
 * A scenario loads the emitted package instead.
 */
export const coSellSchema: SchemaSource = {
  objects,
  permissionSets: [
    permissionSet("Cosell_Viewer", "view"),
    permissionSet("Cosell_Seller", "sell"),
    permissionSet("Cosell_Integration", "integrate"),
    permissionSet("Cosell_Integration_Status", "report"),
  ],
};
