import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import { loadScenario } from "../../../generator/cli/scenario-files.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { builtCast } from "../../../generator/tooling/built-cast.ts";
import { scenarioCodes } from "../../../simulator/scenario/codes.ts";
import { readScenario } from "../../../simulator/scenario/read-scenario.ts";
import { runScenario } from "../../../simulator/scenario/run-scenario.ts";
import { tenantTheatre } from "../../../simulator/scenario/theatre.ts";
import { codePage } from "../code-page.ts";

// The examples of the pages, played: a `yaml` example is a scenario, a `console` example names one. There is only the
// layout of one solution, so that a page can ask for the other.

const built = builtCast(packageRoot());
const theatre = tenantTheatre({ ...built, layouts: { single: built.layouts.single ?? [] } });
const codes = Object.keys(scenarioCodes.declarations).map((key) => `SCENARIO.${key}`);

function found(language: string, example: string): string | undefined {
  try {
    if (language === "console") {
      loadScenario(example.split(" ").at(-1) ?? "", packageRoot());
      return undefined;
    }
    const scenario = readScenario({ file: "scenario.yaml", text: example });
    return runScenario("example", scenario, theatre).stopped?.code;
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
}

describe.each(codes)("%s", (code) => {
  const { example } = codePage(code);

  it("is what the bad example ends with", () => {
    expect(found(...example("Bad"))).toBe(code);
  });

  it("is not what the good example ends with", () => {
    expect(found(...example("Good"))).toBeUndefined();
  });
});
