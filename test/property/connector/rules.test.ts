import fc from "fast-check";
import { expect, it } from "vitest";
import { checkConnector } from "../../../connector/rules/check-connector.ts";
import { checkDefinition, checkProperties } from "../../../connector/rules/rules.ts";
import { edited } from "../../unit/connector/edit.ts";
import { sampleDefinition, sampleProperties } from "../../unit/connector/sample-definition.ts";

/** Every place of a document, as JSON pointers. */
function places(value: unknown, pointer = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const below = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [below, ...places(child, below)];
  });
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constant(undefined),
  fc.constant({ $ref: "#/definitions/Deal" }),
);

it("any JSON is judged, and the same JSON the same way", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(checkDefinition(value)).toEqual(checkDefinition(value));
      expect(checkProperties(value, value)).toEqual(checkProperties(value, value));
    }),
  );
});

it("a definition with anything anywhere is judged, and every finding names a place in it or above it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...places(sampleDefinition)), anything, (place, value) => {
      const definition = edited(sampleDefinition, { [place]: value });
      const known = new Set(["", ...places(definition)]);
      for (const { pointer } of checkDefinition(definition)) {
        const above = pointer.slice(0, pointer.lastIndexOf("/"));
        expect(known.has(pointer) || known.has(above)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

it("properties with anything anywhere are judged", () => {
  fc.assert(
    fc.property(fc.constantFrom(...places(sampleProperties)), anything, (place, value) => {
      const properties = edited(sampleProperties, { [place]: value });
      expect(() => checkProperties(properties, sampleDefinition)).not.toThrow();
      expect(() => checkConnector("apiProperties.json", properties)).not.toThrow();
    }),
  );
});
