import { type CrmPath, readCrmPath } from "./crm-path.ts";
import { type SalesforceField, salesforceFields } from "./salesforce-fields.ts";
import type { Mapping } from "./schema/mapping-schema.ts";

/** A line's field as far as it is known here: by its own name, or by the default of the variable that holds the name. */
export function knownField(mapping: Mapping, crm: string): SalesforceField | undefined {
  const path = readCrmPath(crm);
  return path === undefined ? undefined : fieldOf(path.object, fieldName(mapping, path));
}

/** Custom fields of the customer's own are not known; the organization itself is asked about them at deployment. */
export function fieldOf(object: CrmPath["object"], name: string | undefined): SalesforceField | undefined {
  return Object.entries(fieldsOf(object)).find(([each]) => each.toLowerCase() === name?.toLowerCase())?.[1];
}

export function fieldsOf(object: CrmPath["object"]): Readonly<Record<string, SalesforceField>> {
  return salesforceFields[object === "account" ? "Account" : "Opportunity"];
}

function fieldName({ environmentVariables }: Mapping, { field }: CrmPath): string | undefined {
  if (field.kind === "name") return field.name;
  const variable = Object.entries(environmentVariables).find(([key]) => key === field.name)?.[1];
  return variable === undefined ? undefined : String(variable.default);
}
