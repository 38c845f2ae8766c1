import { declareCodes } from "../diagnostics/codes.ts";

/** What keeps a file from being read as YAML. */
export const readCodes = declareCodes("READ", {
  TOO_LARGE: {
    severity: "error",
    message: "{file} has {bytes} bytes; a mapping has at most {maximum}",
    why: "A mapping of a thousand fields has a tenth of that; a larger file is most likely not a mapping.",
    next: "Check that this is the file you meant",
  },
  EMPTY: {
    severity: "error",
    message: "{file} is empty",
    next: "Write a mapping with `cosell init`",
  },
  NOT_TEXT: {
    severity: "error",
    message: "{file} is not UTF-8 text: {reason}",
    next: "Save the file as UTF-8 text",
  },
  TABS: {
    severity: "error",
    message: "A tab stands where YAML wants blanks",
    next: "Indent with blanks",
  },
  DUPLICATE_KEY: {
    severity: "error",
    message: "The key {key} stands twice in the same place",
    why: "Only one of the two values could count, and which one would depend on who reads the file.",
    next: "Remove one of the two",
  },
  TOO_DEEP: {
    severity: "error",
    message: "{file} is nested more than {maximum} levels deep",
    next: "Check that this is the file you meant: a mapping has six levels",
  },
  TOO_MANY_ALIASES: {
    severity: "error",
    message: "The aliases of {file} unfold to more than the file holds",
    why: "A few lines of nested aliases can fill the memory of a machine.",
    next: "Write the values out instead of repeating them by alias",
  },
  INVALID: {
    severity: "error",
    message: "This is no valid YAML: {reason}",
    next: "Correct the file at the place that is named",
  },
  SEVERAL_DOCUMENTS: {
    severity: "error",
    message: "{file} holds more than one YAML document",
    next: "Keep one mapping in a file; remove the line with three dashes in the middle",
  },
});

/** What does not fit the shape of a mapping. */
export const schemaCodes = declareCodes("SCHEMA", {
  UNKNOWN_KEY: {
    severity: "error",
    message: "There is no key {key} in {place}",
    why: "A misspelt key would be passed over, and its default would hold without anybody knowing.",
    next: "Correct or remove the key",
  },
  MISSING_KEY: {
    severity: "error",
    message: "{place} lacks the key {key}",
    next: "Add the key {key}",
  },
  WRONG_TYPE: {
    severity: "error",
    message: "{place} should be {wanted}",
    next: "Write {wanted} here",
  },
  UNKNOWN_VALUE: {
    severity: "error",
    message: "{place} cannot be {value}",
    next: "Use one of the allowed values",
  },
  OUT_OF_RANGE: {
    severity: "error",
    message: "{place} {reason}",
    next: "Choose a value within the bounds",
  },
  NOT_LISTED: {
    severity: "error",
    message: "There are {count} more misfits, which are not listed",
    why: "A file with so many is most likely not a mapping, or one part of it stands in the wrong place.",
    next: "Correct those that are listed, then check again",
  },
});
