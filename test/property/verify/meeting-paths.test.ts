import fc from "fast-check";
import { expect, it } from "vitest";
import { type ConnectorDocument, readDocument } from "../../../connector/rules/document.ts";
import { maximumSegments } from "../../../connector/rules/facts.ts";
import { meetingPaths } from "../../../connector/rules/meeting-paths.ts";

const documentOf = (paths: readonly string[], methods: readonly string[] = ["get"]): ConnectorDocument =>
  readDocument({
    paths: Object.fromEntries(
      paths.map((path) => [path, Object.fromEntries(methods.map((each) => [each, {}]))]),
    ),
  });

const isVariable = (segment: string): boolean => /^\{[^{}]+\}$/.test(segment);

/** The rule in one sentence, every pair of paths looked at: slow, and right. */
function everyPair(paths: readonly string[]): readonly string[] {
  const shapes = paths.map((path) => path.toLowerCase().split("/"));
  return shapes.flatMap((one) => {
    const other = shapes.find(
      (each) =>
        each.length === one.length &&
        one.every(
          (segment, at) => segment === each[at] || isVariable(segment) || isVariable(each[at] ?? ""),
        ) &&
        one.some((segment, at) => isVariable(segment) && !isVariable(each[at] ?? "")),
    );
    return other === undefined ? [] : [`${one.join("/")} fits ${other.join("/")}`];
  });
}

const told = (document: ConnectorDocument): readonly string[] =>
  [...meetingPaths(document.operations)].map(
    ({ at, found }) => `${String(at[1]).toLowerCase()} fits ${String(found)}`,
  );

it("finds what looking at every pair of paths finds, and names the same one", () => {
  const segment = fc.constantFrom("a", "B", "b", "{x}", "{y}", "", "{}", "{z}c");
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join("/")}`);
  const paths = fc.uniqueArray(path, { maxLength: 25 });
  fc.assert(
    fc.property(paths, (given) => {
      expect(told(documentOf(given))).toEqual(everyPair(given));
    }),
    { numRuns: 500 },
  );
});

it("holds methods apart", () => {
  const paths = { "/deals/{id}": { get: {} }, "/deals/open": { post: {} } };
  expect([...meetingPaths(readDocument({ paths }).operations)]).toEqual([]);
});

it.each([
  ["many paths", Array.from({ length: 1 + maximumSegments ** 0.5 }, (_, index) => `/{p${index}}`)],
  ["a path", ["/a".repeat(maximumSegments)]],
])("says so where %s are more than it can tell, and stops", (_what, paths) => {
  expect([...meetingPaths(documentOf(paths).operations)]).toEqual([
    { at: ["paths"], found: "more than can be held against one another" },
  ]);
});

it("tells of twenty thousand operations with a parameter each", () => {
  const alike = Array.from({ length: 20_000 }, (_, index) => `/deals/{id}/part${index}`);
  expect(told(documentOf([...alike, "/deals/open/part7"]))).toEqual([
    "/deals/{id}/part7 fits /deals/open/part7",
  ]);
});
