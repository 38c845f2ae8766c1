import type { Origin } from "../../generator/model/model.ts";
import type { Element } from "./element.ts";

/** The kinds of components that the package holds, as package.xml spells them. */
export type ComponentType =
  | "CustomField"
  | "CustomObject"
  | "CustomPermission"
  | "Layout"
  | "ListView"
  | "PermissionSet"
  | "Settings"
  | "ValidationRule";

/** One thing that Salesforce deploys. */
export interface Component {
  readonly type: ComponentType;
  /** As package.xml lists it: `Opportunity.Audit__c`. */
  readonly name: string;
  /** What stands in the root element of its file, `fullName` not included. */
  readonly content: readonly Element[];
  /** The place of the mapping that made it. */
  readonly origin: Origin;
}

/** What is deployed together, and what it may refer to without holding it. */
export interface SalesforcePackage {
  readonly components: readonly Component[];
  /** Custom fields and objects that the organization has already, as `Object.Field` and `Object`. */
  readonly existing: readonly string[];
  /** Names that the mapping gives as existing, and that the package would not have made anyway. */
  readonly unneeded: readonly { readonly name: string; readonly origin: Origin }[];
  /** The API names to which the mapping gives labels of its own. */
  readonly labels: readonly string[];
  /** Org-wide switches, in a directory of their own. */
  readonly settings: readonly Component[];
  /** Without underscores; empty without one. The names of the components do not carry it. */
  readonly namespace: string;
}

interface TypeTraits {
  readonly folder: string;
  readonly suffix: string;
  /** Root element of the file, where it is not the type. */
  readonly root?: string;
  /** Folded into the file of its object, under this name, in the metadata format. */
  readonly elementOfObject?: string;
}

/** Where each kind lies (metadata registry of source-deploy-retrieve). */
export const traits: Readonly<Record<ComponentType, TypeTraits>> = {
  CustomField: { folder: "fields", suffix: "field", elementOfObject: "fields" },
  CustomObject: { folder: "objects", suffix: "object" },
  CustomPermission: { folder: "customPermissions", suffix: "customPermission" },
  Layout: { folder: "layouts", suffix: "layout" },
  ListView: { folder: "listViews", suffix: "listView", elementOfObject: "listViews" },
  PermissionSet: { folder: "permissionsets", suffix: "permissionset" },
  Settings: { folder: "settings", suffix: "settings" },
  ValidationRule: { folder: "validationRules", suffix: "validationRule", elementOfObject: "validationRules" },
};

/** `Opportunity.Audit__c` → `Opportunity` and `Audit__c`. */
export function splitName(name: string): { readonly object: string; readonly member: string } {
  const dot = name.indexOf(".");
  return { object: name.slice(0, dot), member: name.slice(dot + 1) };
}
