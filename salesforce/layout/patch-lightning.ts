import { elements, type Shape } from "../metadata/element.ts";
import { applyEdits, cut, insertAfter, insertBefore } from "./edit-text.ts";
import type { LayoutField, LayoutParts } from "./layout-parts.ts";
import { childText, descendants, type Node, unpatchable } from "./read-tree.ts";

/** Names of our regions and of our section; App Builder names them with GUIDs, and so do these, always the same. */
const facets = {
  left: "Facet-5f0d6d7a-4f0e-5b55-9a3e-3d0a5c6f1b01",
  right: "Facet-5f0d6d7a-4f0e-5b55-9a3e-3d0a5c6f1b02",
  columns: "Facet-5f0d6d7a-4f0e-5b55-9a3e-3d0a5c6f1b03",
} as const;
const sectionIdentifier = "flexipage_fieldSection_cosell";

/**
 * Adds the section to a Lightning record page with fields of its own (Dynamic Forms), behind its last section: a facet
 * for each column, a facet that holds the columns, and the section that names it. Related lists come from the layout.
 */
export function patchLightning(file: string, text: string, root: Node, parts: LayoutParts): string {
  if (ourNodes(root).length > 0) return text;
  const placed = new Set(
    descendants(root).flatMap(({ name, text: field }) => (name === "fieldItem" ? [field.toLowerCase()] : [])),
  );
  const [left, right] = parts.columns.map((column) =>
    column.filter(({ field }) => !placed.has(`record.${field}`.toLowerCase())),
  );
  if (left === undefined || right === undefined || left.length + right.length === 0) return text;
  const regions = root.children.filter(({ name }) => name === "flexiPageRegions");
  const region = regions.findLast((each) => sectionsOf(each).length > 0);
  const last = region === undefined ? undefined : sectionsOf(region).at(-1);
  if (region === undefined || last === undefined) {
    throw unpatchable(
      file,
      "it has no field sections: it shows the page layout, so patch that, or turn on Dynamic Forms first",
    );
  }
  return applyEdits(text, [
    insertBefore(text, region, elements({ flexiPageRegions: facetsOf(left, right) })),
    insertAfter(text, last, elements({ itemInstances: section(parts.label) })),
  ]);
}

export function unpatchLightning(text: string, root: Node): string {
  return applyEdits(
    text,
    ourNodes(root).map((node) => cut(text, node)),
  );
}

function ourNodes(root: Node): readonly Node[] {
  const names = new Set<string>(Object.values(facets));
  const regions = root.children.filter(({ name }) => name === "flexiPageRegions");
  const isOurs = (region: Node) => names.has(childText(region, "name") ?? "");
  return [
    ...regions.filter(isOurs),
    ...regions
      .filter((region) => !isOurs(region))
      .flatMap(({ children }) => children)
      .filter((instance) => isComponent(instance, "identifier", sectionIdentifier)),
  ];
}

function sectionsOf(region: Node): readonly Node[] {
  return region.children.filter((child) => isComponent(child, "componentName", "flexipage:fieldSection"));
}

function isComponent(instance: Node, element: string, text: string): boolean {
  return (
    instance.name === "itemInstances" && instance.children.some((child) => childText(child, element) === text)
  );
}

function facetsOf(left: readonly LayoutField[], right: readonly LayoutField[]): readonly Shape[] {
  const facet = (name: string, itemInstances: readonly Shape[]): Shape => ({
    itemInstances,
    name,
    type: "Facet",
  });
  return [
    facet(facets.left, left.map(fieldInstance)),
    facet(facets.right, right.map(fieldInstance)),
    facet(facets.columns, [column(facets.left, 1), column(facets.right, 2)]),
  ];
}

function fieldInstance({ field, readOnly }: LayoutField): Shape {
  return {
    fieldInstance: {
      fieldInstanceProperties: { name: "uiBehavior", value: readOnly ? "readonly" : "none" },
      fieldItem: `Record.${field}`,
      identifier: `Record${field.replace(/__c$/, "_c")}Field`,
    },
  };
}

function column(facet: string, index: number): Shape {
  return {
    componentInstance: {
      componentInstanceProperties: { name: "body", value: facet },
      componentName: "flexipage:column",
      identifier: `flexipage_column_cosell${index}`,
    },
  };
}

function section(label: string): Shape {
  return {
    componentInstance: {
      componentInstanceProperties: [
        { name: "columns", value: facets.columns },
        { name: "horizontalAlignment", value: "false" },
        { name: "label", value: label },
      ],
      componentName: "flexipage:fieldSection",
      identifier: sectionIdentifier,
    },
  };
}
