import { declareCodes } from "../diagnostics/codes.ts";

/** What keeps a new mapping from being written. Nothing is written in every case. */
export const initCodes = declareCodes("INIT", {
  ANSWERS_MISSING: {
    severity: "error",
    message: "Nobody can be asked here, and without {flags} the mapping is not known.",
    why: "Standard input is closed or no terminal, or a pipeline runs this.",
    next: "Give the missing options, or take the default of each with --yes.",
  },
  ANSWER_INVALID: {
    severity: "error",
    message: '{flag} cannot be "{answer}": {reason}',
    next: "Give another answer with {flag}.",
  },
  FILE_EXISTS: {
    severity: "error",
    message: "{file} exists already.",
    why: "It may hold work of somebody.",
    next: "Name another folder or file, or replace it with --force.",
  },
  UNWRITABLE: {
    severity: "error",
    message: "{file} cannot be written ({reason}).",
    next: "Let yourself write there, or name another folder.",
  },
});
