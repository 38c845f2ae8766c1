import type { Step } from "../../scenario/scenario.ts";

/** Opportunities of Salesforce that the people of a history work on. */
export const deals = ["deal one", "deal two", "deal three"] as const;

export type DealName = (typeof deals)[number];

const countries = ["GB", "FR", "IT"] as const;

/** Somebody who may join the team of a deal; the seller owns it already. */
export const colleague = "colleague";

/** What all deals have in common. */
export const commonSteps: readonly Step[] = [
  { seller: { find: "User", where: { Username: "admin@contoso.example" }, name: colleague } },
];

/** A customer with two contacts, one of whom has a role, and an opportunity with one solution that nobody shares yet; one for each deal. */
export function dealSteps(deal: DealName): readonly Step[] {
  const index = deals.indexOf(deal);
  const number = index + 1;
  const customer = `customer of ${deal}`;
  const buyer = `buyer of ${deal}`;
  return [
    create("Account", customer, {
      Name: `Customer ${number} Ltd`,
      BillingStreet: `${number} Example Street`,
      BillingCity: "Sampleton",
      BillingPostalCode: `1000${number}`,
      BillingCountry: countries[index] ?? "GB",
    }),
    create("Contact", buyer, {
      AccountId: `\${${customer}.Id}`,
      FirstName: "Robin",
      LastName: `Buyer ${number}`,
      Email: `robin${number}@customer.example`,
      Phone: `000000000${number}`,
    }),
    create("Contact", `second buyer of ${deal}`, {
      AccountId: `\${${customer}.Id}`,
      FirstName: "Kim",
      LastName: `Second ${number}`,
      Email: `Kim${number}@customer.example`,
      Phone: `000000010${number}`,
    }),
    create("Opportunity", deal, {
      Name: `Project ${number}`,
      AccountId: `\${${customer}.Id}`,
      StageName: "Qualification",
      CloseDate: "2027-06-30",
      Amount: 10_000 * number,
      CurrencyIsoCode: "EUR",
      Description: `Begin of project ${number}`,
    }),
    create("Microsoft_Partner_Center_Solution__c", `solution of ${deal}`, {
      Opportunity__c: `\${${deal}.Id}`,
      Solution_Id__c: "SOL-00001-AAA",
      Solution_Name__c: "Contoso Insights",
    }),
    create("OpportunityContactRole", `role of ${deal}`, {
      OpportunityId: `\${${deal}.Id}`,
      ContactId: `\${${buyer}.Id}`,
    }),
    ...(deal === deals[0] ? [] : [memberOf(deal)]),
  ];
}

/** A colleague joins the team of a deal. */
function memberOf(deal: DealName): Step {
  return create("OpportunityTeamMember", `member of ${deal}`, {
    OpportunityId: `\${${deal}.Id}`,
    UserId: `\${${colleague}.Id}`,
    TeamMemberRole: "Sales Rep",
  });
}

function create(object: string, name: string, fields: Readonly<Record<string, unknown>>): Step {
  return { seller: { create: object, name, fields } };
}
