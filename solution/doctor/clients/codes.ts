import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What keeps the doctor from asking a service; it then says what was not looked at, and why. */
export const clientCodes = declareCodes("DOCTOR", {
  SALESFORCE_REFUSED: {
    severity: "error",
    message: "Salesforce does not answer {work}: {reason}",
    next: "Sign in anew: `sf org login web --alias NAME`, or hand over another token.",
  },
});
