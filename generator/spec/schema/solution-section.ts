import { Type } from "@sinclair/typebox";
import { anyText, list, optional, section, text, word } from "./shapes.ts";

const uniqueName = (description: string) => text(`${description} Letters, digits and underscores.`);
const version = text("Four numbers, `1.2.0.0`. An update needs a higher one.");

export const solutionSection = section("The solution that makers import.", {
  uniqueName: uniqueName("The upgrade key: never change it once somebody has imported the solution."),
  displayName: text("The name that makers see."),
  description: optional(anyText("What the solution is for.")),
  version,
  introducedVersion: optional(
    text("The version in which the components first shipped. It stays as it is; default: 1.0.0.0."),
  ),
  layouts: optional(
    Type.Array(
      word(["single", "split"], "single: one solution for everything. split: connectors apart from flows."),
      {
        description: "Which layouts to emit; default: both.",
        minItems: 1,
        uniqueItems: true,
      },
    ),
  ),
  connectorSolution: optional(
    section("The other half of the split layout: the solution that holds the connectors.", {
      uniqueName: uniqueName("Its upgrade key."),
      displayName: text("The name that makers see."),
      description: optional(anyText("What it is for.")),
      version,
    }),
  ),
  publisher: section("Who publishes the solution. Prefix and unique name are permanent.", {
    uniqueName: uniqueName("The publisher's unique name."),
    displayName: text("The publisher's name."),
    prefix: text("In front of every schema name: 2 to 8 letters and digits, a letter first, not `mscrm`."),
    optionValuePrefix: Type.Integer({
      description: "In front of every option value of the publisher: five digits.",
    }),
    email: optional(text("Where users can write to.")),
    website: optional(text("Where users find help.")),
  }),
});

const connector = (what: string) =>
  section(what, {
    name: text("Letters and digits only; the prefix of the publisher comes in front."),
    title: text("The name that makers see."),
    clientId: text("Client id of the app registration in Entra that the connector signs in with."),
  });

export const connectorsSection = section("How the flows reach Partner Center.", {
  mode: word(
    ["custom", "certified"],
    "custom: our own two connectors, with If-Match. certified: Microsoft's, where the last writer wins.",
    "custom",
  ),
  tenant: optional(
    text("The Entra tenant of the app registration: a GUID, a domain, or `common` (the default)."),
  ),
  referrals: optional(connector("Our custom connector for the referrals API.")),
  events: optional(connector("Our custom connector for the webhook API.")),
});

const reference = (what: string) =>
  section(`The connection reference for ${what}.`, {
    name: text("Logical name, with the prefix of the publisher."),
    displayName: text("The name that makers see."),
  });

export const connectionReferencesSection = section("The four connections that the flows use.", {
  referrals: reference("referrals in Partner Center: a user with the role Referrals admin"),
  events: reference("the webhook registration in Partner Center: the same user"),
  salesforce: reference("Salesforce: the integration user"),
  dataverse: reference("Microsoft Dataverse: it keeps the watermark of the Reconcile flow"),
});

const variable = (what: string) =>
  section(what, {
    schemaName: text("Schema name, with the prefix of the publisher."),
    displayName: text("The name that administrators see."),
    type: word(["text", "yesNo", "number", "json"], "The type of its value."),
    default: Type.Unknown({
      description: "The value where an administrator has set none, of the type above.",
    }),
    description: optional(anyText("What the value does, for the administrator who sets it.")),
  });

/** What each variable is for. */
const purposes = {
  displayCheckMark: "Whether a mark stands before the name of an opportunity: ✔ in step, ✗ failed.",
  activeStage: "The sales stage of an opportunity whose referral is accepted.",
  onHoldStage: "The sales stage of referrals that nobody has accepted yet; nothing is sent in it.",
  countryField: "API name of the account field with the two-letter country code.",
  dealValueField: "API name of the opportunity field with the deal value.",
  dealCurrencyField: "API name of the opportunity field with the currency of the deal value.",
  coSellOnly: "Yes: leads do not come to Salesforce. No: they do.",
  organizationId: "The partner's organization in Partner Center; while it is empty nothing is created there.",
  reconcileWatermark: "How far the Reconcile flow has looked. The flow writes it; nobody sets it.",
} as const;

export const variableKeys = [
  "displayCheckMark",
  "activeStage",
  "onHoldStage",
  "countryField",
  "dealValueField",
  "dealCurrencyField",
  "coSellOnly",
  "organizationId",
  "reconcileWatermark",
] as const;

export const environmentVariablesSection = section(
  "What an administrator may change without touching a flow.",
  {
    displayCheckMark: variable(purposes.displayCheckMark),
    activeStage: variable(purposes.activeStage),
    onHoldStage: variable(purposes.onHoldStage),
    countryField: variable(purposes.countryField),
    dealValueField: variable(purposes.dealValueField),
    dealCurrencyField: variable(purposes.dealCurrencyField),
    coSellOnly: variable(purposes.coSellOnly),
    organizationId: variable(purposes.organizationId),
    reconcileWatermark: variable(purposes.reconcileWatermark),
  },
);

const currentValue = (what: string) =>
  Type.Unsafe<string | boolean | number>({ type: ["string", "boolean", "number"], description: what });

export const environmentsSection = list(
  section("An environment to which the solution is deployed.", {
    name: text("Letters, digits, - and _; it names the file of its deployment settings."),
    url: optional(text("Where it is: `https://contoso.crm4.dynamics.com`. Used by deploy and doctor.")),
    salesforceOrg: optional(
      text("The Salesforce org beside it: the alias or user name that `sf` knows it by."),
    ),
    connections: optional(
      Type.Partial(
        section("Ids of the connections there, the last part of their address in the maker portal.", {
          referrals: text("The connection of Co-sell Referrals."),
          events: text("The connection of Co-sell Events."),
          salesforce: text("The connection of Salesforce."),
          dataverse: text("The connection of Microsoft Dataverse."),
        }),
      ),
    ),
    secretStore: optional(
      text(
        "Name of the Azure Key Vault that holds the secrets of its deployment, in place of the environment.",
      ),
    ),
    variables: optional(
      Type.Partial(
        section(
          "Current values to set there, by the key of the variable. Every release sets them; what is not named keeps the value that an administrator has given it.",
          {
            displayCheckMark: currentValue(purposes.displayCheckMark),
            activeStage: currentValue(purposes.activeStage),
            onHoldStage: currentValue(purposes.onHoldStage),
            countryField: currentValue(purposes.countryField),
            dealValueField: currentValue(purposes.dealValueField),
            dealCurrencyField: currentValue(purposes.dealCurrencyField),
            coSellOnly: currentValue(purposes.coSellOnly),
            organizationId: currentValue(purposes.organizationId),
          },
        ),
      ),
    ),
  }),
  "Where the solution will be deployed: one settings file per environment and solution.",
);
