import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What can be wrong with a deployment settings file. */
export const settingsCodes = declareCodes("DOCTOR", {
  SETTINGS_UNREADABLE: {
    severity: "error",
    message: "{file} is no settings file.",
    next: "Copy the file anew from the folder settings of the build, and fill it in.",
  },
  SETTINGS_PLACEHOLDER: {
    severity: "error",
    message: "{name} still has the placeholder of the build.",
    why: "It would be taken literally: the import fails, or binds a connection that does not exist.",
    next: "Put in the value of this environment; the import guide says where each is found.",
  },
  SETTINGS_NAME_UNKNOWN: {
    severity: "error",
    message: "The solution has no {kind} named {name}.",
    why: "The name was changed in the mapping, or the file belongs to another solution: the value would have no effect.",
    next: "Correct or remove the entry.",
  },
  SETTINGS_NAME_MISSING: {
    severity: "warning",
    message: "The file says nothing of the {kind} {name}.",
    why: "It stays without a connection, and its flows stay off.",
    next: "Add the entry, as the settings file of the build has it.",
  },
  SETTINGS_VARIABLES_LEFT: {
    severity: "info",
    message: "The file does not set every variable that the mapping sets for this environment.",
    why: "What it does not name keeps its current value, or the default of the mapping where it has none.",
    next: "Copy the file of the build anew, unless the release sets them afterwards, as cosell deploy does.",
  },
  SETTINGS_NAME_TWICE: {
    severity: "error",
    message: "The file has the {kind} {name} twice.",
    why: "Which of the two values is taken is nobody's promise.",
    next: "Remove one of them.",
  },
  SETTINGS_VALUE: {
    severity: "error",
    message: "The value of {name} does not fit.",
    next: "Correct the value.",
  },
});
