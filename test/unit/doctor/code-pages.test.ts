import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { buildCodes } from "../../../solution/doctor/build/codes.ts";
import { clientCodes } from "../../../solution/doctor/clients/codes.ts";
import { resultOf } from "../../../solution/doctor/clients/salesforce.ts";
import { driftCodes } from "../../../solution/doctor/drift/codes.ts";
import { environmentCodes } from "../../../solution/doctor/environment/codes.ts";
import { machineCodes } from "../../../solution/doctor/machine/codes.ts";
import { checks } from "../../../solution/doctor/registry.ts";
import { settingsCodes } from "../../../solution/doctor/settings/codes.ts";
import { codePage, documentedCodes, testPages } from "../code-page.ts";
import { judges } from "./judges.ts";

const areas = [machineCodes, buildCodes, settingsCodes, environmentCodes, driftCodes, clientCodes];

/** An example names a check and the facts that it has seen. Its first finding is what the example stops with. */
function run(language: string, text: string): void {
  expect(language).toBe("yaml");
  const { check, facts } = parse(text);
  if (check === "answer of sf") {
    resultOf("a query", { started: true, ...facts });
    return;
  }
  const judge = judges[check];
  expect(judge, `the check ${check}`).toBeDefined();
  const [finding] = judge?.(facts as never).findings ?? [];
  if (finding !== undefined) throw new Failure(finding);
}

for (const area of areas) testPages<typeof area.declarations>(area, run);

describe("the pages of the doctor", () => {
  it("are one for each code that a check can give", () => {
    const declared = areas.flatMap(({ area, declarations }) =>
      Object.keys(declarations).map((key) => `${area}.${key}`),
    );
    expect(documentedCodes("DOCTOR")).toEqual(declared.sort());
  });

  it("name checks that exist, so that the judge of every check is run by an example", () => {
    expect(Object.keys(judges)).toEqual(checks.map(({ key }) => key));
    const used = documentedCodes("DOCTOR").map((code) => parse(codePage(code).example("Bad")[1]).check);
    expect([...new Set(used)].sort()).toEqual([...Object.keys(judges), "answer of sf"].sort());
  });
});
