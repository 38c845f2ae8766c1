import { expect } from "vitest";
import { emulatorCodes } from "../../../simulator/services/partner-center/codes.ts";
import { asObject } from "../../../simulator/services/partner-center/normalise.ts";
import { testPages } from "../code-page.ts";
import { dealBody, emulator } from "./harness.ts";

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

testPages(emulatorCodes, run);
