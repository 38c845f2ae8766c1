import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import { scenarioNames } from "../../../generator/cli/scenario-files.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { builtCast } from "../../../generator/tooling/built-cast.ts";
import { flowsInZip } from "../../../simulator/engine/load/flows-in-zip.ts";
import { mutants } from "../../../simulator/proof/mutants/index.ts";
import { mutateZip } from "../../../simulator/proof/mutate-zip.ts";
import { setProperty } from "../../../simulator/proof/operators.ts";
import { survivors } from "../../../simulator/proof/survivors.ts";
import { codePage } from "../code-page.ts";

const [zip = new Uint8Array()] = builtCast(packageRoot()).layouts.single ?? [];
const original = new Map(flowsInZip(zip, "").map((flow) => [flow.name, JSON.stringify(flow.content)]));

describe("the mutants", () => {
  it("are many, have names of their own, and break every flow in many ways", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
    expect(new Set(mutants.map(({ flow }) => flow))).toEqual(new Set(original.keys()));
    expect(new Set(mutants.map(({ mutation }) => mutation.kind)).size).toBeGreaterThanOrEqual(15);
  });

  it("name scenarios that there are, and survivors are mutants that there are", () => {
    const scenarios = scenarioNames();
    expect(mutants.flatMap(({ likely }) => likely).filter((name) => !scenarios.includes(name))).toEqual([]);
    expect(mutants.filter(({ likely }) => likely.length === 0)).toEqual([]);
    const ids = mutants.map(({ id }) => id);
    expect(Object.keys(survivors).filter((id) => !ids.includes(id))).toEqual([]);
    expect(Object.keys(survivors).length * 20).toBeLessThanOrEqual(mutants.length);
  });

  it("find something to break in the flows as they are built", () => {
    const places = mutants.map(({ id, flow, mutation }) => {
      const content = JSON.parse(original.get(flow) ?? "{}");
      const count = mutation.apply(content.properties.definition);
      return { id, found: count > 0 && JSON.stringify(content) !== original.get(flow) };
    });
    expect(places.filter(({ found }) => !found)).toEqual([]);
  });
});

describe("the page of PROOF.SITE_GONE", () => {
  const { text, example } = codePage("PROOF.SITE_GONE");
  const outcome = ([, json]: readonly [string, string]): string | undefined => {
    const { action, property } = JSON.parse(json);
    const mutation = setProperty(action, property, "broken");
    try {
      mutateZip(zip, { id: "sample", flow: "Reconcile", mutation });
      return undefined;
    } catch (error) {
      return error instanceof Failure ? error.diagnostic.code : String(error);
    }
  };
  it("has a bad example that ends with it, a good one that does not, and advice", () => {
    expect(text.startsWith("# PROOF.SITE_GONE\n")).toBe(true);
    expect(text).toContain("## What to do");
    expect(outcome(example("Bad"))).toBe("PROOF.SITE_GONE");
    expect(outcome(example("Good"))).toBeUndefined();
  });
});
