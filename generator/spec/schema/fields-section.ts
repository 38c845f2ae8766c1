import { Type } from "@sinclair/typebox";
import { referralProperties } from "../referral-properties.ts";
import { flag, list, optional, section, text, word } from "./shapes.ts";

export const directions = ["both", "toCrm", "toPartnerCenter", "never"] as const;
export const policies = ["crm", "partnerCenter", "manual"] as const;
export const dealTypes = ["private", "partnerLed", "coSell"] as const;

const direction = (fallback: (typeof directions)[number]) =>
  word(directions, "Which way values move: both, toCrm, toPartnerCenter, or never.", fallback);
const policy = word(
  policies,
  "Who wins when both sides changed: crm, partnerCenter, or manual (people decide).",
);

export const fieldsSection = list(
  section("One field of Salesforce and the property of the referral that it belongs to.", {
    label: text("What audit lines call it."),
    crm: Type.String({
      description:
        "Object.Field, or Object.$variable where an environment variable holds the name of the field.",
      examples: ["Opportunity.Name", "Account.BillingCity", "Opportunity.$dealValueField"],
      minLength: 1,
    }),
    referral: Type.String({
      description: "Property of the referral as the API spells it, `details.closingDateTime`.",
      examples: Object.keys(referralProperties),
      minLength: 1,
    }),
    direction: optional(direction("both")),
    policy: optional(policy),
    values: optional(text("Key of the value map under `values` through which the values pass.")),
    requiredFor: optional(
      Type.Array(word(dealTypes, "A kind of deal."), {
        description: "Which deals cannot be created without it.",
        uniqueItems: true,
      }),
    ),
  }),
  "The field map: each pair once, for both directions.",
);

const set = {
  direction: optional(direction("both")),
  policy: optional(policy),
};

export const solutionsSection = section("Microsoft solutions of a deal, compared one by one.", {
  ...set,
  types: optional(
    list(
      text("A code, `3P`."),
      "Kinds of solutions: the values of the pick list in Salesforce are Partner Center's codes.",
    ),
  ),
});
export const contactsSection = section("Customer contacts of a deal, compared by e-mail.", set);
export const teamSection = section("Our team of a deal, compared by e-mail.", set);

const pair = section("A value on both sides.", {
  crm: text("The value in Salesforce."),
  referral: text("The value in Partner Center."),
});

export const valuesSection = Type.Record(Type.String(), list(pair, "Each value once."), {
  description: "Value maps by key; a field names the key under `values`.",
});

const stage = section("A sales stage of an open deal.", {
  stage: text("API name of the stage."),
  salesStage: optional(
    Type.String({
      description: "The sales stage that Partner Center is told.",
      examples: ["Qualify", "Develop", "Propose", "Close"],
      minLength: 1,
    }),
  ),
});
const closed = section("A sales stage of a closed deal.", { stage: text("API name of the stage.") });
const incoming = (what: string) => text(`The stage of an opportunity whose deal ${what}.`);

export const stagesSection = section(
  "Sales stages. On hold and active are environment variables; every open stage that is not named counts as active.",
  {
    policy: optional(policy),
    won: Type.Array(closed, { description: "Stages that close a deal as won.", minItems: 1 }),
    lost: Type.Array(closed, {
      description: "Stages that close a deal as lost, or decline it on hold.",
      minItems: 1,
    }),
    active: optional(list(stage, "Further open stages.")),
    incoming: section("The Salesforce stage for what Partner Center says.", {
      won: incoming("was won"),
      lost: incoming("was lost"),
      declined: incoming("was declined"),
      expired: incoming("has expired"),
      error: incoming("was closed as an error"),
    }),
  },
);

export const closingReasonsSection = section("Why a deal was closed.", {
  default: text("The reason in Partner Center where Salesforce has none."),
  values: list(pair, "Pick list values in Salesforce and their words in Partner Center."),
});

export const dealsSection = section("What every deal carries.", {
  qualification: word(
    ["None", "Direct", "MarketingQualified", "SalesQualified"],
    "Qualification of new referrals.",
    "SalesQualified",
  ),
  consentToContact: optional(flag("The customer agrees to be contacted.", true)),
  consentToShareInfoWithOthers: optional(flag("The customer agrees that information is shared.", true)),
  attributes: optional(
    list(
      section("An additional requirement.", { type: text("Its type."), id: text("Its value.") }),
      "Additional requirements that Partner Center demands of new deals.",
    ),
  ),
  notesRequired: optional(flag("New deals need notes.", false)),
  pastClosingDate: optional(
    word(
      ["refuse", "shift"],
      "What to do with a closing date that is over: refuse, or shift to the end of the month.",
      "refuse",
    ),
  ),
  portalDeals: optional(flag("Deals made in the Partner Center portal create an opportunity.", true)),
  patchName: optional(flag("Partner Center takes changes of a deal's name; it has not said so.", false)),
});
