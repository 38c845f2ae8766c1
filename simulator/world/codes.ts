import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What goes wrong with simulated time itself. */
export const worldCodes = declareCodes("WORLD", {
  TOO_MANY_EVENTS: {
    severity: "error",
    message: "{events} events happened without an end in sight",
    why: "Something keeps starting itself again: a flow that answers its own writes, a loop without a wait",
    next: "Look at the runs with --trace, and at what starts the flow that runs most often",
  },
});
