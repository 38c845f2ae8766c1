import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What keeps a tenant from being set up, or from coming to rest. */
export const tenantCodes = declareCodes("TENANT", {
  IMPORT_REFUSED: {
    severity: "error",
    message: "The environment refuses the solution: {reason}",
    why: "What cannot be imported cannot be simulated either.",
    next: "Correct the solution, or import what it depends on before it",
  },
  FLOW_STAYS_OFF: {
    severity: "error",
    message: "The flow {flow} cannot be turned on: {reason}",
    why: "A solution whose flow stays off would keep nothing in step.",
    next: "Correct the flow, or give the value that it misses",
  },
  NO_WEBHOOK_FLOW: {
    severity: "error",
    message: "No flow of the environment waits for HTTP requests from anyone",
    why: "Partner Center has no address to send its events to.",
    next: "Import a solution with such a flow and turn it on",
  },
  NO_REGISTRATION_FLOW: {
    severity: "error",
    message: "No flow of the environment registers the webhook",
    why: "The registration is part of what is to be proven.",
    next: "Import a solution whose registration flow has an input for the HTTP endpoint, or begin without a registration",
  },
  REGISTRATION_FAILED: {
    severity: "error",
    message: "The registration flow has run, and Partner Center has no registration",
    why: "Without one no event would reach the flows.",
    next: "Look at the run of the registration flow",
  },
  RESTLESS: {
    severity: "error",
    message: "After {hours} hours of simulated time the flows still start runs",
    why: "Something writes again and again: a loop between both sides, or a retry without an end.",
    next: "Look at the last runs, and at what starts the flow that runs most often",
  },
  INPUT_UNKNOWN: {
    severity: "error",
    message: "The flow {flow} has no input {input}",
    why: "A value that is passed over would make the run another one than was meant.",
    next: "Name the input by its title, as the maker portal shows it",
  },
});
