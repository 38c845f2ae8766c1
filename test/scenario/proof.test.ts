import { describe, expect, test } from "vitest";
import { packageRoot } from "../../generator/cli/package-root.ts";
import { loadScenario } from "../../generator/cli/scenario-files.ts";
import { builtCast } from "../../generator/tooling/built-cast.ts";
import { mutants } from "../../simulator/proof/mutants/index.ts";
import { tryMutant } from "../../simulator/proof/try-mutant.ts";
import { runScenario } from "../../simulator/scenario/run-scenario.ts";
import { tenantTheatre } from "../../simulator/scenario/theatre.ts";
import { FlowLibrary } from "../../simulator/tenant/running-flows.ts";

// A dozen of the mutants of `npm run proof`, each with the scenario that has to notice it.

const dozen = [
  ["registration/takes-over-without-consent", "webhook-registration"],
  ["customize/update-without-guard", "saved-between-read-and-write"],
  ["customize/inbound-stages-swapped", "inbound-referral"],
  ["create/post-repeated", "own-event-before-our-write-back"],
  ["create/never-invited", "create-cosell-from-crm"],
  ["events/any-id-counts", "forged-event"],
  ["opportunity/no-condition", "own-write-echo"],
  ["merge/any-version-will-do", "concurrent-edit"],
  ["merge/policies-swapped", "concurrent-edit"],
  ["merge/hold-ignored", "hold-then-accept"],
  ["merge/anyone-creates", "only-the-poll-creates"],
  ["merge/wrong-property", "update-from-crm"],
] as const;

const cast = builtCast(packageRoot());
const library = new FlowLibrary();
const named = (name: string) => ({ name, scenario: loadScenario(name, packageRoot()).scenario });

describe("a broken flow is noticed", () => {
  test.each(dozen)("%s by %s", (id, scenario) => {
    const mutant = mutants.find((each) => each.id === id);
    expect(mutant).toBeDefined();
    if (mutant === undefined) return;
    const { caught } = tryMutant(mutant, cast, [named(scenario)], library);
    expect(caught?.by).toBe(scenario);
  });

  test("and the flows as they were built are not", () => {
    const theatre = tenantTheatre(cast, library);
    const failed = [...new Set(dozen.map(([, name]) => name))].filter(
      (name) => !runScenario(name, named(name).scenario, theatre).passed,
    );
    expect(failed).toEqual([]);
  });
});
