import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** Hard rules for definitions of custom connectors; none of 1,013 published connectors breaks one of them. */
export const connectorCodes = declareCodes("CONN", {
  VERSION: {
    severity: "error",
    message: "The definition is of Swagger version {version}; the platform takes 2.0 only",
    next: "Write the definition as OpenAPI 2.0",
  },
  PATH_INVALID: {
    severity: "error",
    message: "The path {path} {problem}",
    next: "Begin the path with a slash, and leave queries and fragments to parameters",
  },
  PATH_TWICE: {
    severity: "error",
    message: "The path {path} is there twice, apart from upper and lower case",
    next: "Give one of the two another path; a policy can send both to one address",
  },
  OPERATION_ID: {
    severity: "error",
    message: "{operation} {problem}",
    why: "Flows find an operation by its id.",
    next: "Give every operation an id of its own",
  },
  SUMMARY: {
    severity: "error",
    message: "The summary of {operation} {problem}",
    next: "Write at most 80 characters without a slash",
  },
  PARAMETER: {
    severity: "error",
    message: "The parameter {parameter} of {operation} {problem}",
    next: "Correct the parameter",
  },
  REFERENCE: {
    severity: "error",
    message: "{reference} leads nowhere",
    next: "Define what is referred to, or correct the reference",
  },
  KEYWORD: {
    severity: "error",
    message: "The platform does not know the keyword {keyword}",
    next: "Describe the schema without it",
  },
  REQUIRED: {
    severity: "error",
    message: "{property} is required and not defined",
    next: "Define the property, or take it off the list",
  },
  ENUM: {
    severity: "error",
    message: "A list of allowed values is empty",
    next: "Name at least one value, or take the list out",
  },
  TOO_MANY_OPERATIONS: {
    severity: "error",
    message: "The definition has {count} operations; the platform takes {maximum}",
    next: "Split the connector in two",
  },
});
