import {
  checkbox,
  currency,
  date,
  integer,
  longText,
  lookup,
  number,
  ownerField,
  percent,
  picklist,
  systemFields,
  text,
} from "../fields.ts";
import type { ObjectSchema } from "../model.ts";

/** Lengths from salesforce.md §4.5. What a stage decides is written by the rules, not by users. */
export const opportunity: ObjectSchema = {
  name: "Opportunity",
  label: "Opportunity",
  labelPlural: "Opportunities",
  keyPrefix: "006",
  fields: [
    ...systemFields,
    ownerField,
    text("Name", "Name", 120, { required: true }),
    lookup("AccountId", "Account ID", "Account", {
      childRelationshipName: "Opportunities",
      onParentDelete: "cascade",
    }),
    lookup("ContactId", "Contact ID", "Contact", { createOnly: true }),
    longText("Description", "Description", 32_000),
    picklist("StageName", "Stage", [], { required: true }),
    currency("Amount", "Amount"),
    percent("Probability", "Probability (%)"),
    currency("ExpectedRevenue", "Expected Amount", { readOnly: true }),
    number("TotalOpportunityQuantity", "Quantity", 18, 2),
    date("CloseDate", "Close Date", { required: true }),
    picklist("Type", "Opportunity Type", ["Existing Business", "New Business"]),
    text("NextStep", "Next Step", 255),
    picklist("LeadSource", "Lead Source", ["Web", "Phone Inquiry", "Partner Referral", "Other"]),
    checkbox("IsClosed", "Closed", { readOnly: true }),
    checkbox("IsWon", "Won", { readOnly: true }),
    picklist("ForecastCategory", "Forecast Category", [], { readOnly: true, length: 40 }),
    picklist("ForecastCategoryName", "Forecast Category", [
      "Omitted",
      "Pipeline",
      "Best Case",
      "Most Likely",
      "Commit",
      "Closed",
    ]),
    checkbox("HasOpportunityLineItem", "Has Line Item", { readOnly: true }),
    integer("FiscalYear", "Fiscal Year", { readOnly: true }),
    integer("FiscalQuarter", "Fiscal Quarter", { readOnly: true }),
  ],
};

/** The contacts of an opportunity; one of them may be primary. It has no external id field. */
export const opportunityContactRole: ObjectSchema = {
  name: "OpportunityContactRole",
  label: "Opportunity Contact Role",
  labelPlural: "Opportunity Contact Role",
  keyPrefix: "00K",
  fields: [
    ...systemFields,
    lookup("OpportunityId", "Opportunity ID", "Opportunity", {
      required: true,
      createOnly: true,
      childRelationshipName: "OpportunityContactRoles",
      onParentDelete: "cascade",
    }),
    lookup("ContactId", "Contact ID", "Contact", {
      required: true,
      childRelationshipName: "OpportunityContactRoles",
      onParentDelete: "cascade",
    }),
    picklist("Role", "Role", ["Business User", "Decision Maker", "Economic Buyer", "Evaluator", "Other"], {
      length: 40,
    }),
    checkbox("IsPrimary", "Primary"),
  ],
};

/** Exists only where team selling is switched on. */
export const opportunityTeamMember: ObjectSchema = {
  name: "OpportunityTeamMember",
  label: "Opportunity Team Member",
  labelPlural: "Opportunity Team Member",
  keyPrefix: "00q",
  fields: [
    ...systemFields,
    lookup("OpportunityId", "Opportunity ID", "Opportunity", {
      required: true,
      createOnly: true,
      childRelationshipName: "OpportunityTeamMembers",
      onParentDelete: "cascade",
    }),
    lookup("UserId", "User ID", "User", { required: true, createOnly: true }),
    text("Name", "Name", 361, { readOnly: true }),
    picklist("TeamMemberRole", "Member Role", ["Account Manager", "Sales Rep", "Pre-Sales Consultant"], {
      length: 40,
    }),
    picklist("OpportunityAccessLevel", "Opportunity Access", ["Read", "Edit", "All"], {
      length: 40,
      restricted: true,
      default: "Read",
    }),
  ],
};

export const opportunityLineItem: ObjectSchema = {
  name: "OpportunityLineItem",
  label: "Opportunity Product",
  labelPlural: "Opportunity Product",
  keyPrefix: "00k",
  fields: [
    ...systemFields,
    lookup("OpportunityId", "Opportunity ID", "Opportunity", {
      required: true,
      createOnly: true,
      childRelationshipName: "OpportunityLineItems",
      onParentDelete: "cascade",
    }),
    lookup("Product2Id", "Product ID", "Product2", { createOnly: true }),
    text("Name", "Opportunity Product Name", 376, { readOnly: true }),
    text("Description", "Line Description", 255),
    number("Quantity", "Quantity", 12, 2, { required: true }),
    currency("UnitPrice", "Sales Price", { required: true }),
    currency("TotalPrice", "Total Price", { readOnly: true }),
  ],
};

export const product: ObjectSchema = {
  name: "Product2",
  label: "Product",
  labelPlural: "Products",
  keyPrefix: "01t",
  fields: [
    ...systemFields,
    text("Name", "Product Name", 255, { required: true }),
    text("ProductCode", "Product Code", 255),
    longText("Description", "Product Description", 4000),
    checkbox("IsActive", "Active", { default: true }),
  ],
};
