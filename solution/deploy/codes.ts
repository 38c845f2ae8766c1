import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What keeps a release from its end, or an environment from being asked. */
export const deployCodes = declareCodes("DEPLOY", {
  SERVICE_SILENT: {
    severity: "error",
    message: "{service} at {url} does not answer",
    next: "Check the address of the environment, the network and the proxy, then run the same command again",
  },
  SERVICE_REFUSED: {
    severity: "error",
    message: "{service} refuses {request} with {status}: {reason}",
    next: "Correct what the answer names, then run the same command again",
  },
  ANSWER_UNREADABLE: {
    severity: "error",
    message: "What {service} answers to {request} is not what it documents: {problem}",
    why: "A sign-in page or a proxy often answers in place of the service.",
    next: "Open the address in a browser and see who answers",
  },
  TOO_MANY_PAGES: {
    severity: "error",
    message: "The table {table} has more than {pages} pages of rows",
    why: "Reading on without an end would be no answer.",
    next: "Report it: no environment is known to have that many",
  },
});
