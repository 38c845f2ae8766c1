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
  const hasSolutions = model.sets.solutions.direction !== "never";
  const fields = [
    ...ownFields(model),
    ...mappedFields(model),
    ...keyFields(model),
    ...(hasSolutions ? solutionFields(model) : []),
  ];
  const objects = hasSolutions ? [solutionObject(model), solutionLayout(model), ...solutionViews(model)] : [];
  const made: readonly Component[] = [
    ...fields.map(({ component }) => component),
    ...objects,
    ...validationRules(model),
    ...opportunityViews(model),
    customPermission(),
    ...permissionSets(model, fields),
  ];
  const components = made.filter((component) => !isExisting(crm, component));
  return {
    components: [...components].sort(byTypeAndName),
    existing: made.filter((component) => isExisting(crm, component)).map(({ name }) => name),
    unneeded: crm.existing
      .map((name, index) => ({ name, origin: ["crm", "existing", index] }))
      .filter(({ name }) => !made.some((component) => component.name.toLowerCase() === name.toLowerCase())),
    labels: Object.keys(crm.labels),
    settings: orgSettings(model),
    namespace: crm.namespace,
  };
}

/**
 * A field is there already if the mapping says so, or if it belongs to a package of another namespace. An object that is
 * there keeps its own page and list views.
 */
function isExisting(crm: CrmModel, { type, name }: Component): boolean {
  const isNamed = (wanted: string) =>
    crm.existing.some((existing) => existing.toLowerCase() === wanted.toLowerCase());
  switch (type) {
    case "CustomField":
      return isNamed(name) || isForeign(crm, splitName(name).member);
    case "CustomObject":
      return isNamed(name) || isForeign(crm, name);
    case "Layout": {
      const object = name.slice(0, name.indexOf("-"));
      return isNamed(object) || isForeign(crm, object);
    }
    case "ListView": {
      const { object } = splitName(name);
      return object === crm.objects.solution && (isNamed(object) || isForeign(crm, object));
    }
    default:
      return false;
  }
}

function isForeign({ namespace }: CrmModel, name: string): boolean {
  const prefix = /^([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*)__.+__c$/.exec(name)?.[1];
  return prefix !== undefined && prefix !== namespace;
}

function byTypeAndName(one: Component, other: Component): number {
  const [a, b] = [`${one.type}/${one.name}`, `${other.type}/${other.name}`];
  return a < b ? -1 : a > b ? 1 : 0;
}
