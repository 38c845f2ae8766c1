import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What can be wrong with the result of the build, before anything of it is released. */
export const buildCodes = declareCodes("DOCTOR", {
  MAPPING_BROKEN: {
    severity: "error",
    message: "The mapping has mistakes, so that nothing can be built of it.",
    next: "`cosell check {file}` shows each with its line.",
  },
  BUILD_MISSING: {
    severity: "warning",
    message: "There is no result of a build.",
    next: "`cosell build`, or name the folder with --out.",
  },
  BUILD_EDITED: {
    severity: "error",
    message: "{file} is not as the build has made it.",
    why: "What is released should come from the mapping: the next build replaces what was edited by hand.",
    next: "Put the change into the mapping, then `cosell build`.",
  },
  BUILD_STALE: {
    severity: "error",
    message: "The result is not what the mapping says now.",
    why: "The mapping, or the cosell that reads it, has changed after the build: an old state would be released.",
    next: "`cosell build`, then release what it has made.",
  },
  BUILD_OTHER_VERSION: {
    severity: "warning",
    message: "The result was built by another version of cosell.",
    next: "`cosell build` with the version that the release is made with.",
  },
});
