import { declareCodes } from "../../diagnostics/codes.ts";

/** What can keep a result from being written. The previous result stays whole in every case. */
export const outputCodes = declareCodes("OUT", {
  NOT_OURS: {
    severity: "error",
    message: "{folder} holds files that no build has made: {files}.",
    why: "A build replaces its output folder as a whole, and would delete them.",
    next: "Move them away, or name another folder with --out.",
  },
  NOT_A_FOLDER: {
    severity: "error",
    message: "{folder} is a file, not a folder.",
    next: "Name a folder with --out, or delete the file.",
  },
  WORKING_FOLDER: {
    severity: "error",
    message: "{folder} is the folder you are in, or one that holds it.",
    why: "A build replaces its output folder as a whole; the shell would be left in a deleted one.",
    next: "Name a folder inside it: --out out.",
  },
  UNWRITABLE: {
    severity: "error",
    message: "{folder} cannot be written ({reason}).",
    next: "Let yourself write there, or name another folder with --out.",
  },
  DISK_FULL: {
    severity: "error",
    message: "There is no room to write {folder} ({reason}).",
    next: "Free some room, or name a folder on another disk with --out.",
  },
  EDITED: {
    severity: "warning",
    message: "{file} had been edited since it was built. The edited file is kept as {copy}.",
    why: "Files in the output folder are made anew by every build.",
    next: "Put what you need into the mapping, or keep your own copy outside the output folder.",
  },
});
