import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Model } from "../../model/model.ts";
import { build, type MappingSource } from "../../pipeline.ts";
import { readYaml } from "../../spec/yaml-document.ts";
import { commandLineCodes } from "../codes.ts";
import { packageRoot } from "../package-root.ts";

/** What histories speak of, and invariants judge by: the section of the mapping, and what it comes to in the model. */
const sections: readonly (readonly [key: string, of: (model: Model) => unknown])[] = [
  ["connectors", ({ connectors }) => connectors.mode],
  [
    "environmentVariables",
    ({ variables }) => variables.map(({ key, schemaName, default: value }) => [key, schemaName, value]),
  ],
  ["crm", ({ crm }) => ({ ...crm, existing: [], labels: {}, orgSettings: {}, pages: {} })],
  ["fields", ({ fields, money }) => [fields, money]],
  ["solutions", ({ sets }) => sets.solutions],
  ["contacts", ({ sets }) => sets.contacts],
  ["team", ({ sets }) => sets.team],
  ["stages", ({ stages }) => stages],
  ["closingReasons", ({ closingReasons }) => closingReasons],
  ["deals", ({ deals }) => deals],
  ["flows", ({ flows, flowOptions }) => [flows.map(({ name }) => name), flowOptions.reconcile]],
];

/** Seeds are played with the default mapping; each section that says something else where it matters is a finding. */
export function checkMappingForSeeds(source: MappingSource): readonly Diagnostic[] {
  const usual = readFileSync(join(packageRoot(), "mapping.yaml"), "utf8");
  const text = typeof source.text === "string" ? source.text : new TextDecoder().decode(source.text);
  if (text === usual) return [];
  const given = build(source).model;
  const expected = build({ file: "mapping.yaml", text: usual }).model;
  if (given === undefined || expected === undefined) return [];
  const { document } = readYaml(source);
  return sections
    .filter(
      ([, of]) => JSON.stringify(of(given), withoutOrigin) !== JSON.stringify(of(expected), withoutOrigin),
    )
    .map(([section]) =>
      commandLineCodes.finding(
        "SEEDS_OTHER_MAPPING",
        { section },
        document === undefined ? {} : { where: document.place([section], "key") },
      ),
    );
}

/** Where something stands in the file changes nothing of what it says. */
const withoutOrigin = (key: string, value: unknown): unknown => (key === "origin" ? undefined : value);
