import { children, text, type XmlElement, yes } from "./metadata-xml.ts";
import type { PermissionSetSchema } from "./model.ts";

/** Reads a permission set: what its holders see and may do. */
export function readPermissionSet(name: string, xml: XmlElement): PermissionSetSchema {
  return {
    name,
    label: text(xml, "label") ?? name,
    fields: children(xml, "fieldPermissions").map((permission) => ({
      field: text(permission, "field") ?? "",
      readable: yes(permission, "readable"),
      editable: yes(permission, "editable"),
    })),
    objects: children(xml, "objectPermissions").map((permission) => ({
      object: text(permission, "object") ?? "",
      read: yes(permission, "allowRead"),
      create: yes(permission, "allowCreate"),
      edit: yes(permission, "allowEdit"),
      delete: yes(permission, "allowDelete"),
    })),
    customPermissions: enabled(xml, "customPermissions"),
    userPermissions: enabled(xml, "userPermissions"),
  };
}

function enabled(xml: XmlElement, kind: "customPermissions" | "userPermissions"): readonly string[] {
  return children(xml, kind)
    .filter((permission) => yes(permission, "enabled"))
    .flatMap((permission) => text(permission, "name") ?? []);
}
