import fc from "fast-check";
import { expect, it } from "vitest";
import type { Component } from "../../../solution/compare/component.ts";
import { type ComponentChange, countChanges, differences } from "../../../solution/compare/difference.ts";
import { flattenJson } from "../../../solution/compare/flatten.ts";

const fields = fc
  .dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2"))
  .map((each) => new Map(Object.entries(each)));
const part = fc.record({
  kind: fc.constant("action" as const),
  name: fc.constantFrom("x", "y", "z"),
  fields,
});
const component: fc.Arbitrary<Component> = fc.record({
  kind: fc.constantFrom("flow" as const, "connector" as const),
  key: fc.constantFrom("1", "2", "3"),
  name: fc.constantFrom("one", "two"),
  fields,
  parts: fc.uniqueArray(part, { selector: ({ name }) => name }),
});
const side = fc.uniqueArray(component, { selector: ({ kind, key }) => `${kind} ${key}`, maxLength: 6 });

it("nothing differs from itself, in whatever order it stands", () => {
  fc.assert(
    fc.property(side, (components) => {
      expect(differences(components, components)).toEqual([]);
      expect(differences(components, components.toReversed())).toEqual([]);
    }),
  );
});

it("what is added one way is removed the other way, and what changes is what changes back", () => {
  const mirrored = ({ kind, key, sign, fields: changed, parts }: ComponentChange) => ({
    identity: `${kind} ${key}`,
    sign,
    fields: changed.map(({ path, before, after }) => [path, before, after]).sort(),
    parts: parts.map(({ name, sign: own }) => [name, own]).sort(),
  });
  const opposite = { add: "remove", change: "change", remove: "add" } as const;
  fc.assert(
    fc.property(side, side, (before, after) => {
      const there = differences(before, after).map(mirrored);
      const back = differences(after, before).map((each) => {
        const { identity, sign, fields: changed, parts } = mirrored(each);
        return {
          identity,
          sign: opposite[sign],
          fields: changed.map(([path, old, now]) => [path, now, old]).sort(),
          parts: parts
            .map(([name, own]) => [name, own === "add" ? "remove" : own === "remove" ? "add" : own])
            .sort(),
        };
      });
      const byIdentity = (one: { identity: string }, other: { identity: string }) =>
        one.identity < other.identity ? -1 : 1;
      expect(there.sort(byIdentity)).toEqual(back.sort(byIdentity));
    }),
  );
});

it("counts lead from the one number of components to the other", () => {
  fc.assert(
    fc.property(side, side, (before, after) => {
      const { add, remove } = countChanges(differences(before, after));
      expect(before.length + add - remove).toBe(after.length);
    }),
  );
});

it("two JSON values are flattened to the same only where they are the same, but for empty objects around all", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
      const isSame = JSON.stringify([...flattenJson(one)]) === JSON.stringify([...flattenJson(other)]);
      if (JSON.stringify(one) === JSON.stringify(other)) expect(isSame).toBe(true);
      expect([...flattenJson({ a: one })]).not.toEqual([...flattenJson({ b: one })]);
    }),
  );
});
