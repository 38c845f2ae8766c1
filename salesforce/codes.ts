import { declareCodes } from "../generator/diagnostics/codes.ts";

/** What Salesforce would refuse of the package, found before it is written. */
export const salesforceCodes = declareCodes("SFM", {
  NAME_INVALID: {
    severity: "error",
    message: "{name} is no API name that Salesforce takes: {problem}.",
    why: "The deployment is refused as a whole: one bad name, and nothing arrives.",
    next: "Give the thing another API name in the mapping, and rename it where it is used.",
  },
  LABEL_TOO_LONG: {
    severity: "error",
    message: 'The label "{label}" of {name} has {length} characters; Salesforce takes {limit}.',
    next: "Give it a shorter label under `crm.labels`, by its API name.",
  },
  TEXT_TOO_LONG: {
    severity: "error",
    message: "{element} of {name} has {length} characters; Salesforce takes {limit}.",
    next: "Shorten the text.",
  },
  ELEMENT_MISSING: {
    severity: "error",
    message: "{name} is of the type {type}, which needs the element {element}.",
    next: "Add the element, or choose another type.",
  },
  ELEMENT_FORBIDDEN: {
    severity: "error",
    message: "{name} is of the type {type}, which takes no element {element}.",
    why: "Salesforce does not pass over what it does not expect: the deployment is refused.",
    next: "Remove the element, or choose another type.",
  },
  NUMBER_OUT_OF_RANGE: {
    severity: "error",
    message: "{element} of {name} is {value}; Salesforce takes {least} to {most}.",
    next: "Choose a number in that range.",
  },
  PICKLIST_INVALID: {
    severity: "error",
    message: "The values of {name} cannot be a pick list: {problem}.",
    next: "Correct the list of values in the mapping.",
  },
  REFERENCE_UNKNOWN: {
    severity: "error",
    message: "{name} refers to {target}, which is neither in the package nor named as existing.",
    why: "Salesforce looks up every reference when it deploys, and refuses the package if one leads nowhere.",
    next: "Correct the name, or list {target} under `crm.existing` if the organization has it.",
  },
  EXISTING_UNKNOWN: {
    severity: "warning",
    message: "`crm.existing` names {name}, which the package does not hold anyway.",
    why: "Most likely the name is misspelt: then the field that was meant is deployed over the one that exists.",
    next: "Write Object.Field as the package names it, or remove the entry.",
  },
  LABEL_UNKNOWN: {
    severity: "warning",
    message: "`crm.labels` gives a label to {name}, which the package does not hold.",
    why: "Most likely the name is misspelt: then what was meant keeps its usual label.",
    next: "Write the API name as the package has it, or remove the line.",
  },
  PERMISSION_FORBIDDEN: {
    severity: "error",
    message: "{name} grants {field}: {problem}.",
    next: "Leave the field out of the permission set, or grant it for reading only.",
  },
  MASTER_DETAIL_INVALID: {
    severity: "error",
    message: "{name} cannot be deployed: {problem}.",
    next: "Set the sharing model of the object to ControlledByParent, with two masters at most.",
  },
  NAME_TWICE: {
    severity: "error",
    message: "{name} is in the package twice, as {type}.",
    why: "Two lines of the mapping ask for the same thing; which one is meant is not for cosell to guess.",
    next: "Give one of the two another API name.",
  },
  CHARACTER_ILLEGAL: {
    severity: "error",
    message: "{element} of {name} holds {character}, which XML cannot hold.",
    next: "Remove the character from the mapping.",
  },
  MANIFEST_DIFFERS: {
    severity: "error",
    message: "package.xml and the files of the package differ: {type} {name} is only in {where}.",
    why: "Salesforce deploys what package.xml lists: a file that is not listed is passed over, and a listed one that is missing fails.",
    next: "List exactly what the package holds.",
  },
  LAYOUT_UNREADABLE: {
    severity: "error",
    message: "{file} cannot be patched: {problem}.",
    next: "Retrieve the layout or Lightning page again and give its file as it comes.",
  },
});
