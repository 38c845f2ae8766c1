import { type Component, splitName } from "./component.ts";
import { packageXml } from "./write-files.ts";

/**
 * What takes the package out again: an empty package.xml with the list of what is destroyed beside it. What goes with
 * its object is not named, since a deployment refuses to destroy it twice.
 */
export function removal(components: readonly Component[]): Readonly<Record<string, string>> {
  const objects = new Set(components.filter(({ type }) => type === "CustomObject").map(({ name }) => name));
  const named = components.filter(({ type, name }) => {
    switch (type) {
      case "CustomField":
      case "ListView":
      case "ValidationRule":
        return !objects.has(splitName(name).object);
      case "Layout":
        return !objects.has(name.slice(0, name.indexOf("-")));
      default:
        return true;
    }
  });
  return {
    "removal/package.xml": packageXml([]),
    "removal/destructiveChanges.xml": packageXml(named),
  };
}
