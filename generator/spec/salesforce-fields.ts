import type { ValueType } from "../model/model.ts";

/** What a field of Salesforce holds. */
export interface SalesforceField {
  readonly type: ValueType;
  /** Longest text, in UTF-16 units. */
  readonly maxLength?: number;
  readonly readOnly?: true;
}

const text = (maxLength: number): SalesforceField => ({ type: "text", maxLength });

/** Standard fields that mappings speak of (Salesforce object reference), and those of the co-sell package, by object. */
export const salesforceFields: Readonly<
  Record<"Opportunity" | "Account", Readonly<Record<string, SalesforceField>>>
> = {
  Opportunity: {
    Name: text(120),
    Amount: { type: "number" },
    CurrencyIsoCode: text(3),
    CloseDate: { type: "date" },
    Description: text(32_000),
    NextStep: text(255),
    Type: text(255),
    LeadSource: text(255),
    Probability: { type: "number" },
    ExpectedRevenue: { type: "number", readOnly: true },
    StageName: text(255),
    How_can_Microsoft_help__c: text(255),
    Referral_visible_to_Microsoft_sellers__c: { type: "boolean" },
    Microsoft_CRM_Identifier__c: text(100),
    Referral_Program__c: text(100),
  },
  Account: {
    Name: text(255),
    BillingStreet: text(255),
    BillingCity: text(40),
    BillingState: text(80),
    BillingPostalCode: text(20),
    BillingCountry: text(80),
    BillingCountryCode: text(2),
    ShippingStreet: text(255),
    ShippingCity: text(40),
    ShippingState: text(80),
    ShippingPostalCode: text(20),
    ShippingCountry: text(80),
    NumberOfEmployees: { type: "number" },
    Industry: text(255),
  },
};
