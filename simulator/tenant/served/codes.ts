import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What a request to the emulator's own paths can have wrong. None of these is an answer of a real service. */
export const servedCodes = declareCodes("EMULATE", {
  REQUEST_UNREADABLE: {
    severity: "error",
    message: "The request has no text {name}",
    why: "What is left out would be made up, and the rest of the story told of something else.",
    next: "Send a JSON object with {name}; docs/emulator-dataverse.md lists the requests",
  },
  CONNECTOR_UNKNOWN: {
    severity: "error",
    message: "Nobody can sign in to {connector}: the environment has no such connector",
    why: "The portal offers connectors that exist. A custom one exists once its solution has been imported.",
    next: "Import the solution with the connector first, and use the name that the connectors table gives it there",
  },
  STEP_NOT_SERVED: {
    severity: "error",
    message: "The step {step} cannot be taken through the emulator's address",
    why: "It needs files of the machine on which scenarios are kept.",
    next: "Send the steps themselves, and import a solution as a release tool does",
  },
});
