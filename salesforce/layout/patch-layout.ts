import type { LayoutParts } from "./layout-parts.ts";
import { patchClassic, unpatchClassic } from "./patch-classic.ts";
import { patchLightning, unpatchLightning } from "./patch-lightning.ts";
import { readTree, unpatchable } from "./read-tree.ts";

export { type LayoutParts, layoutParts } from "./layout-parts.ts";
export { unpatchable } from "./read-tree.ts";

/**
 * A retrieved page layout or Lightning page with the section and the related list of the mapping. Patching twice is
 * patching once, and nothing else of the text changes.
 */
export function patchLayout(file: string, text: string, parts: LayoutParts): string {
  const root = readTree(file, text);
  switch (root.name) {
    case "Layout":
      return patchClassic(text, root, parts);
    case "FlexiPage":
      return patchLightning(file, text, root, parts);
    default:
      throw unpatchable(file, `its root element is ${root.name}, not Layout or FlexiPage`);
  }
}

/** The same file without them: of a patched file, the bytes that it had before. */
export function unpatchLayout(file: string, text: string, parts: LayoutParts): string {
  const root = readTree(file, text);
  switch (root.name) {
    case "Layout":
      return unpatchClassic(text, root, parts);
    case "FlexiPage":
      return unpatchLightning(text, root);
    default:
      throw unpatchable(file, `its root element is ${root.name}, not Layout or FlexiPage`);
  }
}
