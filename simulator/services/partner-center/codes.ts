import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What the emulated Partner Center does not know, or what a scenario asks of it in vain. */
export const emulatorCodes = declareCodes("EMU_PC", {
  ROUTE_UNKNOWN: {
    severity: "error",
    message: "The emulated Partner Center has no {method} {path}",
    why: "The real service publishes a closed set of operations; an answer made up here would prove nothing.",
    next: "Use one of the paths in docs/emulator-partner-center.md",
  },
  PROPERTY_UNKNOWN: {
    severity: "error",
    message: "{where} has no property {name}",
    why: "The real service may drop an unknown property without a word, so that data would be lost unseen.",
    next: "Correct the name {name}, or add it to the shape of the resource if the service has it",
  },
  QUERY_OPTION_UNSUPPORTED: {
    severity: "error",
    message: "The query option {option} is not emulated",
    why: "Its effect on the real service is not documented.",
    next: "Leave {option} out; related referrals are found by $filter=engagementId eq",
  },
  FILTER_UNSUPPORTED: {
    severity: "error",
    message: "The filter uses {feature}, which is not emulated: {filter}",
    why: "OData has it, but nothing shows that the Referrals API takes it.",
    next: "Write the filter with eq, ne, gt, ge, lt, le, and, or, not and any()",
  },
  TARGET_UNSUPPORTED: {
    severity: "error",
    message: "A referral for the target {target} is not emulated",
    why: "Only the partner itself and Microsoft take part in the emulated engagements.",
    next: "Use an empty target, a solution of the partner, or msft with an engagementId",
  },
  RECORD_UNKNOWN: {
    severity: "error",
    message: "There is no {what} {id} in the emulated Partner Center",
    next: "Use an id that an earlier step of the scenario returned",
  },
  ACTOR_REFUSED: {
    severity: "error",
    message: "{actor} cannot {action} the referral {id}: {reason}",
    why: "Scenario actors are bound by the same rules as calls of the API.",
    next: "Put the referral into a state that allows it first",
  },
});
