import { declareCodes } from "../../diagnostics/codes.ts";

/** What a mapping can have wrong beyond its shape. */
export const mapCodes = declareCodes("MAP", {
  PROPERTY_UNKNOWN: {
    severity: "error",
    message: "A referral has no property {property} that a field can be mapped to",
    why: "Lists and objects of a referral are not single values; contacts, team and solutions have sections of their own.",
    next: "Use one of the allowed properties",
  },
  PROPERTY_READ_ONLY: {
    severity: "error",
    message: "{property} is set by Partner Center alone and cannot go {direction}",
    next: "Write `direction: toCrm`, or `never`",
  },
  PROPERTY_FIXED: {
    severity: "warning",
    message: "{property} cannot change once the referral is there, so the policy {policy} never gets its way",
    why: "Partner Center takes it when a referral is created and refuses every later change.",
    next: "Write `policy: partnerCenter`, or `manual` to be told of differences",
  },
  PROPERTY_ONE_WAY: {
    severity: "warning",
    message:
      "{property} cannot be taken back once it is set, so the policy {policy} cannot always get its way",
    why: "Microsoft's sellers have seen the deal, or have been asked for help, by then.",
    next: "Write `policy: partnerCenter`",
  },
  FIELD_PATH_INVALID: {
    severity: "error",
    message: "{path} is no field of Salesforce",
    next: "Write Opportunity.Field or Account.Field, or a dollar sign and the key of an environment variable after the point",
  },
  FIELD_READ_ONLY: {
    severity: "error",
    message: "{field} is computed by Salesforce and cannot take values",
    next: "Write `direction: toPartnerCenter`, or map another field",
  },
  FIELD_TAKEN: {
    severity: "error",
    message: "{field} is written by the synchronization itself and cannot be mapped",
    why: "The flows keep their own state in it, or move it by the stage map: two writers would overwrite each other.",
    next: "Map another field",
  },
  VARIABLE_TYPE: {
    severity: "error",
    message: "The variable {variable} is of the type {type}; the flows need {needed}",
    next: "Write `type: {needed}`",
  },
  FIELD_UNKNOWN: {
    severity: "warning",
    message: "{field} is no standard field that is known, and its name is not that of a custom field",
    why: "Salesforce refuses a query that names a field it does not have; no deal would be synchronized.",
    next: "Correct the name, or go on if your organization has that field",
  },
  VARIABLE_UNKNOWN: {
    severity: "error",
    message: "No environment variable {variable} holds the name of a field of the object {object}",
    next: "Use the key of one of the allowed environment variables",
  },
  COUNTRY_UNTRANSLATED: {
    severity: "warning",
    message: "Accounts hold country names, and no value map turns them into two letters",
    why: "Partner Center takes codes of ISO 3166 only; a deal of a customer with a country name cannot be shared.",
    next: "Add a map of country names under `values` and name it in the line of the country",
  },
  ATTRIBUTE_MISSING: {
    severity: "warning",
    message: "New deals say nothing about {attribute}",
    why: "Partner Center demands the attribute of new deals (create a referral; bulk operations).",
    next: "Add it to `deals.attributes`",
  },
  CONSENT_NEEDED: {
    severity: "warning",
    message: "New deals would be sent without {consent}",
    why: "Partner Center refuses a deal whose customer does not agree (bulk operations).",
    next: "Write `{consent}: true`, or make sure that no such deal is shared",
  },
  PATCH_UNSUPPORTED: {
    severity: "error",
    message: "Microsoft's certified connector cannot change the name of a referral",
    why: "The connector offers a list of paths, and `/name` is not among them.",
    next: "Write `patchName: false`, or `mode: custom`",
  },
  VALUES_UNUSED: {
    severity: "warning",
    message: "No field passes its values through the map {key}",
    next: "Name the map in a line of the field map, or remove it",
  },
  RETRY_INVALID: {
    severity: "error",
    message: "Waiting {time} is {problem}",
    why: "Power Automate takes waiting times from five seconds to a day, and refuses a flow with others.",
    next: "Choose waiting times that keep the order: shortest, first, longest",
  },
  TYPE_MISMATCH: {
    severity: "error",
    message: "{field} holds {crmType}, {property} {referralType}",
    next: "Map a field of the same type",
  },
  VALUES_UNKNOWN: {
    severity: "error",
    message: "There is no value map {key}",
    next: "Add it under `values`, or correct its key",
  },
  VALUES_NEEDED: {
    severity: "error",
    message: "{property} knows only certain values; the field needs a value map",
    next: "Add a map under `values` and name it here",
  },
  VALUE_UNKNOWN: {
    severity: "error",
    message: "Partner Center has no value {value} for {property}",
    next: "Use one of the allowed values",
  },
  VALUE_MISSING: {
    severity: "error",
    message: "{value} of {property} has no counterpart in Salesforce",
    why: "A deal with that value could not be written to Salesforce.",
    next: "Add a pair for {value}",
  },
  VALUE_TWICE: {
    severity: "error",
    message: "{value} stands twice in the value map {key}",
    why: "Which of the two pairs counts could not be told.",
    next: "Remove one of the two pairs",
  },
  STAGE_TWICE: {
    severity: "error",
    message: "The stage {stage} claims to be both {first} and {second}",
    next: "Name the stage in one class only",
  },
  STAGE_UNMAPPED: {
    severity: "error",
    message: "The stage {stage} for {event} deals is not among the {group} stages",
    why: "The opportunity would be moved to a stage that counts as something else, and Partner Center would be told so.",
    next: "Add the stage to `stages.{group}`, or choose one that is there",
  },
  REASON_UNMAPPED: {
    severity: "error",
    message: "The default reason {reason} is not among the closing reasons",
    next: "Add a pair with this reason, or choose one that is there",
  },
  REQUIRED_UNFED: {
    severity: "error",
    message: "{deals} deals need {property}, and nothing feeds it",
    why: "Partner Center refuses a new referral without it.",
    next: "Map a field to {property} with direction both or toPartnerCenter",
  },
  DUPLICATE: {
    severity: "error",
    message: "{what} is mapped twice",
    why: "Two fields for one value would overwrite each other.",
    next: "Remove one of the two lines",
  },
  MONEY_SPLIT: {
    severity: "error",
    message: "Deal value and currency move together, but {problem}",
    why: "An amount without its currency is another amount.",
    next: "Give both lines the same direction and policy, and map both",
  },
  NAME_TOO_LONG: {
    severity: "error",
    message: "{what} has {length} characters; the platform takes {maximum}",
    next: "Shorten it",
  },
  NAME_INVALID: {
    severity: "error",
    message: "{what} cannot be {value}: {rule}",
    next: "Write one that keeps the rule",
  },
  NAME_TWICE: {
    severity: "error",
    message: "{what} is used twice",
    next: "Choose another name for one of the two",
  },
  PREFIX_MISSING: {
    severity: "error",
    message: "{name} does not start with the publisher's prefix {prefix}_",
    why: "Dataverse accepts components of a publisher only under its prefix.",
    next: "Write {prefix}_ before the name",
  },
  VERSION_INVALID: {
    severity: "error",
    message: "{version} is no version of a solution",
    next: "Write four numbers with points between them, such as 1.2.0.0",
  },
  DEFAULT_INVALID: {
    severity: "error",
    message: "The value {value} does not fit the type {type} of {variable}",
    next: "Write a value of the type, or change the type",
  },
  CONNECTOR_MISSING: {
    severity: "error",
    message: "Custom connectors are wanted, but connectors.{role} says nothing",
    next: "Describe the connector, or write `mode: certified`",
  },
  LAST_WRITER_WINS: {
    severity: "warning",
    message: "Microsoft's certified connector cannot guard a change: the last writer wins",
    why: "Its PATCH has no If-Match. The flows read again right before they write; a change in between is lost all the same, and the proof does not cover it.",
    next: "Write `mode: custom` to have every change guarded",
  },
  INTRODUCED_LATER: {
    severity: "error",
    message: "Nothing in version {version} can have shipped first in {introduced}",
    why: "Dataverse keeps with each component the version in which it first shipped; one that is still to come says that it never did.",
    next: "Write the version of the first release, or leave `introducedVersion` out",
  },
  NAME_RESERVED: {
    severity: "error",
    message: "{what} cannot be {value}: Windows keeps that name for a device",
    why: "Folders and files are named after it; on Windows they could not be written, copied or unpacked.",
    next: "Choose another name",
  },
  VALUE_TOO_LONG: {
    severity: "error",
    message: "A value of a pick list has {length} characters; Salesforce takes {maximum}",
    why: "The package with the field could not be deployed.",
    next: "Shorten the value",
  },
  STATE_TOO_LONG: {
    severity: "error",
    message: "With the longest values the {what} has {needed} characters; at most {maximum} fit",
    why: "What both sides last held is stored with the opportunity, and no flow can make a longer text: cut off, it would be unreadable.",
    next: "Map fewer long texts",
  },
  CHARACTER_INVALID: {
    severity: "error",
    message: "{what} holds the character {character}, which the files of a solution cannot",
    next: "Remove the character",
  },
});
