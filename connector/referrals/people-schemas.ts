import type { Properties } from "../definition/openapi.ts";
import { advanced, flag, list, oneOf, readOnly, record, reference, text } from "../definition/schema.ts";
import { customerIdTypes, customerSizes } from "./choices.ts";

/** The parties of a deal: customer, people, and what they have agreed to. */
export const peopleSchemas: Properties = {
  Member: record("Person", "A person on one side of the deal.", {
    firstName: text("First Name", "First name of the person."),
    lastName: text("Last Name", "Last name of the person."),
    email: text("Email", "Email address of the person."),
    phoneNumber: text("Phone Number", "Phone number of the person."),
    title: text("Job Title", "What the person does."),
    contactPreference: record(
      "Contact Preference",
      "How the person wants to be reached.",
      {
        locale: text("Locale", "Language of messages, such as en-US."),
        disableNotifications: flag("Disable Notifications", "Whether the person wants no notifications."),
      },
      advanced,
    ),
  }),
  Address: record("Address", "Where the customer is.", {
    addressLine1: text("Street", "First line of the address."),
    addressLine2: text("Street Line 2", "Second line of the address.", advanced),
    city: text("City", "City of the customer."),
    state: text("State", "State or province of the customer."),
    postalCode: text("Postal Code", "Postal code of the customer."),
    country: text("Country", "Two-letter country code, ISO 3166."),
    region: text("Region", "Region of the customer.", advanced),
  }),
  CustomerProfile: record("Customer", "The customer of the deal.", {
    name: text("Customer Name", "Name of the customer."),
    size: oneOf("Customer Size", "How many people work for the customer.", customerSizes),
    address: reference("Address"),
    team: list("Customer Contacts", "People at the customer.", reference("Member")),
    ids: list(
      "Customer Numbers",
      "Numbers under which others know the customer.",
      record("Customer Number", "A number and who gave it.", {
        profileType: oneOf("Number Type", "Who gave the number.", customerIdTypes),
        id: text("Number", "The number itself."),
      }),
      advanced,
    ),
    isMatchingComplete: flag(
      "Matching Complete",
      "Whether Microsoft has found the customer in its records.",
      readOnly,
    ),
  }),
  Consent: record("Consent", "What the customer and the partner have agreed to.", {
    // The doubled "ToTo" is the service's own spelling.
    consentToToShareInfoWithOthers: flag(
      "Share Information With Others",
      "The customer agrees that its information is shared; without it a deal is refused.",
    ),
    consentToContact: flag("Contact", "The customer agrees to be contacted; without it a deal is refused."),
    consentToShareReferralWithMicrosoftSellers: flag(
      "Visible To Microsoft Sellers",
      "Whether sellers at Microsoft can see the deal. There is no way back.",
    ),
    consentToMicrosoftToContactSpecificPartners: flag(
      "Microsoft Contacts Specific Partners",
      "Whether Microsoft may contact the partners that are named.",
      advanced,
    ),
  }),
};
