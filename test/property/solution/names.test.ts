import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import type { Model } from "../../../generator/model/model.ts";
import { zip } from "../../../generator/packing/zip.ts";
import { type SolutionContents, solutionsOf } from "../../../solution/contents.ts";
import { escapeAttribute, escapeText, illegalCharacter } from "../../../solution/escape.ts";
import { readSolution } from "../../../solution/read/read-solution.ts";
import { readZip } from "../../../solution/read/read-zip.ts";
import type { ReadSolution } from "../../../solution/read/solution-parts.ts";
import { solutionFiles } from "../../../solution/solution-files.ts";
import { contentsOf, defaultModel, smallConnector, smallFlow } from "../../unit/solution/hand-made.ts";

// Names as nobody should choose them, through the templates and back.

const markup = fc.constantFrom(
  "&",
  "<",
  ">",
  '"',
  "'",
  "]]>",
  "<!--",
  "&amp;",
  "&#65;",
  "{{text name}}",
  "{{{",
  "\\",
  "\t",
  "\r\n",
  "\u{2028}",
  "è",
  "契約",
  "🤝",
  "\u{202e}",
);
const anything = fc.string({ unit: "binary", maxLength: 12 });
const hostile = fc
  .array(fc.oneof(markup, markup, anything), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(""))
  .filter((name) => illegalCharacter(name) === undefined);

describe("escaped text", () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    alwaysCreateTextNode: true,
  });

  it("comes back from a parser as it was", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, value) => {
        const { a } = parser.parse(`<a b="${escapeAttribute(name)}">${escapeText(value)}</a>`);
        expect(a).toEqual({ b: name, "#text": value });
      }),
    );
  });
});

/** The default model with names that a template could trip over. */
function named(name: string): Model {
  const reference = defaultModel.connectionReferences.salesforce;
  return {
    ...defaultModel,
    solution: { ...defaultModel.solution, displayName: name, description: name },
    variables: defaultModel.variables.map((each) => ({
      ...each,
      displayName: name,
      description: name,
      default: each.type === "text" ? name : each.default,
    })),
    connectionReferences: {
      ...defaultModel.connectionReferences,
      salesforce: { ...reference, displayName: name },
    },
    flows: defaultModel.flows.map((flow) => ({ ...flow, name, description: name })),
  };
}

function mainSolution(model: Model): SolutionContents {
  const { referrals, events } = model.connectors;
  const connectors = [referrals, events].map((connector) => ({
    ...smallConnector(connector),
    description: model.solution.description,
  }));
  const [main] = solutionsOf(model, "single", connectors, model.flows.map(smallFlow));
  return main ?? expect.fail("there is no solution");
}

function read(files: Parameters<typeof readSolution>[1], isZip: boolean): ReadSolution {
  const { solution, diagnostics } = readSolution("solution", files, isZip);
  expect(diagnostics).toEqual([]);
  return solution ?? expect.fail("the solution cannot be read");
}

describe("a solution with hostile names", () => {
  it("is read as it was written, from the zip and from the folder", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const contents = mainSolution(named(name));
        const packed = readZip("solution.zip", zip(solutionFiles(contents).unmanaged));
        const solutions = [
          read(packed.ok ? packed.files : new Map(), true),
          read(contentsOf(solutionFiles(contents).folder), false),
        ];
        for (const { flows, references, variables, connectors } of solutions) {
          expect(flows.map((flow) => flow.name)).toEqual(contents.flows.map(() => name));
          expect(references.map(({ displayName }) => displayName)).toContain(name.trim());
          expect(connectors.map(({ description }) => description)).toEqual(Array(2).fill(name.trim()));
          for (const variable of variables) {
            expect(variable).toMatchObject({ displayName: name, description: name });
          }
          expect(variables.find(({ type }) => type === "100000000")?.default).toBe(name);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("has the same components in the zip and in the folder", () => {
    const contents = mainSolution(defaultModel);
    const zipped = read(contentsOf(solutionFiles(contents).unmanaged), true);
    const unpacked = read(contentsOf(solutionFiles(contents).folder), false);
    const summary = ({
      flows,
      connectors,
      references,
      variables,
      rootComponents,
      required,
    }: ReadSolution) => ({
      flows: flows.map(({ id, file, content }) => ({ id, file, content })).sort(byId),
      connectors: connectors.map(({ id, name }) => ({ id, name })).sort(byId),
      references: references.map(({ name, api, customConnectorId }) => ({ name, api, customConnectorId })),
      variables: variables.map(({ schemaName, type, default: value }) => ({ schemaName, type, value })),
      rootComponents,
      required,
    });
    expect(summary(unpacked)).toEqual(summary(zipped));
    expect(zipped.flows).toHaveLength(defaultModel.flows.length);
  });
});

const byId = (left: { readonly id: string }, right: { readonly id: string }): number =>
  left.id < right.id ? -1 : 1;
