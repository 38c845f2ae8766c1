import type { Locate } from "../../generator/diagnostics/diagnostic.ts";
import type { Origin } from "../../generator/model/model.ts";
import { type Component, type SalesforcePackage, splitName } from "../metadata/component.ts";
import { textOf } from "../metadata/element.ts";
import { bareName } from "../package/labels.ts";
import type { Part, Places, Where } from "./rule.ts";

/** Where the mapping says what a finding is about; nowhere without a mapping to look into. */
export function placesIn(pack: SalesforcePackage, locate: Locate | undefined): Places {
  const at = (origin: Origin): Where => (locate === undefined ? {} : { where: locate(origin) });
  return {
    at,
    of: (component, part) => at(originOf(pack, component, part)),
    ofLabel: (name) => at(lineOfLabel(pack, name)),
  };
}

function originOf(pack: SalesforcePackage, component: Component, part: Part): Origin {
  const { origin } = component;
  const isMapped = origin[0] === "fields";
  switch (part) {
    case "name":
      return isMapped ? [...origin, "crm"] : origin;
    case "label":
      return labelOrigin(pack, component) ?? (isMapped ? [...origin, "label"] : origin);
    case "values":
      return isMapped ? [...origin, "values"] : (lists[origin.join(".")] ?? origin);
    case "whole":
      return origin;
  }
}

/** The pick lists whose values stand elsewhere in the mapping than their names. */
const lists: Readonly<Record<string, Origin>> = {
  "crm.opportunity.closingReason": ["closingReasons", "values"],
  "crm.solution.type": ["solutions", "types"],
};

/** The line under `crm.labels` that gives the component, or the relation it makes, its label. */
function labelOrigin(pack: SalesforcePackage, component: Component): Origin | undefined {
  const own = component.type === "CustomObject" ? component.name : splitName(component.name).member;
  const relation = textOf(component.content, "relationshipName");
  const name = pack.labels.find(
    (each) => each === own || (relation !== undefined && bareName(each) === relation),
  );
  return name === undefined ? undefined : lineOfLabel(pack, name);
}

function lineOfLabel({ namespace }: SalesforcePackage, name: string): Origin {
  const prefix = `${namespace}__`;
  const written = namespace !== "" && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return ["crm", "labels", written];
}
