import { declareCodes } from "../../generator/diagnostics/codes.ts";

/**
 * What is said of the files of a connector. One code for each weight of a rule: the rule's own name, which is that of
 * Microsoft's validator, is in the message, and docs/connector-rules.md lists them all.
 */
export const connectorCodes = declareCodes("CONN", {
  RULE_BROKEN: {
    severity: "error",
    message: "{rule}: {says}. Not so at {place}{found}",
    why: "No published connector breaks this rule: the platform refuses the definition, or the operation cannot work.",
    next: "Correct {place}",
  },
  RULE_DOUBTED: {
    severity: "warning",
    message: "{rule}: {says}. Not so at {place}{found}",
    why: "Only a few old connectors break this rule; Microsoft's validator reports it for new ones.",
    next: "Correct {place}, unless the connector is known to work",
  },
  RULE_ADVISED: {
    severity: "info",
    message: "Advice of Microsoft's validator is not followed, rules: {rules}, places: {places}. {list}",
    why: "Connectors that break these rules are imported, but makers see less than they could, and certification asks for it.",
    next: "docs/connector-rules.md says what each rule asks for",
  },
});
