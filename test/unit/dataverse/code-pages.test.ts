import { expect } from "vitest";
import { emulatorCodes } from "../../../simulator/services/dataverse/codes.ts";
import type { ServiceRequest } from "../../../simulator/world/service.ts";
import { testPages } from "../code-page.ts";
import { testEnvironment } from "./environment.ts";
import { solutionZip } from "./solution-zip.ts";

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

testPages(emulatorCodes, run);
