import { Type } from "@sinclair/typebox";
import { anyText, flag, oneOf, optional, section, text, word } from "./shapes.ts";

const name = (what: string) =>
  text(`API name of ${what}. The namespace is put before custom names that lack it.`);

export const crmSection = section(
  "Salesforce: objects, and the fields that the synchronization keeps for itself.",
  {
    system: word(["salesforce"], "The CRM.", "salesforce"),
    apiVersion: optional(text("Version of the Salesforce API, `58.0`.")),
    namespace: optional(
      anyText("Namespace of the package with the custom fields, without the underscores.", ""),
    ),
    currency: optional(
      oneOf(
        "mode",
        [
          section("Every record has a currency.", {
            mode: word(["multi"], "Multiple currencies are enabled."),
          }),
          section("One currency for all records; CurrencyIsoCode does not exist.", {
            mode: word(["single"], "One currency."),
            code: text("The currency, ISO 4217, `EUR`."),
          }),
        ],
        "Whether the organization has one currency or many; default: many.",
      ),
    ),
    country: optional(
      section("How the account's country is written.", {
        style: word(["iso2", "name"], "iso2: two-letter codes. name: country names.", "iso2"),
      }),
    ),
    closingTime: optional(
      word(
        ["noonUtc", "midnightUtc"],
        "The time of day that Partner Center is given for a closing date.",
        "noonUtc",
      ),
    ),
    teams: optional(flag("Opportunity Teams are enabled in Salesforce.", true)),
    objects: optional(
      section("API names of the objects.", {
        opportunity: optional(name("the opportunity object")),
        account: optional(name("the account object")),
        contact: optional(name("the contact object")),
        lead: optional(name("the lead object")),
        solution: optional(name("the object with the Microsoft solutions of an opportunity")),
      }),
    ),
    opportunity: optional(
      section("Fields of the opportunity that the synchronization keeps.", {
        sync: optional(name("the checkbox that shares an opportunity")),
        referralIdentifier: optional(name("the unique external id with the referral id")),
        referralLink: optional(name("the link to the referral")),
        audit: optional(name("the text in which sellers read what happened")),
        state: optional(name("the text with what was last settled on both sides")),
        seen: optional(name("the text that the trigger condition compares with")),
        status: optional(name("the pick list with Pending, Synced, Conflict, Error")),
        lastSynced: optional(name("the time of the last run that wrote")),
        solutionCount: optional(name("the roll-up count of the solutions")),
        closingReason: optional(name("the pick list with the reason of the close")),
      }),
    ),
    solution: optional(
      section("Fields of the solution object.", {
        opportunity: optional(name("the master-detail field to the opportunity")),
        relationship: optional(name("the child relationship, without __r")),
        id: optional(name("the solution id")),
        name: optional(name("the solution name")),
        type: optional(name("the solution type")),
        key: optional(name("the unique key of opportunity and solution")),
      }),
    ),
    account: optional(
      section("Fields of the account.", {
        key: optional(name("the unique key by which an account is found")),
      }),
    ),
    contact: optional(
      section("Fields of the contact.", {
        key: optional(name("the unique key by which a contact is found")),
      }),
    ),
    lead: optional(
      section("Fields of the lead.", {
        referralIdentifier: optional(name("the unique external id with the referral id")),
      }),
    ),
    existing: optional(
      Type.Array(
        text(
          "`Opportunity.Audit__c` for a field, `Deal__c` for an object with its page, `Deal__c.*` for all of it.",
        ),
        {
          description:
            "Fields and objects that the organization has already: the Salesforce package leaves them out, and grants access to them.",
        },
      ),
    ),
    labels: optional(
      Type.Record(Type.String(), text("What Salesforce shows, 40 characters at most."), {
        description:
          "Labels of what the Salesforce package holds (fields, objects, permission sets, list views), by API name.",
      }),
    ),
    orgSettings: optional(
      section("Org-wide switches, emitted into a directory of their own that is deployed on purpose only.", {
        notes: optional(flag("Turns Notes on.", false)),
        opportunityTeams: optional(flag("Turns Opportunity Teams on.", false)),
      }),
    ),
  },
);
