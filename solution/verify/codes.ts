import { declareCodes } from "../../generator/diagnostics/codes.ts";

/** What the platform would refuse about a solution, and what a reviewer would question. */
export const solutionCodes = declareCodes("SOL", {
  FILE_MISSING: {
    severity: "error",
    message: "The solution has no {file}",
    next: "Pack the solution again; every solution has this file",
  },
  TOO_LARGE: {
    severity: "error",
    message: "{file} has {bytes} bytes; the platform takes {maximum}",
    next: "Split the solution, or leave out what it does not need",
  },
  TEXT_TOO_LARGE: {
    severity: "error",
    message: "{file} has {bytes} bytes; at most {maximum} are read",
    why: "Parsing takes many times the memory of a file, and no part of a solution is nearly as large.",
    next: "Check that this is a solution",
  },
  JSON_INVALID: {
    severity: "error",
    message: "{file} cannot be read: {reason}",
    next: "Correct the file",
  },
  JSON_LOOSE: {
    severity: "warning",
    message: "{file} is JSON only to readers that are not strict",
    why: "It has comments, a comma behind a last member, control characters in a text, or blanks that JSON does not know.",
    next: "Save the file as JSON; other tools refuse it as it is",
  },
  XML_INVALID: {
    severity: "error",
    message: "{file} is no well-formed XML: {reason}",
    next: "Correct the file",
  },
  ENCODING: {
    severity: "warning",
    message: "{file} is not UTF-8 throughout",
    why: "Whoever reads the file puts other characters in the place of what is not.",
    next: "Save the file as UTF-8",
  },
  CONTENT_TYPE_MISSING: {
    severity: "error",
    message: "[Content_Types].xml does not name {what}",
    why: "The platform cannot open a part whose type it is not told; upper and lower case count.",
    next: "Add a Default for the extension or an Override for the file, or pack the solution again",
  },
  CONTENT_TYPE_EXTRA: {
    severity: "warning",
    message: "[Content_Types].xml names {what}, which is not there",
    next: "Remove the line",
  },
  ELEMENT_ORDER: {
    severity: "error",
    message: "In {file}, {element} stands where {wanted} belongs",
    why: "The order of elements is part of the schema that imports check.",
    next: "Put the elements in the order of an export",
  },
  ELEMENT_MISSING: {
    severity: "error",
    message: "{file} has no {element}",
    why: "Every export has it, empty or not.",
    next: "Add the element",
  },
  NODE_ORDER: {
    severity: "warning",
    message: "In {file}, {element} of a {node} stands where exports have {wanted}",
    next: "Put the elements in the order of an export",
  },
  ROOT_WITHOUT_NODE: {
    severity: "error",
    message: "solution.xml lists the component {id}, which customizations.xml does not describe",
    next: "Add the component, or take it off the list",
  },
  NODE_WITHOUT_ROOT: {
    severity: "error",
    message: "customizations.xml describes the component {id}, which solution.xml does not list",
    why: "The import leaves a component out that is not listed.",
    next: "List the component among the root components",
  },
  ROOT_TYPE_WRONG: {
    severity: "warning",
    message: "solution.xml lists a root component of type {type}",
    why: "Environment variables and their values are never root components in exports.",
    next: "Take the line out",
  },
  ID_FORM: {
    severity: "error",
    message: "The id {id} is not written as {form}",
    next: "Write it as {form}",
  },
  ID_TWICE: {
    severity: "error",
    message: "{id} is there twice",
    why: "The import would write one over the other.",
    next: "Remove one of them, or give it an id of its own",
  },
  FLOW_STATE: {
    severity: "warning",
    message: "The flow {flow} has the state {state} with the status {status}, which do not belong together",
    next: "Write 0 and 1 for a flow that is off, 1 and 2 for one that is on",
  },
  FLOW_FILE_MISSING: {
    severity: "error",
    message: "The flow {flow} names the file {file}, which is not there",
    next: "Add the file, or correct its name",
  },
  FLOW_FILE_NAME: {
    severity: "warning",
    message: "The file of the flow {flow} is called {file}; an export would call it {wanted}",
    why: "Tools that unpack solutions make the name anew, and a repository would show the file as moved.",
    next: "Rename the file and the reference to it",
  },
  FLOW_FILE_UNUSED: {
    severity: "warning",
    message: "No flow names the file {file}",
    why: "The import leaves it out.",
    next: "Describe the flow in customizations.xml and list it in solution.xml, or remove the file",
  },
  FLOW_UNREADABLE: {
    severity: "error",
    message: "{file} is no cloud flow: {reason}",
    next: "Correct the file",
  },
  CONNECTOR_FILE_MISSING: {
    severity: "error",
    message: "The connector {connector} names the file {file}, which is not there",
    next: "Add the file, or correct its name",
  },
  CONNECTOR_FILE_UNNAMED: {
    severity: "error",
    message: "The connector {connector} names no file as its {element}",
    next: "Add the element with the path of the file",
  },
  CONNECTOR_FILE_UNREADABLE: {
    severity: "error",
    message: "{file} is no definition of a connector: {reason}",
    next: "Correct the file",
  },
  CONNECTOR_FILE_TOO_LARGE: {
    severity: "error",
    message: "{file} has {length} characters; the column of the connector holds {maximum}",
    next: "Leave descriptions and unused operations out of the definition",
  },
  REFERENCE_UNKNOWN: {
    severity: "error",
    message: "The flow {flow} uses the connection reference {reference}, which the solution does not have",
    next: "Add the connection reference, or correct its logical name",
  },
  REFERENCE_API_DIFFERS: {
    severity: "error",
    message: "The flow {flow} expects {flowApi} behind {reference}, which points to {api}",
    next: "Let both name the same connector",
  },
  LOGICAL_NAME_MISSING: {
    severity: "error",
    message: "The flow {flow} uses a custom connector through {reference} without its logical name",
    why: "The internal name of a custom connector differs in every environment; the logical name is how it is found.",
    next: "Write the logical name of the connector beside the name of its api",
  },
  LOGICAL_NAME_DIFFERS: {
    severity: "error",
    message:
      "The flow {flow} expects the connector {logicalName} behind {reference}, which points to {wanted}",
    next: "Let both name the same connector",
  },
  OPERATION_UNKNOWN: {
    severity: "error",
    message: "The flow {flow} calls {operation}, which the connector {connector} does not have",
    next: "Correct the operation id in the flow, or add the operation to the definition",
  },
  OPERATION_PARAMETER_UNKNOWN: {
    severity: "error",
    message: "The flow {flow} gives {operation} the parameter {parameter}, which it does not have",
    why: "The platform refuses to save a call with a parameter that the definition does not know.",
    next: "Correct the name of the parameter, or add it to the definition",
  },
  OPERATION_PARAMETER_MISSING: {
    severity: "error",
    message: "The flow {flow} calls {operation} without {parameter}, which it requires",
    why: "The platform refuses to save a call without what the definition requires.",
    next: "Give the parameter, or let the definition do without it",
  },
  OPERATION_PARAMETER_KIND: {
    severity: "error",
    message: "The flow {flow} gives {operation} a text as {parameter} that does not read as {type}",
    next: "Give the parameter a value of the type {type}",
  },
  VARIABLE_UNKNOWN: {
    severity: "error",
    message: "The flow {flow} reads the environment variable {variable}, which the solution does not have",
    next: "Add the definition, or correct the schema name",
  },
  VARIABLE_KEY: {
    severity: "warning",
    message: 'The flow {flow} calls its parameter "{key}"; the platform writes "{wanted}"',
    why: "The designer finds the variable again by display name and schema name.",
    next: "Rename the parameter everywhere in the flow",
  },
  VARIABLE_TYPE: {
    severity: "error",
    message: "The flow {flow} declares {variable} as {type}; its definition says {wanted}",
    next: "Declare the parameter with the type of the definition",
  },
  VARIABLE_TYPE_UNKNOWN: {
    severity: "error",
    message: "The variable {variable} has the type {type}, which does not exist",
    next: "Write the number of a type: 100000000 for text, 100000001 number, 100000002 yes/no, 100000003 JSON",
  },
  VARIABLE_DEFAULT: {
    severity: "warning",
    message: "The variable {variable} has the default {value}, which is not {form}",
    next: "Give the variable a default of its type",
  },
  PARAMETER_UNKNOWN: {
    severity: "error",
    message: 'The flow {flow} reads the parameter "{parameter}", which it does not declare',
    next: "Declare the parameter, or correct its name",
  },
  CHILD_UNKNOWN: {
    severity: "error",
    message: "The flow {flow} calls the flow {child}, which the solution does not have",
    next: "Add the child flow, or correct its id",
  },
  CHILD_NOT_CALLABLE: {
    severity: "error",
    message: "The flow {flow} calls the flow {child}, which does not start with a request",
    why: "Only a flow that is started by hand, by an app or by a request can be called.",
    next: "Give the child a trigger that is started by hand",
  },
  CHILD_SILENT: {
    severity: "error",
    message: "The flow {flow} calls the flow {child}, which never answers",
    why: "The caller waits for an answer, and gets the error NoResponse when the child ends without one.",
    next: "Let the child end with a Response",
  },
  CHILD_RUN_ONLY: {
    severity: "warning",
    message:
      "The flow {flow} calls the flow {child}, whose connection {connection} is that of whoever runs it",
    why: "A child flow can only use connections of its own: nobody is asked for one as it is called. A published solution has such a pair and is imported; saving the caller is refused.",
    next: "Let the connection be embedded in the child flow",
  },
  CHILD_INPUT_UNKNOWN: {
    severity: "warning",
    message: "The flow {flow} hands {input} to the flow {child}, which has no such input",
    why: "The child passes it over.",
    next: "Use the key of an input of the child, which is not its title, or remove it",
  },
  CHILD_INPUT_MISSING: {
    severity: "warning",
    message: "The flow {flow} calls the flow {child} without {input}, which it requires",
    why: "The trigger of the child holds what it is given against its schema, and refuses a call without what it requires.",
    next: "Hand it over, or make it optional in the child",
  },
  CHILD_INPUT_KIND: {
    severity: "error",
    message: "The flow {flow} hands {is} to the flow {child} as {input}, which takes {takes}",
    why: "The trigger of the child holds what it is given against its schema: the call fails with TriggerInputSchemaMismatch.",
    next: "Hand over {takes}",
  },
  CHILD_CIRCLE: {
    severity: "warning",
    message: "These flows call one another in a circle: {flows}",
    why: "Unless something ends it, each call starts the next one.",
    next: "Call only flows that do not lead back",
  },
  NAME_INVALID: {
    severity: "error",
    message: '"{name}" cannot be the {what}',
    why: "The platform takes letters, digits and underscores, a prefix of two to eight letters and digits, and five digits for option values.",
    next: "Choose another name",
  },
  NAME_TOO_LONG: {
    severity: "error",
    message: "The {what} has {length} characters, of which the platform takes {maximum}: {text}",
    next: "Shorten it",
  },
  PREFIX: {
    severity: "warning",
    message: "{name} does not start with the publisher's prefix {prefix}_",
    next: "Give the component a name under the prefix",
  },
  VERSION: {
    severity: "error",
    message: "The version {version} is not made of two to four numbers",
    next: "Write major.minor.build.revision",
  },
  MANAGED_DIGIT: {
    severity: "error",
    message: 'The solution says "{digit}" to whether it is managed',
    why: "Only the source folder of both kinds may say 2.",
    next: "Write 0 for unmanaged or 1 for managed",
  },
  VALUE_SHIPPED: {
    severity: "warning",
    message: "The solution ships a current value of {variable}",
    why: "The import would write it over the value of the customer.",
    next: "Ship the default only, and set values with deployment settings",
  },
  SECRET_SHIPPED: {
    severity: "error",
    message: "{file} holds a client secret",
    why: "Whoever gets the solution can sign in as the app.",
    next: "Remove the secret, and replace it in Entra: it is known now",
  },
  CONNECTION_SHIPPED: {
    severity: "warning",
    message: "The flow {flow} names the connection {connection} itself",
    why: "A connection exists in one environment only; a reference can be bound in each.",
    next: "Use a connection reference",
  },
  DEPENDENCY_MISSING: {
    severity: "error",
    message: "{name} leans on the connector {connector} of another solution, which solution.xml does not say",
    why: "The import would go through, and the flow could not be turned on.",
    next: "List the connector among the missing dependencies, once for every component that leans on it",
  },
  DEPENDENT_UNLISTED: {
    severity: "warning",
    message: "The flow {flow} uses the connector {connector} of another solution and is not listed with it",
    why: "Exports list every component that leans on another solution.",
    next: "List the flow among the missing dependencies",
  },
  TWIN_DIFFERS: {
    severity: "warning",
    message: "Managed and unmanaged solution {solution} differ in {file}",
    why: "Both are the same solution; only the digit that says managed may differ.",
    next: "Pack both from the same sources",
  },
});
