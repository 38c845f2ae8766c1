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

const connector = section("A custom connector.", {
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
  referrals: optional(connector),
  events: optional(connector),
});

const reference = section("A connection reference.", {
  name: text("Logical name, with the prefix of the publisher."),
  displayName: text("The name that makers see."),
});

export const connectionReferencesSection = section("The four connections that the flows use.", {
  referrals: reference,
  events: reference,
  salesforce: reference,
  dataverse: reference,
});

const variable = section("An environment variable.", {
  schemaName: text("Schema name, with the prefix of the publisher."),
  displayName: text("The name that administrators see."),
  type: word(["text", "yesNo", "number", "json"], "The type of its value."),
  default: Type.Unknown({ description: "The value where an administrator has set none, of the type above." }),
  description: optional(anyText("What the value does, for the administrator who sets it.")),
});

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
    displayCheckMark: variable,
    activeStage: variable,
    onHoldStage: variable,
    countryField: variable,
    dealValueField: variable,
    dealCurrencyField: variable,
    coSellOnly: variable,
    organizationId: variable,
    reconcileWatermark: variable,
  },
);

const currentValue = Type.Union([Type.String(), Type.Boolean(), Type.Number()], {
  description: "The value to set.",
});

export const environmentsSection = list(
  section("An environment to which the solution is deployed.", {
    name: text("Letters, digits, - and _; it names the file of its deployment settings."),
    variables: optional(
      Type.Partial(
        section("Current values to set there, by the key of the variable.", {
          displayCheckMark: currentValue,
          activeStage: currentValue,
          onHoldStage: currentValue,
          countryField: currentValue,
          dealValueField: currentValue,
          dealCurrencyField: currentValue,
          coSellOnly: currentValue,
          organizationId: currentValue,
          reconcileWatermark: currentValue,
        }),
      ),
    ),
  }),
  "Where the solution will be deployed: one settings file per environment and solution.",
);
