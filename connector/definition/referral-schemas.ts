import {
  assistanceCodes,
  contractTerms,
  customerSizes,
  deployments,
  directions,
  patchPaths,
  pricingModels,
  qualifications,
  referralTypes,
  registrationPatchPaths,
  registrationTypes,
  salesStages,
  solutionKinds,
  statuses,
  substatuses,
  targetTypes,
} from "./referral-enums.ts";
import {
  decimal,
  flag,
  instant,
  list,
  oneOf,
  readOnly,
  record,
  reference,
  type Schema,
  text,
  whole,
} from "./schema.ts";

/** Every definition of the Referrals connector, by name. Names of properties are those on the wire. */
export function referralSchemas(): Readonly<Record<string, Schema>> {
  return {
    Referral: referral,
    ReferralPage: page,
    Member: member,
    Address: address,
    CustomerProfile: customerProfile,
    Consent: consent,
    Details: details,
    Requirements: requirements,
    Solution: solution,
    InviteContext: inviteContext,
    Target: target,
    Registration: registration,
    ReferralChange: change("The property of the referral to change.", patchPaths),
    NewRegistration: newRegistration,
    RegistrationChange: change("The property of the registration to change.", registrationPatchPaths),
  };
}

const member = record("Person", "A person on one side of the deal.", {
  firstName: text("First Name", "First name of the person."),
  lastName: text("Last Name", "Last name of the person."),
  title: text("Job Title", "What the person does."),
  phoneNumber: text("Phone Number", "Phone number of the person."),
  email: text("Email", "Email address of the person."),
  contactPreference: record("Contact Preference", "How the person wants to be reached.", {
    locale: text("Locale", "Language of messages, such as en-US."),
    disableNotifications: flag("Disable Notifications", "Whether the person wants no notifications."),
  }),
});

const address = record("Address", "Where the customer is.", {
  addressLine1: text("Street", "First line of the address."),
  addressLine2: text("Street (2)", "Second line of the address."),
  city: text("City", "City of the customer."),
  state: text("State", "State or province of the customer."),
  postalCode: text("Postal Code", "Postal code of the customer."),
  country: text("Country", "Two-letter country code, ISO 3166."),
  region: text("Region", "Region of the customer."),
});

const customerProfile = record("Customer", "The customer of the deal.", {
  name: text("Customer Name", "Name of the customer."),
  size: oneOf("Customer Size", "How many people work for the customer.", customerSizes),
  isMatchingComplete: flag(
    "Matching Complete",
    "Whether Microsoft has found the customer in its records.",
    readOnly,
  ),
  address: reference("Address"),
  team: list("Customer Contacts", "People at the customer.", reference("Member")),
  ids: list(
    "Customer IDs",
    "Numbers under which others know the customer.",
    record("Customer ID", "A number and who gave it.", {
      profileType: oneOf("ID Type", "Who gave the number.", ["Duns", "External"]),
      id: text("ID", "The number itself."),
    }),
  ),
});

const consent = record("Consent", "What the customer and the partner have agreed to.", {
  // The doubled "ToTo" is the service's own spelling.
  consentToToShareInfoWithOthers: flag(
    "Share Information With Others",
    "The customer agrees that its information is shared.",
  ),
  consentToContact: flag("Contact", "The customer agrees to be contacted."),
  consentToShareReferralWithMicrosoftSellers: flag(
    "Visible To Microsoft Sellers",
    "Whether sellers at Microsoft can see the deal. There is no way back.",
  ),
  consentToMicrosoftToContactSpecificPartners: flag(
    "Microsoft Contacts Specific Partners",
    "Whether Microsoft may contact the partners that are named.",
  ),
});

const solution = record("Solution", "A solution that is part of the deal.", {
  id: text("Solution ID", "Id of the solution, such as SOL-12345-ABC."),
  name: text("Solution Name", "Name of the solution."),
  type: oneOf(
    "Reference Type",
    "Name refers to a solution of the catalogue, Category to a kind of solutions.",
    solutionKinds,
  ),
  solutionType: text("Solution Type", "3P for a partner's solution, 1P for one of Microsoft."),
  publisherName: text("Publisher", "Who publishes the solution."),
  price: decimal("Price", "Price of the solution."),
  quantity: decimal("Quantity", "How many of it."),
  currency: text("Currency", "Currency code of the price, ISO 4217."),
  closingDateTime: instant("Closing Date", "When this part of the deal closes."),
});

const entry = (label: string): Schema =>
  record(label, "An entry of Partner Center's list.", { id: text("ID", "Id of the entry.") });

const requirements = record("Requirements", "What the customer needs.", {
  industries: list("Industries", "Industries of the customer.", entry("Industry")),
  products: list("Products", "Microsoft products of the deal.", entry("Product")),
  services: list("Services", "Services of the deal.", entry("Service")),
  solutions: list("Solutions", "Solutions of the deal, 1 to 50.", reference("Solution")),
  offers: list("Offers", "Offers of the deal.", entry("Offer")),
  salesPlays: list("Sales Plays", "Sales plays of the deal.", entry("Sales Play")),
  additionalRequirements: record("Additional Requirements", "Further attributes of the deal.", {
    attributes: list(
      "Attributes",
      "Further attributes of the deal, each with its type.",
      record("Attribute", "An attribute of the deal.", {
        type: text("Attribute Type", "Type of the attribute, such as CustomerMarketplaceIntent."),
        id: text("Attribute Value", "Value of the attribute, such as HaveNotDecided."),
      }),
    ),
  }),
});

const details = record("Deal", "What the deal is about.", {
  notes: text("Notes", "Notes on the deal, at most 5,000 characters."),
  dealValue: decimal("Deal Value", "Estimated value of the deal."),
  currency: text("Currency", "Currency code of the value, ISO 4217."),
  closingDateTime: instant("Closing Date", "When the deal is expected to close."),
  customerAction: text("Customer Action", "What the customer has done."),
  customerRequestedContact: flag(
    "Customer Requested Contact",
    "Whether the customer has asked to be contacted.",
  ),
  incentiveLevel: text("Incentive Level", "Incentive level of the deal."),
  requirements: reference("Requirements"),
});

const inviteContext = record("Invitation", "Why somebody is invited to the deal.", {
  notes: text("Invitation Notes", "Notes to whoever is invited."),
  assistanceRequestCode: oneOf("Help Wanted", "How Microsoft can help.", assistanceCodes),
  invitedMpnId: text("Invited Partner ID", "Partner id of whoever is invited."),
  invitedBy: record("Invited By", "Who has invited.", {
    organizationId: text("Inviting Organization ID", "Id of the organization that invites.", readOnly),
    organizationName: text("Inviting Organization", "Name of the organization that invites.", readOnly),
  }),
});

const target = record("Target", "Whom the referral is addressed to.", {
  type: oneOf("Target Type", "Kind of the target.", targetTypes),
  id: text("Target ID", "Id of the target; msft is Microsoft."),
});

const registrationSolution = record("Registered Solution", "A solution that is registered.", {
  id: text("Solution ID", "Id of the solution."),
  name: text("Solution Name", "Name of the solution.", readOnly),
  currency: text("Currency", "Currency code of the value, ISO 4217."),
  value: decimal("Value", "Value of the solution."),
  isDeployedOnAzure: flag("Deployed On Azure", "Whether the solution runs on Azure."),
  primaryDeploymentOn: oneOf("Deployed By", "Whose subscription the solution runs in.", deployments),
  pricingModel: oneOf("Pricing Model", "How the solution is paid for.", pricingModels),
  marketplaceTransactionDetails: record(
    "Marketplace Transaction",
    "Whether the deal went through the marketplace.",
    {
      isMarketplaceTransacted: flag(
        "Transacted In Marketplace",
        "Whether the deal went through the marketplace.",
      ),
      marketplaceTransactionDateTime: instant("Transaction Date", "When it did."),
    },
  ),
});

const contract = record("Contract", "The contract with the customer.", {
  currency: text("Currency", "Currency code of the value, ISO 4217."),
  value: decimal("Contract Value", "Value of the contract."),
  term: oneOf("Term", "Whether the contract has an end.", contractTerms),
  startDateTime: instant("Start Date", "When the contract starts."),
  endDateTime: instant("End Date", "When the contract ends."),
  signDateTime: instant("Signing Date", "When the contract was signed."),
});

const registration = record("Deal Registration", "The registration of a won deal.", {
  id: text("Registration ID", "Id of the registration.", readOnly),
  type: oneOf("Registration Type", "Program of the registration.", registrationTypes),
  status: text("Registration Status", "How far the review is.", readOnly),
  statusReason: text("Registration Status Reason", "Why the registration has this status.", readOnly),
  registrationDateTime: instant("Registration Date", "When the deal was registered.", readOnly),
  solutionDetails: list("Registered Solutions", "Solutions that are registered.", registrationSolution),
  contract,
});

const newRegistration = record("New Registration", "The operation that registers the deal.", {
  op: oneOf("Operation", "Always add.", ["add"], { default: "add" }),
  path: oneOf("Path", "Always the end of the list of registrations.", ["/registrations/-"], {
    default: "/registrations/-",
  }),
  value: reference("Registration"),
});

function change(says: string, paths: readonly string[]): Schema {
  return record(
    "Change",
    "A change of one property, as JSON Patch.",
    {
      op: oneOf("Operation", "Replace a value, or add one to a list.", ["replace", "add"], {
        default: "replace",
      }),
      path: oneOf("Path", says, paths),
      value: { title: "Value", description: "The new value.", "x-ms-summary": "Value" },
    },
    { required: ["op", "path"] },
  );
}

const referral = record("Referral", "A deal as Partner Center keeps it.", {
  id: text("Referral ID", "Id of the referral.", readOnly),
  engagementId: text("Engagement ID", "Id that all referrals of one deal share."),
  name: text("Deal Name", "Name of the deal."),
  organizationId: text("Organization ID", "Id of the organization that owns the referral.", readOnly),
  organizationName: text("Organization", "Name of the organization that owns the referral.", readOnly),
  mpnId: text("Partner ID", "Location of the partner that the deal belongs to."),
  externalReferenceId: text("CRM ID", "Id of the deal in the partner's own CRM."),
  status: oneOf("Status", "Status of the referral.", statuses),
  substatus: oneOf("Substatus", "Substatus of the referral.", substatuses),
  statusReason: text("Status Reason", "Why the referral has this status."),
  qualification: oneOf("Qualification", "How far the lead is qualified.", qualifications),
  type: oneOf("Referral Type", "Independent is seen by one party, Shared by both.", referralTypes),
  direction: oneOf("Direction", "Whether the referral was received or sent.", directions, readOnly),
  eTag: text("ETag", "Version of the referral, for If-Match.", readOnly),
  createdDateTime: instant("Created", "When the referral was created.", readOnly),
  updatedDateTime: instant("Updated", "When the referral was last changed.", readOnly),
  expirationDateTime: instant("Expires", "When the referral expires if nobody answers.", readOnly),
  acceptedDateTime: instant("Accepted", "When the referral was accepted.", readOnly),
  closedDateTime: instant("Closed", "When the referral was closed.", readOnly),
  customerProfile: reference("CustomerProfile"),
  consent: reference("Consent"),
  details: reference("Details"),
  team: list("Team", "The partner's people on the deal.", reference("Member")),
  inviteContext: reference("InviteContext"),
  target: list("Targets", "Whom the referral is addressed to.", reference("Target")),
  salesStage: oneOf("Sales Stage", "Sales stage of the deal.", salesStages),
  campaignId: text("Campaign ID", "Id of the marketing campaign."),
  referralProgram: text("Referral Program", "Program that the referral belongs to."),
  referralSource: text("Referral Source", "Where a lead comes from.", readOnly),
  callToAction: text("Call To Action", "What a lead has asked for.", readOnly),
  favorite: flag("Favorite", "Whether the referral is marked as a favorite."),
  quality: text("Lead Quality", "Quality of a lead.", readOnly),
  isSpam: flag("Spam", "Whether a lead is spam.", readOnly),
  tags: list("Tags", "Tags of the referral.", { type: "string" }),
  trackingInfo: record("Tracking", "Numbers of the deal in Microsoft's own CRM.", {
    microsoftMsxId: text("Microsoft CRM ID", "Id of the opportunity in Microsoft's CRM.", readOnly),
  }),
  registrationStatus: text("Registration Status", "Status of the deal's registration.", readOnly),
  registrations: list("Registrations", "Registrations of the deal.", reference("Registration")),
  links: record("Links", "Where the referral and its relatives can be read.", {
    self: link("This Referral"),
    relatedReferrals: link("Related Referrals"),
  }),
});

function link(label: string): Schema {
  return record(label, "A link of the API.", {
    uri: text("URI", "The address.", readOnly),
    method: text("Method", "The HTTP method.", readOnly),
  });
}

const page = record("Referrals", "A page of referrals.", {
  "@odata.context": text("Context", "Context of the answer.", readOnly),
  "@odata.count": whole("Count", "How many referrals there are, if that was asked for.", readOnly),
  "@odata.nextLink": text("Next Link", "Where the next page is, if there is one.", readOnly),
  value: list("Referrals", "The referrals of this page.", reference("Referral")),
});
