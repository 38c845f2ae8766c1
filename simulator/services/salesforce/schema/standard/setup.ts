import { checkbox, integer, lookup, number, percent, picklist, systemFields, text } from "../fields.ts";
import type { ObjectSchema } from "../model.ts";

/** The stages of the org; the API reads them and Setup writes them. */
export const opportunityStage: ObjectSchema = {
  name: "OpportunityStage",
  label: "Opportunity Stage",
  labelPlural: "Opportunity Stage",
  keyPrefix: "01J",
  readOnly: true,
  fields: [
    ...systemFields,
    text("MasterLabel", "Master Label", 255),
    text("ApiName", "API Name", 255),
    checkbox("IsActive", "Is Active"),
    integer("SortOrder", "Sort Order"),
    checkbox("IsClosed", "Closed"),
    checkbox("IsWon", "Won"),
    picklist("ForecastCategory", "Forecast Category", []),
    text("ForecastCategoryName", "Forecast Category Name", 255),
    percent("DefaultProbability", "Probability (%)"),
    text("Description", "Description", 255),
  ],
};

/** The currencies of the org. The object does not exist in a single-currency org. */
export const currencyType: ObjectSchema = {
  name: "CurrencyType",
  label: "Currency Type",
  labelPlural: "Currency Type",
  keyPrefix: "01L",
  readOnly: true,
  fields: [
    ...systemFields,
    text("IsoCode", "ISO Code", 3),
    number("ConversionRate", "Conversion Rate", 18, 6),
    integer("DecimalPlaces", "Decimal Places"),
    checkbox("IsActive", "Active"),
    checkbox("IsCorporate", "Corporate Currency"),
  ],
};

export const organization: ObjectSchema = {
  name: "Organization",
  label: "Organization",
  labelPlural: "Organizations",
  keyPrefix: "00D",
  readOnly: true,
  fields: [
    ...systemFields,
    text("Name", "Name", 80),
    text("InstanceName", "Instance Name", 5),
    checkbox("IsSandbox", "Is Sandbox"),
    text("OrganizationType", "Edition", 40),
    text("LanguageLocaleKey", "Language", 40),
    text("TimeZoneSidKey", "Time Zone", 40),
    text("DefaultLocaleSidKey", "Locale", 40),
    text("NamespacePrefix", "Namespace Prefix", 15),
  ],
};

/** The permission sets of the org. They come with a package; the API reads them. */
export const permissionSet: ObjectSchema = {
  name: "PermissionSet",
  label: "Permission Set",
  labelPlural: "Permission Sets",
  keyPrefix: "0PS",
  readOnly: true,
  fields: [...systemFields, text("Name", "API Name", 80), text("Label", "Permission Set Label", 80)],
};

/** Who has which permission set: a row gives it, deleting the row takes it. */
export const permissionSetAssignment: ObjectSchema = {
  name: "PermissionSetAssignment",
  label: "Permission Set Assignment",
  labelPlural: "Permission Set Assignments",
  keyPrefix: "0Pa",
  fields: [
    ...systemFields,
    lookup("AssigneeId", "Assignee", "User", { required: true, createOnly: true }),
    lookup("PermissionSetId", "Permission Set", "PermissionSet", { required: true, createOnly: true }),
  ],
};
