import type { ValueType } from "../model/model.ts";

/** What a field of Salesforce holds. */
export interface SalesforceField {
  readonly type: ValueType;
  /** Longest text, in UTF-16 units. */
  readonly maxLength?: number;
  readonly readOnly?: true;
}

const text = (maxLength: number): SalesforceField => ({ type: "text", maxLength });

const computed = (type: ValueType): SalesforceField => ({ type, readOnly: true });

/** Every record has them, and Salesforce alone fills them (object reference, system fields). */
const systemFields: Readonly<Record<string, SalesforceField>> = {
  Id: computed("text"),
  CreatedDate: computed("dateTime"),
  LastModifiedDate: computed("dateTime"),
  SystemModstamp: computed("dateTime"),
};

/** Further fields that Salesforce fills. */
const allComputed = (
  type: ValueType,
  ...names: readonly string[]
): Readonly<Record<string, SalesforceField>> =>
  Object.fromEntries(names.map((name) => [name, computed(type)]));

/** Standard fields that mappings speak of (Salesforce object reference), and those of the co-sell package, by object. */
export const salesforceFields: Readonly<
  Record<"Opportunity" | "Account", Readonly<Record<string, SalesforceField>>>
> = {
  Opportunity: {
    ...systemFields,
    Name: text(120),
    Amount: { type: "number" },
    CurrencyIsoCode: text(3),
    CloseDate: { type: "date" },
    Description: text(32_000),
    NextStep: text(255),
    Type: text(255),
    LeadSource: text(255),
    Probability: { type: "number" },
    ExpectedRevenue: computed("number"),
    IsClosed: computed("boolean"),
    IsWon: computed("boolean"),
    StageName: text(255),
    AccountId: { type: "text", maxLength: 18 },
    CampaignId: { type: "text", maxLength: 18 },
    ContactId: { type: "text", maxLength: 18 },
    ContractId: { type: "text", maxLength: 18 },
    OwnerId: { type: "text", maxLength: 18 },
    Pricebook2Id: { type: "text", maxLength: 18 },
    RecordTypeId: { type: "text", maxLength: 18 },
    ForecastCategoryName: text(40),
    IqScore: computed("number"),
    IsPrivate: { type: "boolean" },
    TotalOpportunityQuantity: { type: "number" },
    ...allComputed("text", "CreatedById", "LastModifiedById", "Fiscal", "ForecastCategory"),
    ...allComputed("number", "FiscalQuarter", "FiscalYear", "LastActivityInDays", "PushCount", "AgeInDays"),
    ...allComputed("boolean", "IsDeleted", "HasOpportunityLineItem", "HasOverdueTask"),
    ...allComputed("date", "LastActivityDate"),
    ...allComputed("dateTime", "LastStageChangeDate"),
    How_can_Microsoft_help__c: text(255),
    Referral_visible_to_Microsoft_sellers__c: { type: "boolean" },
    Microsoft_CRM_Identifier__c: text(100),
    Referral_Program__c: text(100),
  },
  Account: {
    ...systemFields,
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
    BillingStateCode: text(10),
    ShippingCountryCode: text(2),
    ShippingStateCode: text(10),
    AccountNumber: text(40),
    AccountSource: text(255),
    AnnualRevenue: { type: "number" },
    CurrencyIsoCode: text(3),
    Description: text(32_000),
    DunsNumber: text(9),
    Fax: text(40),
    NaicsCode: text(8),
    NaicsDesc: text(120),
    OwnerId: { type: "text", maxLength: 18 },
    Ownership: text(255),
    ParentId: { type: "text", maxLength: 18 },
    Phone: text(40),
    Rating: text(255),
    RecordTypeId: { type: "text", maxLength: 18 },
    Sic: text(20),
    SicDesc: text(80),
    Site: text(80),
    TickerSymbol: text(20),
    Tradestyle: text(255),
    Type: text(255),
    Website: text(255),
    YearStarted: text(4),
    ...allComputed("text", "CreatedById", "LastModifiedById"),
    ...allComputed("date", "LastActivityDate"),
    NumberOfEmployees: { type: "number" },
    Industry: text(255),
  },
};
