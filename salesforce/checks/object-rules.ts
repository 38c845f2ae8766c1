import { salesforceCodes } from "../codes.ts";
import { limits } from "../facts.ts";
import { splitName } from "../metadata/component.ts";
import { childrenOf, named, textOf } from "../metadata/element.ts";
import { fieldsOf } from "./field-rules.ts";
import { fieldNamed } from "./reference-rules.ts";
import type { Rule } from "./rule.ts";

/** A permission set must not name what everybody has, nor let anybody edit what nobody writes. */
export const checkPermissions: Rule = (pack, places) =>
  pack.components
    .filter(({ type }) => type === "PermissionSet")
    .flatMap((set) =>
      named(set.content, "fieldPermissions").flatMap((permission) => {
        const field = textOf(childrenOf(permission), "field") ?? "";
        const target = fieldNamed(pack, field);
        const granted = target?.content ?? [];
        const type = textOf(granted, "type");
        const editable = textOf(childrenOf(permission), "editable") === "true";
        const problem =
          textOf(granted, "required") === "true"
            ? "the field is required, and everybody may use it"
            : type === "MasterDetail"
              ? "a master-detail field is required, and everybody may use it"
              : type === "Summary" && editable
                ? "a roll-up cannot be edited"
                : undefined;
        return problem === undefined
          ? []
          : [
              salesforceCodes.finding(
                "PERMISSION_FORBIDDEN",
                { name: set.name, field, problem },
                places.of(target ?? set, "name"),
              ),
            ];
      }),
    );

/** Detail objects take the access of their master; two masters are the most. */
export const checkMasterDetails: Rule = (pack, places) => {
  const masters = fieldsOf(pack).filter(({ content }) => textOf(content, "type") === "MasterDetail");
  return pack.components
    .filter(({ type }) => type === "CustomObject")
    .flatMap((object) => {
      const { name, content } = object;
      const own = masters.filter((field) => splitName(field.name).object === name).length;
      const isControlled = textOf(content, "sharingModel") === "ControlledByParent";
      const problems = [
        ...(own > 0 && !isControlled ? ["it has a master, and a sharing model of its own"] : []),
        ...(own === 0 && isControlled && !hasExistingMaster(pack.existing, name)
          ? ["its sharing model is that of a master, and it has none"]
          : []),
        ...(own > limits.masterDetailsOfObject ? [`it has ${own} masters`] : []),
      ];
      return problems.map((problem) =>
        salesforceCodes.finding("MASTER_DETAIL_INVALID", { name, problem }, places.of(object, "name")),
      );
    });
};

/** A field that the organization has already may be the master-detail. */
function hasExistingMaster(existing: readonly string[], object: string): boolean {
  return existing.some((name) => name.toLowerCase().startsWith(`${object.toLowerCase()}.`));
}
