import { writeInstant } from "../instants.ts";
import type { DealInput } from "../types.ts";
import type { World } from "../world.ts";

const ninetyDays = 90 * 24 * 60 * 60 * 1000;

/** The body of a deal that keeps every rule, with what the scenario gives in place of the sample. */
export function sampleDeal(world: World, input: DealInput, isVisible: boolean) {
  const { customer = {} } = input;
  const solutions = input.solutions ?? [{ id: "SOL-00001-AAA", name: "Contoso Insights" }];
  return {
    name: input.name ?? "Fabrikam rollout",
    externalReferenceId: input.externalReferenceId ?? null,
    qualification: "SalesQualified",
    type: "Independent",
    customerProfile: {
      name: customer.name ?? "Fabrikam Ltd",
      size: "10to50employees",
      address: {
        addressLine1: customer.addressLine1 ?? "1 Example Street",
        city: customer.city ?? "Leeds",
        state: customer.state ?? "",
        postalCode: customer.postalCode ?? "LS1 1AA",
        country: customer.country ?? "GB",
      },
      team: input.contacts ?? [
        { firstName: "Ada", lastName: "Sample", phoneNumber: "0000000001", email: "ada@fabrikam.example" },
      ],
    },
    consent: {
      consentToToShareInfoWithOthers: true,
      consentToContact: true,
      consentToMicrosoftToContactSpecificPartners: true,
      consentToShareReferralWithMicrosoftSellers: isVisible,
    },
    details: {
      notes: input.notes ?? null,
      dealValue: input.dealValue ?? 50_000,
      currency: input.currency ?? "GBP",
      closingDateTime: input.closingDateTime ?? writeInstant(world.now() + ninetyDays),
      requirements: {
        solutions: solutions.map((solution) => ({ type: "Name", solutionType: "3P", ...solution })),
        additionalRequirements: { attributes: [{ type: "CustomerMarketplaceIntent", id: "HaveNotDecided" }] },
      },
    },
    team: input.team ?? [
      { firstName: "Bo", lastName: "Seller", phoneNumber: "0000000002", email: "bo@contoso.example" },
    ],
    target: [],
  };
}
