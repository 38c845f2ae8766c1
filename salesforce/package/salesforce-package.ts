import type { CrmModel, Model } from "../../generator/model/model.ts";
import type { Component, SalesforcePackage } from "../metadata/component.ts";
import { splitName } from "../metadata/component.ts";
import { keyFields } from "./key-fields.ts";
import { opportunityViews, solutionViews } from "./list-views.ts";
import { mappedFields } from "./mapped-fields.ts";
import { ownFields } from "./opportunity-fields.ts";
import { orgSettings } from "./org-settings.ts";
import { permissionSets } from "./permission-sets.ts";
import { solutionFields, solutionLayout, solutionObject } from "./solution-object.ts";
import { customPermission, validationRules } from "./validation-rules.ts";

/** Everything that the mapping needs of Salesforce and that is not there yet. */
export function salesforcePackage(model: Model): SalesforcePackage {
  const { crm } = model;
  const fields = [...ownFields(model), ...mappedFields(model), ...keyFields(model), ...solutionFields(model)];
  const made: readonly Component[] = [
    ...fields.map(({ component }) => component),
    solutionObject(model),
    solutionLayout(model),
    ...solutionViews(model),
    ...validationRules(model),
    ...opportunityViews(model),
    customPermission(model),
    ...permissionSets(model, fields),
  ];
  const components = made.filter((component) => !isExisting(crm, component));
  return {
    components: [...components].sort(byTypeAndName),
    existing: made.filter((component) => isExisting(crm, component)).map(({ name }) => name),
    unneeded: crm.existing
      .map((name, index) => ({ name, origin: ["crm", "existing", index] }))
      .filter(({ name }) => !made.some((component) => isNamed(name, component))),
    labels: Object.keys(crm.labels),
    settings: orgSettings(model),
    namespace: crm.namespace,
  };
}

/**
 * A field is there already if the mapping says so, or if it belongs to a package of another namespace. An object that is
 * there keeps its own page and list views.
 */
function isExisting(crm: CrmModel, component: Component): boolean {
  const { type, name } = component;
  const isListed = crm.existing.some((existing) => isNamed(existing, component));
  switch (type) {
    case "CustomField":
      return isListed || isForeign(crm, splitName(name).member);
    case "CustomObject":
      return isListed || isForeign(crm, name);
    case "Layout":
    case "ListView": {
      const { solution } = crm.objects;
      return objectOf(component) === solution && (isListed || isForeign(crm, solution));
    }
    default:
      return false;
  }
}

/** `Object.Field`, `Object` with its page and list views, or `Object.*` with all its fields too; capitals do not count. */
function isNamed(existing: string, component: Component): boolean {
  const [object = "", member] = existing.toLowerCase().split(".");
  const { type, name } = component;
  switch (type) {
    case "CustomField":
      return member === "*"
        ? objectOf(component).toLowerCase() === object
        : name.toLowerCase() === existing.toLowerCase();
    case "CustomObject":
    case "Layout":
    case "ListView":
      return (member === undefined || member === "*") && objectOf(component).toLowerCase() === object;
    default:
      return false;
  }
}

function objectOf({ type, name }: Component): string {
  if (type === "CustomObject") return name;
  return type === "Layout" ? name.slice(0, name.indexOf("-")) : splitName(name).object;
}

function isForeign({ namespace }: CrmModel, name: string): boolean {
  const prefix = /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__.+__c$/.exec(name)?.[1];
  return prefix !== undefined && prefix !== namespace;
}

function byTypeAndName(one: Component, other: Component): number {
  const [a, b] = [`${one.type}/${one.name}`, `${other.type}/${other.name}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
