import { declareCodes } from "../diagnostics/codes.ts";

/** What can be wrong with a command line and with the files it names. */
export const commandLineCodes = declareCodes("CLI", {
  USAGE: {
    severity: "error",
    message: "{problem}",
    next: "`cosell {command}--help` shows what can be given.",
  },
  CODE_UNKNOWN: {
    severity: "error",
    message: 'There is no code "{name}".',
    next: "`cosell explain` without a code lists them all.",
  },
  NOTHING_TO_VERIFY: {
    severity: "error",
    message: "{file} holds no solution, no flow and no connector definition.",
    next: "Name a solution zip, an unpacked solution, a flow, a definition, or a folder with any of them.",
  },
  FILE_MISSING: {
    severity: "error",
    message: "{file} does not exist.",
    next: "Correct the path, or make the file.",
  },
  FILE_IS_FOLDER: {
    severity: "error",
    message: "{file} is a folder, not a file.",
    next: "Name the file inside it.",
  },
  FILE_UNREADABLE: {
    severity: "error",
    message: "{file} cannot be read ({reason}).",
    next: "Let yourself read the file, or name another.",
  },
  SEEDS_OTHER_MAPPING: {
    severity: "error",
    message:
      "Seeds cannot be played with this mapping: `{section}` says something else than the default mapping.",
    why: "The people of a history, and the invariants that judge it, speak of the names, stages and policies of the default mapping.",
    next: "Play seeds with the default mapping.yaml, and scenarios of your own with this one",
  },
  MANIFEST_DIFFERS: {
    severity: "error",
    message: "{file} {difference}",
    why: "The manifest lists what the build has made, with its hash: this is not it.",
    next: "Build again, and change the mapping rather than what is made from it.",
  },
});
