import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../../../simulator/services/partner-center/codes.ts";
import { asObject } from "../../../simulator/services/partner-center/normalise.ts";
import { codePage } from "../code-page.ts";
import { dealBody, emulator } from "./harness.ts";

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
  const { center, call, create } = emulator();
  switch (language) {
    case "http": {
      const [, target = ""] = text.split(/ (.*)/);
      const [path = "", options = ""] = target.split("?");
      expect(call("GET", path, { query: Object.fromEntries(new URLSearchParams(options)) }).status).toBe(200);
      return;
    }
    case "json": {
      const given = asObject(JSON.parse(text)) ?? {};
      const sample = asObject(dealBody()) ?? {};
      const merged = Object.entries(given).map(([name, value]): [string, unknown] => [
        name,
        Array.isArray(value) ? value : { ...asObject(sample[name]), ...asObject(value) },
      ]);
      expect(create({ ...sample, ...Object.fromEntries(merged) }).status).toBe(200);
      return;
    }
    case "actor": {
      const [verb, name = ""] = text.split(/ (.*)/);
      const deal = center.portal.createDeal("coSell").id ?? "";
      if (name === "the declined deal") center.microsoft.decline(deal, "No seller");
      const id = name.startsWith("the ") ? deal : name;
      if (verb === "accept") center.microsoft.accept(id);
      else center.microsoft.decline(id, "No seller");
      return;
    }
    default:
      expect.unreachable(`no way to run ${language}`);
  }
}

describe.each(Object.keys(emulatorCodes.declarations).map((key) => `EMU_PC.${key}`))(
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
