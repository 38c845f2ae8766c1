import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What is wrong with an expression, or with what it is to be evaluated on. */
export const expressionCodes = declareCodes("EXPR", {
  SYNTAX: {
    severity: "error",
    message: "{expression} does not parse: {reason}",
    why: "The platform refuses to save a flow with such an expression (InvalidTemplate).",
    next: "Correct the expression; texts stand in single quotes, and a text that is no expression starts with `@@`",
  },
  FUNCTION_UNKNOWN: {
    severity: "error",
    message: "{expression} calls {function}, which is no function of the language",
    why: "The platform fails the action that evaluates it (InvalidTemplate).",
    next: "Use a function of the workflow definition language",
  },
  ARGUMENT_COUNT: {
    severity: "error",
    message: "{expression} is called wrongly: {reason}",
    why: "The platform fails the action that evaluates it (InvalidTemplate).",
    next: "Give the function as many arguments as it takes",
  },
  TOO_LONG: {
    severity: "error",
    message: "An expression has more than {limit} characters",
    why: "Power Automate refuses longer expressions.",
    next: "Split the expression over several actions",
  },
  TOO_DEEP: {
    severity: "error",
    message: "An expression or a JSON text is nested deeper than {limit} levels",
    why: "The evaluator keeps a stack; the platform documents no limit of its own.",
    next: "Flatten what is nested",
  },
  RESULT_TOO_LARGE: {
    severity: "error",
    message: "A function would give more than {limit} characters or elements",
    why: "Power Automate limits the results of concat, base64 and string, of range, and the size of a message.",
    next: "Work on the data in parts",
  },
  FLOW_UNREADABLE: {
    severity: "error",
    message: "{file} is no JSON: {reason}",
    next: "Name a flow file as a solution holds it, or a folder with such files",
  },
  CONTEXT_INVALID: {
    severity: "error",
    message: "The context cannot be used: {reason}",
    why: "An expression evaluated on half of a context would give another value than in a flow.",
    next: "Give one JSON object with parameters, variables, outputs, trigger, item, items or utcNow",
  },
  LINE_INVALID: {
    severity: "error",
    message: "The line cannot be used: {reason}",
    next: "Give one JSON object per line, with `expr` and, if need be, `context`",
  },
});
