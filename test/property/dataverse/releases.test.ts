import fc from "fast-check";
import { expect, it } from "vitest";
import { createDataverse } from "../../../simulator/services/dataverse/create-dataverse.ts";
import type { Dataverse, Row } from "../../../simulator/services/dataverse/types.ts";
import { solutionZip } from "../../unit/dataverse/solution-zip.ts";

// Whatever is released in whatever order: solutions own what is there, and nothing is there that none of them owns.

const names = ["A", "B", "C"] as const;
const part = fc.subarray([...names]);

/** A version of one of two solutions that share a reference, so that neither may take it along alone. */
const contents = fc.record({ flows: part, variables: part, references: part, connectors: part });

const deed = fc.oneof(
  fc.record({
    kind: fc.constantFrom("ImportSolution", "StageAndUpgrade", "hold"),
    solution: fc.constantFrom("One", "Two"),
    contents,
  }),
  fc.record({
    kind: fc.constantFrom("promote", "delete"),
    solution: fc.constantFrom("One", "Two", "One_Upgrade"),
  }),
);

function zipOf(
  solution: string,
  version: number,
  made: typeof contents extends fc.Arbitrary<infer T> ? T : never,
) {
  const own = (name: string): string => `con_${solution}${name}`;
  return Buffer.from(
    solutionZip({
      uniqueName: solution,
      version: `1.${version}.0.0`,
      flows: made.flows.map((name) => ({ name: own(name), responds: true })),
      variables: made.variables.map((name) => ({ name: own(name), value: "x" })),
      references: [
        { name: "con_shared", connector: "shared_salesforce" },
        ...made.references.map((name) => ({ name: own(name), connector: "shared_salesforce" })),
      ],
      connectors: made.connectors.map((name) => ({ name: own(name).toLowerCase() })),
    }),
  ).toString("base64");
}

const componentSets = [
  "workflows",
  "connectors",
  "connectionreferences",
  "environmentvariabledefinitions",
] as const;
const idOf: Readonly<Record<string, string>> = {
  workflows: "workflowid",
  connectors: "connectorid",
  connectionreferences: "connectionreferenceid",
  environmentvariabledefinitions: "environmentvariabledefinitionid",
};

function ids({ control }: Dataverse): readonly string[] {
  return componentSets.flatMap((set) => control.rows(set).map((row) => String(row[idOf[set] ?? ""]))).sort();
}

const objectIds = (rows: readonly Row[]): readonly string[] =>
  [...new Set(rows.map((row) => String(row["objectid"])))].sort();

it("components are owned, and go with the last owner", () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
      const dataverse = createDataverse({ clock: { now: () => 0 }, seed: 1 });
      const call = (method: "POST" | "DELETE", path: string, body?: unknown): number =>
        dataverse.handle({
          method,
          path: `/api/data/v9.2/${path}`,
          query: {},
          headers: {},
          body,
          user: "kim",
        }).status;
      const remove = (name: string): number => call("DELETE", `solutions(uniquename='${name}')`);
      deeds.forEach((each, version) => {
        if ("contents" in each) {
          const body = {
            CustomizationFile: zipOf(each.solution, version, each.contents),
            ImportJobId: "5a2d1b1e-0f5a-4f8e-8a51-1d1f0c6a7b01",
            HoldingSolution: each.kind === "hold",
          };
          call("POST", each.kind === "hold" ? "ImportSolution" : each.kind, body);
        } else if (each.kind === "promote") call("POST", "DeleteAndPromote", { UniqueName: each.solution });
        else remove(each.solution);
        expect(objectIds(dataverse.control.rows("solutioncomponents"))).toEqual(ids(dataverse));
      });
      for (const { name } of dataverse.control.solutions()) expect(remove(name)).toBe(204);
      for (const set of [
        ...componentSets,
        "environmentvariablevalues",
        "solutions",
        "publishers",
        "solutioncomponents",
      ]) {
        expect([set, dataverse.control.rows(set)]).toEqual([set, []]);
      }
    }),
    { numRuns: 200 },
  );
});
