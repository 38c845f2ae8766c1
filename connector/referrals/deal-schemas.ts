import type { Properties, RecordSchema } from "../definition/openapi.ts";
import {
  advanced,
  decimal,
  flag,
  instant,
  list,
  oneOf,
  readOnly,
  record,
  reference,
  text,
} from "../definition/schema.ts";
import { assistanceCodes, solutionReferences, targetTypes } from "./choices.ts";

/** What a deal is about: its value, its solutions, and the help that is asked for. */
export const dealSchemas: Properties = {
  Details: record("Deal", "What the deal is about.", {
    dealValue: decimal("Deal Value", "Estimated value of the deal."),
    currency: text("Currency", "Currency code of the value, ISO 4217."),
    closingDateTime: instant("Closing Date", "When the deal is expected to close."),
    notes: text("Notes", "Notes on the deal."),
    requirements: reference("Requirements"),
    customerAction: text("Customer Action", "What the customer has done.", advanced),
    customerRequestedContact: flag(
      "Customer Requested Contact",
      "Whether the customer has asked to be contacted.",
      advanced,
    ),
    incentiveLevel: text("Incentive Level", "Incentive level of the deal.", readOnly),
  }),
  Requirements: record("Requirements", "What the customer needs.", {
    solutions: list("Solutions", "Solutions of the deal, 1 to 50.", reference("Solution")),
    additionalRequirements: reference("AdditionalRequirements"),
    industries: list("Industries", "Industries of the customer.", entry("Industry"), advanced),
    products: list("Products", "Microsoft products of the deal.", entry("Product"), advanced),
    services: list("Services", "Services of the deal.", entry("Service"), advanced),
    offers: list("Offers", "Offers of the deal.", entry("Offer"), advanced),
    salesPlays: list("Sales Plays", "Sales plays of the deal.", entry("Sales Play"), advanced),
  }),
  Solution: record("Solution", "A solution that is part of the deal.", {
    id: text("Solution ID", "Id of the solution, such as SOL-12345-ABC."),
    name: text("Solution Name", "Name of the solution."),
    type: oneOf(
      "Reference Type",
      "Whether the id is that of a solution or of a category.",
      solutionReferences,
    ),
    solutionType: text("Solution Type", "3P for a partner's solution, 1P for one of Microsoft."),
    publisherName: text("Publisher", "Who publishes the solution."),
    price: decimal("Price", "Price of the solution.", advanced),
    quantity: decimal("Quantity", "How many of it are wanted.", advanced),
    currency: text("Price Currency", "Currency code of the price, ISO 4217.", advanced),
    closingDateTime: instant("Solution Closing Date", "When this part of the deal closes.", advanced),
  }),
  AdditionalRequirements: record("Additional Requirements", "Further attributes of the deal.", {
    attributes: list(
      "Attributes",
      "Further attributes of the deal, each with its type.",
      record("Attribute", "An attribute of the deal.", {
        type: text("Attribute Type", "Type of the attribute, such as CustomerMarketplaceIntent."),
        id: text("Attribute Value", "Value of the attribute, such as HaveNotDecided."),
      }),
    ),
    iot: record(
      "IoT",
      "What the deal is about where devices are part of it.",
      {
        customerLicenseAgreementNumber: text(
          "License Agreement Number",
          "Number of the customer's license agreement.",
        ),
        deviceCategory: text("Device Category", "Category of the devices."),
        siliconType: text("Silicon Type", "Kind of chip in the devices."),
        azureCertifiedDevice: text("Azure Certified Device", "The certified device."),
        attachServices: text("Attached Services", "Services that go with the devices."),
      },
      advanced,
    ),
  }),
  InviteContext: record("Invitation", "Why somebody is invited to the deal.", {
    assistanceRequestCode: oneOf("Help Wanted", "How Microsoft can help.", assistanceCodes),
    notes: text("Invitation Notes", "Notes to whoever is invited."),
    invitedMpnId: text("Invited Partner ID", "Partner id of whoever is invited.", advanced),
    invitedBy: record("Invited By", "Who has invited.", {
      organizationId: text("Inviting Organization ID", "Id of the organization that invites.", readOnly),
      organizationName: text("Inviting Organization", "Name of the organization that invites.", readOnly),
    }),
  }),
  Target: record("Target", "Whom the referral is addressed to.", {
    type: oneOf("Target Type", "Kind of the target.", targetTypes),
    id: text("Target ID", "Id of the target; msft is Microsoft."),
  }),
};

function entry(label: string): RecordSchema {
  return record(label, "An entry of Partner Center's list.", { id: text("ID", "Id of the entry.") });
}
