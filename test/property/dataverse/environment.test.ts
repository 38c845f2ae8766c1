import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testEnvironment } from "../../unit/dataverse/environment.ts";
import { idOf, solutionZip } from "../../unit/dataverse/solution-zip.ts";

const names = ["con_a", "con_b", "con_c"] as const;
const flowNames = ["First", "Second"] as const;

const step = fc.oneof(
  fc.record({
    kind: fc.constant("import" as const),
    version: fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(12))
      .map(([major, minor]) => `${major}.${minor}.0.0`),
    variables: fc.subarray([...names]),
    flows: fc.subarray([...flowNames]),
    mode: fc.constantFrom("upgrade" as const, "update" as const),
  }),
  fc.record({
    kind: fc.constant("set" as const),
    name: fc.constantFrom(...names),
    value: fc.string({ minLength: 1, maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant("switch" as const), flow: fc.constantFrom(...flowNames), on: fc.boolean() }),
);

const numbers = (version: string): number => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major * 100 + minor;
};

describe("imports in any order, with a maker at work between them", () => {
  it("keep ids, values and states of what stays, and take along what leaves", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { control } = testEnvironment();
        let version = "0.0.0.0";
        let variables = new Map<string, string | undefined>();
        let flows = new Map<string, "on" | "off">();
        for (const each of steps) {
          if (each.kind === "set") {
            if (!variables.has(each.name)) continue;
            control.setVariable(each.name, each.value);
            variables.set(each.name, each.value);
          } else if (each.kind === "switch") {
            if (!flows.has(each.flow)) continue;
            expect((each.on ? control.turnOn(each.flow) : control.turnOff(each.flow)).ok).toBe(true);
            flows.set(each.flow, each.on ? "on" : "off");
          } else {
            const zip = solutionZip({
              version: each.version,
              variables: each.variables.map((name) => ({ name, default: "d" })),
              flows: each.flows.map((name) => ({ name })),
            });
            const outcome = control.importSolution(zip, { mode: each.mode });
            const isNewer = numbers(each.version) > numbers(version);
            expect(outcome.kind === "refused").toBe(!isNewer);
            if (!isNewer) continue;
            version = each.version;
            const stay = <Value>(kept: Map<string, Value>, coming: readonly string[], fresh: Value) =>
              new Map([
                ...[...kept].filter(([name]) => each.mode === "update" || coming.includes(name)),
                ...coming.filter((name) => !kept.has(name)).map((name): [string, Value] => [name, fresh]),
              ]);
            variables = stay(variables, each.variables, undefined);
            flows = stay(flows, each.flows, "off");
          }
          for (const name of names) {
            expect(control.variable(name)).toBe(
              variables.has(name) ? (variables.get(name) ?? "d") : undefined,
            );
          }
          const there = control.flows().map(({ id, state }): [string, string] => [id, state]);
          expect(new Map(there)).toEqual(new Map([...flows].map(([name, state]) => [idOf(name), state])));
        }
      }),
      { numRuns: 60 },
    );
  });
});

interface Formula {
  readonly text: string;
  readonly holds: (row: Readonly<Record<string, unknown>>) => boolean;
}

const text = (value: unknown): string => String(value).toLowerCase();
const leaf: fc.Arbitrary<Formula> = fc
  .record({
    column: fc.constantFrom("schemaname", "defaultvalue"),
    test: fc.constantFrom("eq", "ne", "gt", "le", "contains", "startswith"),
    value: fc.constantFrom("con_a", "CON_B", "x", "", "it's"),
  })
  .map(({ column, test, value }) => {
    const literal = `'${value.replaceAll("'", "''")}'`;
    const isCall = test === "contains" || test === "startswith";
    const holds = (row: Readonly<Record<string, unknown>>): boolean => {
      const actual = row[column];
      const wanted = text(value);
      if (isCall) {
        const given = text(actual ?? "");
        return test === "contains" ? given.includes(wanted) : given.startsWith(wanted);
      }
      if (actual === null) return test === "ne";
      const given = text(actual);
      return (
        { eq: given === wanted, ne: given !== wanted, gt: given > wanted, le: given <= wanted }[test] ?? false
      );
    };
    return { text: isCall ? `${test}(${column},${literal})` : `${column} ${test} ${literal}`, holds };
  });
const formula: fc.Arbitrary<Formula> = fc.letrec<{ tree: Formula }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie("tree").map((a): Formula => ({ text: `not (${a.text})`, holds: (row) => !a.holds(row) })),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Formula => ({
        text: `(${a.text} and ${b.text})`,
        holds: (row) => a.holds(row) && b.holds(row),
      }),
    ),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Formula => ({
        text: `(${a.text} or ${b.text})`,
        holds: (row) => a.holds(row) || b.holds(row),
      }),
    ),
  ),
})).tree;

describe("a filter of the Web API", () => {
  const { api, control } = testEnvironment();
  for (const [name, value] of [
    ["con_a", "x"],
    ["con_b", null],
    ["con_c", "it's"],
    ["con_d", ""],
  ] as const) {
    api("POST", "environmentvariabledefinitions", { body: { schemaname: name, defaultvalue: value } });
  }
  const rows = control.rows("environmentvariabledefinitions");

  it("lets pass exactly the rows it describes", () => {
    fc.assert(
      fc.property(formula, ({ text: $filter, holds }) => {
        const { status, body } = api("GET", "environmentvariabledefinitions", { query: { $filter } });
        expect(status).toBe(200);
        expect(body).toMatchObject({ value: rows.filter(holds).map(({ schemaname }) => ({ schemaname })) });
      }),
      { numRuns: 200 },
    );
  });
});
