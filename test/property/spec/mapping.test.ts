import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { hasErrors } from "../../../generator/diagnostics/diagnostic.ts";
import type { Model } from "../../../generator/model/model.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import type { Mapping } from "../../../generator/spec/schema/mapping-schema.ts";
import { arbitraryMapping, arbitraryText, mappingText } from "./arbitrary-mapping.ts";

const file = "mapping.yaml";
const runs = { numRuns: 30 };

function modelOf(text: string): Model {
  const { model, diagnostics } = readMapping({ file, text });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (model === undefined) return expect.fail("a mapping without errors has no model");
  return model;
}

const idsOf = (model: Model) => ({
  flows: Object.fromEntries(model.flows.map(({ key, id }) => [key, id])),
  connectors: [model.connectors.referrals.id, model.connectors.events.id],
  apiNames: [model.connectors.referrals.apiName, model.connectors.events.apiName],
});

describe("any valid mapping", () => {
  it("comes to a model that is frozen through and through", () => {
    fc.assert(
      fc.property(arbitraryMapping, (mapping) => {
        expect(thawed(modelOf(mappingText(mapping)), "model")).toEqual([]);
      }),
      runs,
    );
  });

  it("comes to the same model whatever the order of its keys, its line ends and its style", () => {
    fc.assert(
      fc.property(arbitraryMapping, fc.nat(), (mapping, seed) => {
        const model = unordered(modelOf(mappingText(mapping)));
        const shuffled = modelOf(stringify(shuffle(mapping, seed)));
        expect(unordered(shuffled)).toEqual(model);
        expect(unordered(modelOf(mappingText(mapping).replaceAll("\n", "\r\n")))).toEqual(model);
        expect(unordered(modelOf(JSON.stringify(mapping)))).toEqual(model);
      }),
      runs,
    );
  });

  it("keeps its ids under other display names and versions, and has others under another unique name", () => {
    fc.assert(
      fc.property(arbitraryMapping, arbitraryText(60), (mapping, text) => {
        const ids = idsOf(modelOf(mappingText(mapping)));
        const { solution, environmentVariables } = mapping;
        const next: Mapping = {
          ...mapping,
          solution: { ...solution, displayName: text, description: text, version: "99999.1.0.0" },
          environmentVariables: {
            ...environmentVariables,
            organizationId: { ...environmentVariables.organizationId, displayName: text },
          },
        };
        expect(idsOf(modelOf(mappingText(next)))).toEqual(ids);
        const other: Mapping = {
          ...mapping,
          solution: { ...solution, uniqueName: `${solution.uniqueName}_x` },
        };
        expect(Object.values(idsOf(modelOf(mappingText(other))).flows)).not.toContain(ids.flows["customize"]);
      }),
      runs,
    );
  });

  it("names the place of the mapping for everything that it makes", () => {
    fc.assert(
      fc.property(arbitraryMapping, (mapping) => {
        const { fields, connectionReferences, variables } = modelOf(mappingText(mapping));
        for (const field of fields)
          expect(at(mapping, field.origin)).toMatchObject({ referral: field.referral });
        for (const reference of Object.values(connectionReferences)) {
          expect(at(mapping, reference.origin)).toMatchObject({ name: reference.name });
        }
        for (const variable of variables) {
          expect(at(mapping, variable.origin)).toMatchObject({ schemaName: variable.schemaName });
        }
      }),
      runs,
    );
  });
});

describe("a mapping with a mistake", () => {
  it("is told where: the text at the place is the misspelt key, and the edit mends it", () => {
    fc.assert(
      fc.property(arbitraryMapping, fc.constantFrom(...misspellings), (mapping, [key, wrong]) => {
        const whole = mappingText(mapping);
        const text = whole.replace(`\n${key}:`, `\n${wrong}:`);
        const findings = readMapping({ file, text }).diagnostics;
        const finding = findings.find(({ code }) => code === "SCHEMA.UNKNOWN_KEY");
        const { start, end } = finding?.where ?? {};
        expect(text.slice(start?.offset, end?.offset)).toBe(wrong);
        const edits = (finding?.nextActions ?? []).flatMap((action) =>
          action.kind === "edit-file" && action.edit !== undefined ? [action.edit] : [],
        );
        const mended = edits.map(
          ({ offset, length, text: put }) => text.slice(0, offset) + put + text.slice(offset + length),
        );
        expect(mended).toContain(whole);
      }),
      runs,
    );
  });
});

const misspellings = [
  ["solution", "soluton"],
  ["connectors", "conectors"],
  ["environmentVariables", "environmentVariabels"],
  ["fields", "field"],
  ["stages", "stagse"],
] as const;

describe("any text at all", () => {
  it("is read or refused with a code, never with an exception", () => {
    const pieces = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&x ",
      "*x",
      "!t ",
      '"',
      "'",
      "|",
      ">",
      "#",
      "%",
      "\t",
      "?",
      ",",
      "---\n",
      "\r\n",
      "0",
      "é",
      "\ud800",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const { diagnostics, model } = readMapping({ file, text: parts.join("") });
        expect(model).toBeUndefined();
        expect(hasErrors(diagnostics)).toBe(true);
        for (const { code } of diagnostics) expect(code).toMatch(/^(?:READ|SCHEMA)\.[A-Z_]+$/);
      }),
      { numRuns: 1000 },
    );
  });

  it("so are any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (text) => {
        expect(hasErrors(readMapping({ file, text }).diagnostics)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** The paths of the objects that are not frozen. */
function thawed(value: unknown, path: string): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => thawed(each, `${path}.${key}`));
  return Object.isFrozen(value) ? inside : [path, ...inside];
}

/** A model whose variables stand in an order of their own: theirs is that of the mapping. */
function unordered(model: Model) {
  const variables = [...model.variables].sort((left, right) => (left.key < right.key ? -1 : 1));
  return { ...model, variables };
}

/** The same tree with the keys of every group in another order. */
function shuffle(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((each) => shuffle(each, seed));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const turn = entries.length === 0 ? 0 : seed % entries.length;
  return Object.fromEntries(
    [...entries.slice(turn), ...entries.slice(0, turn)].map(([key, each]) => [key, shuffle(each, seed)]),
  );
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
