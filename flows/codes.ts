import { declareCodes } from "../generator/diagnostics/codes.ts";

/** What the mapping asks of the flows that the platform does not give, or gives only in part. */
export const flowCodes = declareCodes("FLOW", {
  TRIGGER_CONDITION_LEFT_OUT: {
    severity: "warning",
    message:
      'The trigger condition of "{flow}" would have {length} characters; the platform takes {limit}. It is left out.',
    why: "Without it the flow's own writes start runs, which read, find no difference and stop: more requests, same result.",
    next: "Nothing has to be done. Mapping fewer opportunity fields brings the condition back.",
  },
  EXPRESSION_TOO_LONG: {
    severity: "error",
    message:
      'An expression of the action "{action}" in "{flow}" has {length} characters; the platform takes {limit}.',
    why: "The flow could be imported, but not be turned on.",
    next: "Map fewer fields, or shorten value maps and API names.",
  },
});
