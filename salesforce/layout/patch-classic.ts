import { elements } from "../metadata/element.ts";
import { applyEdits, cut, type Edit, insertAfter, insertBefore } from "./edit-text.ts";
import type { LayoutField, LayoutParts } from "./layout-parts.ts";
import { childText, descendants, type Node } from "./read-tree.ts";

/** Adds section and related list to a page layout, each only if it is not there. A field stands on a layout once. */
export function patchClassic(text: string, root: Node, parts: LayoutParts): string {
  return applyEdits(text, [...sectionEdits(text, root, parts), ...relatedListEdits(text, root, parts)]);
}

/** Takes both out again; what an administrator has added to the section goes with it. */
export function unpatchClassic(text: string, root: Node, parts: LayoutParts): string {
  const ours = root.children.filter((child) => isOurSection(child, parts) || isOurRelatedList(child, parts));
  return applyEdits(
    text,
    ours.map((node) => cut(text, node)),
  );
}

function sectionEdits(text: string, root: Node, parts: LayoutParts): readonly Edit[] {
  const { label, columns } = parts;
  if (root.children.some((child) => isOurSection(child, parts))) return [];
  const placed = new Set(
    descendants(root).flatMap(({ name, text: field }) => (name === "field" ? [field.toLowerCase()] : [])),
  );
  const missing = columns.map((column) => column.filter(({ field }) => !placed.has(field.toLowerCase())));
  if (missing.every((column) => column.length === 0)) return [];
  const section = elements({
    layoutSections: {
      customLabel: true,
      detailHeading: true,
      editHeading: true,
      label,
      layoutColumns: missing.map((column) => ({ layoutItems: column.map(item) })),
      style: "TwoColumnsTopToBottom",
    },
  });
  const sections = root.children.filter(({ name }) => name === "layoutSections");
  const links = sections.find((each) => childText(each, "style") === "CustomLinks");
  if (links !== undefined) return [insertBefore(text, links, section)];
  return place(text, root, "layoutSections", section);
}

function item({ field, readOnly }: LayoutField) {
  return { behavior: readOnly ? "Readonly" : "Edit", field };
}

function relatedListEdits(text: string, root: Node, parts: LayoutParts): readonly Edit[] {
  const { relatedList } = parts;
  if (root.children.some((child) => isOurRelatedList(child, parts))) return [];
  const list = elements({ relatedLists: { fields: relatedList.fields, relatedList: relatedList.name } });
  return place(text, root, "relatedLists", list);
}

/** Elements of one name stand together: behind the last of them, else where the alphabet puts the first. */
function place(text: string, root: Node, name: string, added: ReturnType<typeof elements>): readonly Edit[] {
  const last = root.children.filter((child) => child.name === name).at(-1);
  if (last !== undefined) return [insertAfter(text, last, added)];
  const following = root.children.find((child) => child.name > name);
  if (following !== undefined) return [insertBefore(text, following, added)];
  const end = root.children.at(-1);
  return end === undefined ? [] : [insertAfter(text, end, added)];
}

function isOurSection(node: Node, { label, marks }: LayoutParts): boolean {
  if (node.name !== "layoutSections" || childText(node, "label") !== label) return false;
  return descendants(node).some(({ name, text }) => name === "field" && marks.includes(text));
}

function isOurRelatedList(node: Node, { relatedList }: LayoutParts): boolean {
  return node.name === "relatedLists" && childText(node, "relatedList") === relatedList.name;
}
