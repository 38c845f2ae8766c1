import { declareCodes } from "../../../generator/diagnostics/codes.ts";

/** What the emulated Dataverse does not know. None of these is an answer of Dataverse: a run stops on them. */
export const emulatorCodes = declareCodes("EMU_DV", {
  ROUTE_UNKNOWN: {
    severity: "error",
    message: "The emulated Dataverse has no {method} {path}",
    why: "Dataverse has thousands of tables and messages; an answer made up here would prove nothing.",
    next: "Use one of the paths in docs/emulator-dataverse.md",
  },
  QUERY_UNSUPPORTED: {
    severity: "error",
    message: "The query option {option} is not emulated: {text}",
    why: "The query may be right for Dataverse. The emulator knows only a part of OData and refuses the rest.",
    next: "Use $select, $filter, $orderby, $top and a plain $expand",
  },
  OPERATION_UNSUPPORTED: {
    severity: "error",
    message: "The connector operation {operation} is not emulated",
    why: "The flows need rows, and nothing is known here about what this operation would do.",
    next: "Use ListRecords, GetItem, CreateRecord, UpdateRecord, DeleteRecord or PerformUnboundAction",
  },
  COMPONENT_UNSUPPORTED: {
    severity: "error",
    message: "The solution {solution} holds a component that is not emulated: {component}",
    why: "Importing the rest of it would prove something about another solution.",
    next: "Leave {component} out, or import the solution into a real environment",
  },
  CONTROL_REFUSED: {
    severity: "error",
    message: "The emulated environment has no {what} {name}",
    why: "A scenario named something that does not exist.",
    next: "Use a {what} of the environment",
  },
});
