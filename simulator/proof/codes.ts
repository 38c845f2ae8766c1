import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What keeps a mutant from being made. */
export const proofCodes = declareCodes("PROOF", {
  SITE_GONE: {
    severity: "error",
    message: "The mutant {mutant} finds nothing to break in the flow {flow}: {site}",
    why: "A mutant that changes nothing would be counted as one that no scenario catches, or hide that its rule is not proven any more.",
    next: "Point the mutant at the place that carries out the rule now, in simulator/proof/mutants",
  },
});
