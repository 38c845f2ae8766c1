import { textOf, type XmlElement } from "../read/parse-xml.ts";
import { isObject } from "../verify/json-values.ts";

/**
 * The values of a JSON tree by their path, `inputs.parameters.Uri`. A list of plain values is one value. Members whose
 * name `without` holds are left out, wherever they are.
 */
export function flattenJson(
  value: unknown,
  without: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  return new Map(pairsOf(value, "", without));
}

type Pair = readonly [path: string, value: string];

function pairsOf(value: unknown, path: string, without: ReadonlySet<string>): readonly Pair[] {
  if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
    return value.flatMap((item, index) => pairsOf(item, join(path, String(index)), without));
  }
  if (!isObject(value)) return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
  const members = Object.entries(value);
  // An empty object is a value, too; the whole of nothing is none, nor is one of which everything is left out.
  if (members.length === 0) return path === "" ? [] : [[path, "{}"]];
  const kept = members.filter(([name]) => !without.has(name));
  return kept.flatMap(([name, member]) => pairsOf(member, join(path, name), without));
}

/**
 * The texts of an element's children by their path, `valueSet.restricted`; those that come several times are told apart
 * by their `fullName`, or counted. Children whose name `without` holds are left out.
 */
export function flattenXml(
  element: XmlElement,
  without: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  return new Map(childPairs(element, "", without));
}

function childPairs(element: XmlElement, path: string, without?: ReadonlySet<string>): readonly Pair[] {
  const counts = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const { name } of element.children) totals.set(name, (totals.get(name) ?? 0) + 1);
  return element.children
    .filter(({ name }) => without?.has(name) !== true)
    .flatMap((each) => {
      const count = counts.get(each.name) ?? 0;
      counts.set(each.name, count + 1);
      const own =
        totals.get(each.name) === 1 ? each.name : `${each.name}.${textOf(each, "fullName") || count}`;
      const place = join(path, own);
      return each.children.length === 0 ? [[place, each.text.trim()] as const] : childPairs(each, place);
    });
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
