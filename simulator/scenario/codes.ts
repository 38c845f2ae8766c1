import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What can be wrong with a scenario itself. A scenario that is right and fails is no finding but a result. */
export const scenarioCodes = declareCodes("SCENARIO", {
  UNREADABLE: {
    severity: "error",
    message: "The scenario is no valid YAML: {reason}",
    next: "Correct the file at the place that is named",
  },
  SHAPE: {
    severity: "error",
    message: "The scenario has something at {path} that does not fit: {reason}",
    why: "A step or an expectation that nobody understands would be passed over, and the scenario would prove less than it says.",
    next: "Compare the place with docs/scenarios.md, which lists every step and every expectation",
  },
  NOT_FOUND: {
    severity: "error",
    message: "There is no scenario {name}",
    next: "Run `cosell simulate --list` to see the names",
  },
  NAME_UNKNOWN: {
    severity: "error",
    message: "The scenario speaks of {name}, which it has not named before",
    next: "Give the name in an earlier step, or use one of those it has given",
  },
  NAME_TAKEN: {
    severity: "error",
    message: "The scenario gives the name {name} twice",
    next: "Choose another name for the second record",
  },
  STEP_REFUSED: {
    severity: "error",
    message: "A step was refused: {reason}",
    why: "What follows would be told of a world in which the step had been taken.",
    next: "Correct the step, or say with `refused:` that this is what is expected",
  },
  STEP_NOT_REFUSED: {
    severity: "error",
    message: "A step was expected to be refused with {code} and was carried out",
    next: "Correct the step or what is expected of it",
  },
  LAYOUT_MISSING: {
    severity: "error",
    message: "The scenario needs the {layout} layout, which was not given",
    next: "Build both layouts (`solution.layouts` in the mapping), or leave the scenario out",
  },
});
