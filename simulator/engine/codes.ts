import { declareCodes } from "../../generator/diagnostics/codes.ts";

const asThePlatform =
  "The simulator carries out what it reads or says that it does not; a setting passed over would make the proof worthless";

/** What can be wrong with a flow, with what starts it, and with the answers it is given. */
export const runCodes = declareCodes("RUN", {
  FLOW_UNREADABLE: {
    severity: "error",
    message: "{file} is not the file of a cloud flow: {reason}",
    why: "A flow of a solution is JSON of the form { properties: { definition, connectionReferences }, schemaVersion }",
    next: "Take a file from the Workflows folder of an unpacked solution, or name a flow in a solution zip as ZIP#flow",
  },
  TRIGGER_TYPE_UNKNOWN: {
    severity: "error",
    message: "The trigger {trigger} has the type {type}, which the simulator does not carry out",
    why: asThePlatform,
    next: "Use one of the types it knows",
  },
  ACTION_TYPE_UNKNOWN: {
    severity: "error",
    message: "The action {action} has the type {type}, which the simulator does not carry out",
    why: asThePlatform,
    next: "Use one of the types it knows",
  },
  SETTING_UNKNOWN: {
    severity: "error",
    message: "{setting} is not a setting of {what}",
    why: asThePlatform,
    next: "Remove {setting}, or correct its spelling",
  },
  SETTING_MISSING: {
    severity: "error",
    message: "{what} needs the setting {setting}",
    next: "Add {setting}",
  },
  SETTING_INVALID: {
    severity: "error",
    message: "{setting} of {what} must be {expected}",
    next: "Give {setting} a value of that kind",
  },
  EXPRESSION_INVALID: {
    severity: "error",
    message: "An expression of {what} cannot be read: {reason}",
    why: "The flow service refuses to save a flow with such an expression",
    next: "Correct the expression; cosell eval --parse shows the place in it",
  },
  REFERENCE_UNKNOWN: {
    severity: "error",
    message: "{what} refers to the {kind} {name}, which the flow does not have",
    why: "The flow service refuses to save a flow that refers to what is not there",
    next: "Correct the name {name}",
  },
  REFERENCE_MISPLACED: {
    severity: "error",
    message: "{what} uses {reference}, which it must not do there: {reason}",
    why: "The flow service refuses to save such a flow",
    next: "Take the value from elsewhere, or move the action",
  },
  NAME_TAKEN: {
    severity: "error",
    message: "Two actions are called {name}",
    why: "Names are unique in the whole flow, without regard to case",
    next: "Give one of them another name",
  },
  RUN_AFTER_UNKNOWN: {
    severity: "error",
    message: "{action} runs after {predecessor}, which is not beside it",
    why: "An action can only wait for actions of the same block",
    next: "Name an action of the same block, or move one of the two",
  },
  RUN_AFTER_CYCLE: {
    severity: "error",
    message: "These actions wait for one another: {actions}",
    next: "Let one of them run after something else",
  },
  PLACE_FORBIDDEN: {
    severity: "error",
    message: "{action} of the type {type} must not stand {place}",
    why: "The flow service refuses to save such a flow",
    next: "Move {action} elsewhere",
  },
  LIMIT_EXCEEDED: {
    severity: "error",
    message: "{what} has {count} {unit}; the platform allows {limit}",
    next: "Stay within {limit} {unit}",
  },
  CONNECTION_UNKNOWN: {
    severity: "error",
    message: "{what} uses the connection {connection}, which connectionReferences does not list",
    next: "Add {connection} to connectionReferences, or use one that is there",
  },
  PARAMETER_MISSING: {
    severity: "error",
    message: "The parameter {parameter} has no value",
    why: "A parameter without a default gets its value from an environment variable as the flow is turned on",
    next: "Give {parameter} a value with --parameters",
  },
  PARAMETER_INVALID: {
    severity: "error",
    message: "The value of the parameter {parameter} is not of the type {type}",
    next: "Give {parameter} a value of the type {type}",
  },
  FLOW_UNKNOWN: {
    severity: "error",
    message: "There is no flow {flow}",
    next: "Use the id or the name of a flow that is installed",
  },
  FLOW_OFF: {
    severity: "error",
    message: "The flow {flow} is off",
    next: "Turn {flow} on first",
  },
  TRIGGER_MISMATCH: {
    severity: "error",
    message: "The flow {flow} cannot be started this way: its trigger is of the type {type}",
    next: "Start it the way its trigger asks for",
  },
  NOT_STARTED: {
    severity: "error",
    message: "The trigger of {flow} did not start a run: {reason}",
    next: "Change the trigger data so that the conditions of the trigger hold",
  },
  FEATURE_UNSUPPORTED: {
    severity: "error",
    message: "{what} asks for {feature}, which the simulator does not carry out",
    why: asThePlatform,
    next: "Run the flow without it, or answer the call in the mocks file",
  },
  JSON_UNREADABLE: {
    severity: "error",
    message: "{file} does not hold JSON: {reason}",
    next: "Correct {file}",
  },
  FLOW_NOT_IN_ZIP: {
    severity: "error",
    message: "{zip} holds no flow {flow}",
    next: "Name one of its flows after the #",
  },
  MOCKS_INVALID: {
    severity: "error",
    message: "The mocks file does not have the right form: {reason}",
    next: "docs/run.md has an example, docs/schema/mocks.schema.json the form",
  },
  MOCK_MISSING: {
    severity: "error",
    message: "The mocks file has no answer for {operation}, which {action} calls",
    why: "Nothing is answered by itself: a made-up success would prove nothing",
    next: "Add an answer for {action} to the mocks file",
  },
});
