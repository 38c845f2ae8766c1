import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What is wrong with a call before any request is made, and what the host does not emulate. A run stops on them. */
export const hostCodes = declareCodes("HOST", {
  CONNECTOR_UNKNOWN: {
    severity: "error",
    message: "The flow calls the connector {connector}, and nobody here knows it",
    why: "The host carries out Salesforce, Dataverse, Partner Center and the custom connectors of the imported solutions.",
    next: "Import the solution that holds {connector}, or give mocks for its operations to `cosell run`",
  },
  OPERATION_UNKNOWN: {
    severity: "error",
    message: "The connector {connector} has no operation {operation}",
    why: "The platform refuses to save a flow whose operation is not in the connector's definition.",
    next: "Use one of the operations of {connector}",
  },
  PARAMETER_UNKNOWN: {
    severity: "error",
    message: "The operation {operation} does not contain a definition for parameter {parameter}",
    why: "The platform refuses to save such a flow (OpenApiOperationParameterValidationFailed).",
    next: "Correct the key {parameter}, or leave it out",
  },
  PARAMETER_MISSING: {
    severity: "error",
    message: "The operation {operation} is called without {parameter}, which it needs",
    why: "The platform refuses to save such a flow (OpenApiOperationParameterValidationFailed).",
    next: "Add {parameter} to the parameters of the action",
  },
  PARAMETER_TWICE: {
    severity: "error",
    message: "The operation {operation} is given {parameter} twice",
    why: "Whether the whole body or its single properties would win is not documented.",
    next: "Pass the body whole, or property by property, not both",
  },
  DEFINITION_UNREADABLE: {
    severity: "error",
    message: "The definition of the connector {connector} cannot be used: {problem}",
    why: "A call carried out by half of a definition would prove nothing.",
    next: "Correct the definition of {connector}",
  },
  POLICY_UNSUPPORTED: {
    severity: "error",
    message: "The connector {connector} has a policy that is not emulated: {policy}",
    why: "A policy that is passed over would send another request than the platform does.",
    next: "Use setheader and routerequesttoendpoint, which are emulated",
  },
  CALLBACK_UNSUPPORTED: {
    severity: "error",
    message: "The operation {operation} waits for a callback, which is not emulated",
    why: "No service here knows whom to call back, so the flow would wait for ever.",
    next: "Use an operation that answers at once, or give a mock for {operation} to `cosell run`",
  },
  SERVICE_UNKNOWN: {
    severity: "error",
    message: "No emulated service answers for the host {host}",
    why: "The simulator makes no request to the outside.",
    next: "Use a connector whose host is emulated",
  },
});
