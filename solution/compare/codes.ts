import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What keeps two versions from being compared. */
export const planCodes = declareCodes("PLAN", {
  NOTHING_TO_COMPARE: {
    severity: "error",
    message: "{file} holds no solution.",
    next: "Name a solution zip, an unpacked solution, or the output of a build.",
  },
  NO_COUNTERPART: {
    severity: "error",
    message: "{file} holds nothing that {solution} could be compared with.",
    why: "Neither its unique name nor what it holds is that of the other side.",
    next: "Name the same release of both sides: one solution with everything, or connectors and flows apart.",
  },
});

const major =
  "Or raise the first number of the version, and write into the release notes what has to be done.";

/** What an upgrade takes away from somebody. With a higher major version each is a warning, but for the first. */
export const breakCodes = declareCodes("BREAK", {
  VERSION_NOT_HIGHER: {
    severity: "error",
    message: "{solution} has changed, and its version goes from {before} to {after}.",
    why: "The platform takes an upgrade only with a higher version, and nobody could tell the two apart.",
    next: "Raise the version in the mapping.",
  },
  SOLUTION_RENAMED: {
    severity: "error",
    message: "The solution {before} is called {after} now.",
    why: "The unique name is the key of an upgrade: this is another solution, which is installed beside the old one.",
    next: `Keep the unique name. ${major}`,
  },
  SOLUTION_REMOVED: {
    severity: "error",
    message: "The solution {solution} is gone.",
    why: "Where it is installed it stays as it is, and no upgrade reaches it any more.",
    next: `Keep releasing it. ${major}`,
  },
  PUBLISHER_CHANGED: {
    severity: "error",
    message: "The publisher of {solution} was {before} and is {after}.",
    why: "A component belongs to its publisher for ever: the platform refuses the upgrade, or installs everything a second time.",
    next: `Keep unique name and prefix of the publisher. ${major}`,
  },
  VARIABLE_REMOVED: {
    severity: "error",
    message: "The environment variable {variable} is gone.",
    why: "An upgrade deletes it with the value that administrators gave it, and deployment settings that name it are refused.",
    next: `Keep the variable, under its schema name. ${major}`,
  },
  VARIABLE_TYPE_CHANGED: {
    severity: "error",
    message: "The environment variable {variable} was of the type {before} and is of the type {after}.",
    why: "The values that administrators gave it may be none of the new type.",
    next: `Add a variable of the new type under another name. ${major}`,
  },
  REFERENCE_REMOVED: {
    severity: "error",
    message: "The connection reference {reference} is gone.",
    why: "An upgrade deletes it, and with it the connection for every flow that uses it, makers' own included.",
    next: `Keep the reference, under its logical name. ${major}`,
  },
  REFERENCE_RETARGETED: {
    severity: "error",
    message: "The connection reference {reference} leads to {after} and no more to {before}.",
    why: "The connection that is bound to it is one to the old connector: flows stop until somebody binds another.",
    next: `Add a reference of another name for the new connector. ${major}`,
  },
  CONNECTOR_REMOVED: {
    severity: "error",
    message: "The connector {connector} is gone.",
    why: "An upgrade deletes it with every connection, and the flows of makers that use it stop.",
    next: `Keep the connector, under its name. ${major}`,
  },
  OPERATION_REMOVED: {
    severity: "error",
    message: "The connector {connector} has no operation {operation} any more.",
    why: "Flows that makers have built on it stop.",
    next: `Keep the operation, and mark it deprecated. ${major}`,
  },
  OPERATION_CHANGED: {
    severity: "error",
    message: "The operation {operation} of {connector} is called otherwise: {change}.",
    why: "Flows that makers have built on it send what they always sent.",
    next: `Add an operation with another id. ${major}`,
  },
  FLOW_REMOVED: {
    severity: "error",
    message: 'The flow "{flow}" is gone.',
    why: "An upgrade deletes it with its run history; what it did is done no more.",
    next: `Keep the flow. ${major}`,
  },
  TRIGGER_CHANGED: {
    severity: "error",
    message: 'The flow "{flow}" is started otherwise: {change}.',
    why: "Whoever starts it, by hand, from a flow of their own or through its address, starts it as before.",
    next: `Keep the trigger and its inputs; add new inputs as optional ones. ${major}`,
  },
  FLOW_LOCKED: {
    severity: "error",
    message: 'The flow "{flow}" could be edited by makers, and can no more.',
    why: "What makers have put into it lies above the new version and cannot be changed any more.",
    next: `Leave it open. ${major}`,
  },
  FIELD_REMOVED: {
    severity: "error",
    message: "The Salesforce field {field} is gone.",
    why: "Layouts, reports and formulas of the organization may use it, and the flows do not fill it any more.",
    next: `Keep the field. ${major}`,
  },
  SALESFORCE_LEFT: {
    severity: "error",
    message: "The {what} {name} is not in the Salesforce package any more.",
    why: "A deployment deletes nothing. People keep the old permission set and have no new one; an old rule goes on refusing, and lets only the holders of the old permission pass.",
    next: `Keep the API name: \`crm.labels\` changes what people see. ${major}`,
  },
  FIELD_TYPE_CHANGED: {
    severity: "error",
    message: "The Salesforce field {field} was of the type {before} and is of the type {after}.",
    why: "Salesforce refuses many changes of type, and loses values by others.",
    next: `Add a field of the new type under another name. ${major}`,
  },
  FIELD_VALUE_REMOVED: {
    severity: "error",
    message: 'The pick list {field} has no value "{value}" any more.',
    why: "Records that have it cannot be saved without a new choice where the list is restricted.",
    next: `Keep the value, or say what replaces it. ${major}`,
  },
});
