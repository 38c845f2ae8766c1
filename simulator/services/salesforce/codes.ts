import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What the emulated Salesforce does not know. None of these is an answer of Salesforce: a run stops on them. */
export const emulatorCodes = declareCodes("EMU_SF", {
  ROUTE_UNKNOWN: {
    severity: "error",
    message: "The emulated Salesforce has no {method} {path}",
    why: "Salesforce has more resources than the sync needs; an answer made up here would prove nothing.",
    next: "Use one of the paths in docs/emulator-salesforce.md",
  },
  SOQL_UNSUPPORTED: {
    severity: "error",
    message: "The query uses {feature}, which is not emulated: {query}",
    why: "The query may be right for Salesforce. The emulator knows only a part of SOQL and refuses the rest.",
    next: "Write the query without {feature}",
  },
  FILTER_UNSUPPORTED: {
    severity: "error",
    message: "The $filter uses {feature}, which is not emulated: {filter}",
    why: "The connector translates OData filters to SOQL; how it translates this one is not known.",
    next: "Use eq, ne, gt, ge, lt, le, and, or, not, startswith, endswith and contains",
  },
  FORMULA_UNSUPPORTED: {
    severity: "error",
    message: "The validation rule {rule} uses {feature}, which is not emulated",
    why: "Formulas have hundreds of functions; a rule that is skipped would let records pass that Salesforce refuses.",
    next: "Write the rule with AND, OR, NOT, ISCHANGED, PRIORVALUE, ISNEW, ISBLANK, ISPICKVAL, TEXT, LEN, = and <>",
  },
  METADATA_UNREADABLE: {
    severity: "error",
    message: "The metadata file {file} cannot be loaded: {problem}",
    why: "An org whose schema was only half read would accept or refuse the wrong records.",
    next: "Correct {file}",
  },
  OPERATION_UNSUPPORTED: {
    severity: "error",
    message: "The connector operation {operation} is not emulated",
    why: "Deprecated operations are not to be emitted, and bulk jobs are no part of the sync.",
    next: "Use one of the operations in docs/emulator-salesforce.md",
  },
  PARAMETER_UNSUPPORTED: {
    severity: "error",
    message: "The parameter {parameter} of {operation} is not emulated",
    why: "Its effect on the real service is not known here, and a parameter that is ignored proves nothing.",
    next: "Leave {parameter} out",
  },
  ACTOR_REFUSED: {
    severity: "error",
    message: "The emulated org has no {what} {name}",
    why: "An actor of a scenario named something that does not exist.",
    next: "Use a {what} of the org",
  },
});
