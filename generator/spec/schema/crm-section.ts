import { Type } from "@sinclair/typebox";
import { anyText, flag, oneOf, optional, section, text, word } from "./shapes.ts";

const name = (what: string) =>
  text(`API name of ${what}. The namespace is put before custom names that lack it.`);

/** Of what has no suffix and never carries the namespace: Salesforce knows it by its own name in every organization. */
const plainName = (what: string, fallback: string) =>
  text(`API name of ${what}, without suffix and namespace.`, fallback);

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
    permissionSets: optional(
      section("API names of the permission sets of the Salesforce package.", {
        seller: optional(plainName("the set of those who share deals", "Cosell_Seller")),
        viewer: optional(plainName("the set of those who read along", "Cosell_Viewer")),
        integration: optional(
          plainName("the set of the user of the Power Automate connection", "Cosell_Integration"),
        ),
        integrationStatus: optional(
          plainName(
            "the second set of that user, which lets it say what is missing without the first",
            "Cosell_Integration_Status",
          ),
        ),
      }),
    ),
    customPermission: optional(
      plainName("the custom permission that the validation rules let pass", "Cosell_Integration_User"),
    ),
    validationRules: optional(
      section("API names of the validation rules of the opportunity.", {
        visibility: optional(
          plainName("the rule that keeps a visible deal visible", "Visibility_only_one_way"),
        ),
        integrationFields: optional(
          plainName(
            "the rule that keeps people from the fields of the integration",
            "Integration_fields_not_by_hand",
          ),
        ),
        clone: optional(
          plainName("the rule by which a copy is saved with the sync off", "Clone_saved_with_sync_off"),
        ),
      }),
    ),
    listViews: optional(
      section("API names of the list views.", {
        failed: optional(plainName("the list of the deals that need a person", "Partner_Center_Failed")),
        pending: optional(plainName("the list of the deals that wait", "Partner_Center_Pending")),
        solutions: optional(plainName("the list of all Microsoft solutions", "All")),
      }),
    ),
    pages: optional(
      section("What the pages of Salesforce show, besides the labels.", {
        section: optional(
          text(
            "Heading of the section that `cosell salesforce patch-layout` adds.",
            "Microsoft Partner Center",
          ),
        ),
        solutions: optional(
          text("Name of the object of the solutions in the plural; default: its label with an s."),
        ),
        solutionNumber: optional(text("Label of the running number of a solution.", "Solution Number")),
        solutionLayout: optional(
          text("Name of the page layout of a solution; default: the label of the object and Layout."),
        ),
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
      Type.Record(
        Type.String(),
        text(
          "What Salesforce shows: 40 characters at most, 80 for permission sets and the custom permission.",
        ),
        {
          description:
            "Labels of what the Salesforce package holds (fields, objects, permissions, list views), by API name.",
        },
      ),
    ),
    orgSettings: optional(
      section("Org-wide switches, emitted into a directory of their own that is deployed on purpose only.", {
        notes: optional(flag("Turns Notes on.", false)),
        opportunityTeams: optional(flag("Turns Opportunity Teams on.", false)),
      }),
    ),
  },
);
