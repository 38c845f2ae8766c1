import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../../../simulator/services/dataverse/codes.ts";
import type { ServiceRequest } from "../../../simulator/world/service.ts";
import { codePage } from "../code-page.ts";
import { testEnvironment } from "./environment.ts";
import { solutionZip } from "./solution-zip.ts";

/** Runs an example of a page by the language of its fence, and returns the code of the finding it ends with. */
function outcome(language: string, text: string): string | undefined {
  try {
    run(language, text);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
}

function run(language: string, text: string): void {
  const { handle, control } = testEnvironment();
  switch (language) {
    case "http": {
      const [verb, target = ""] = text.split(/ (.*)/);
      const [path = "", options = ""] = target.split("?");
      const method: ServiceRequest["method"] = verb === "POST" ? "POST" : "GET";
      const query = Object.fromEntries(new URLSearchParams(options));
      const user = "admin@contoso.example";
      expect(handle({ method, path, query, headers: {}, body: undefined, user }).status).toBe(200);
      return;
    }
    case "xml":
      expect(control.importSolution(solutionZip({ extraRoots: text })).kind).toBe("imported");
      return;
    case "json": {
      const step: { readonly set: Readonly<Record<string, string>> } = JSON.parse(text);
      control.importSolution(solutionZip({ variables: [{ name: "con_stage" }] }));
      for (const [name, value] of Object.entries(step.set)) {
        control.setVariable(name, value);
        expect(control.variable(name)).toBe(value);
      }
      return;
    }
    default:
      expect.unreachable(`no way to run ${language}`);
  }
}

describe.each(Object.keys(emulatorCodes.declarations).map((key) => `EMU_DV.${key}`))(
  "the page of %s",
  (code) => {
    const { text: page, example } = codePage(code);
    it("has a bad example that ends with it, a good one that does not, and advice", () => {
      expect(page.startsWith(`# ${code}\n`)).toBe(true);
      expect(page).toContain("## Why");
      expect(page).toContain("## What to do");
      expect(outcome(...example("Bad"))).toBe(code);
      expect(outcome(...example("Good"))).toBeUndefined();
    });
  },
);
