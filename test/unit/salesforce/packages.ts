import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { parse, stringify } from "yaml";
import { assert } from "../../../generator/diagnostics/failure.ts";
import type { Artifact } from "../../../generator/model/artifact.ts";
import type { Model } from "../../../generator/model/model.ts";
import { readMapping } from "../../../generator/spec/read-mapping.ts";
import { emitSalesforce } from "../../../salesforce/index.ts";
import type { Component, SalesforcePackage } from "../../../salesforce/metadata/component.ts";
import type { TextFiles } from "../../../salesforce/metadata/write-files.ts";
import { salesforcePackage } from "../../../salesforce/package/salesforce-package.ts";
import { goldenCases, mergePatch } from "../../golden/cases.ts";

export const defaultMapping = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

/** The default mapping with changes, given as a JSON merge patch. */
export const modelWith = (patch: unknown = {}): Model =>
  modelOf(stringify(mergePatch(parse(defaultMapping), patch), { lineWidth: 0 }));

/** The mapping of a golden case, by the name of its folder. */
export function modelOfCase(name: string): Model {
  const found = goldenCases().find((each) => each.name === name);
  assert(found !== undefined, `there is no golden case ${name}`);
  return modelOf(found.text);
}

function modelOf(changed: string): Model {
  const { model, diagnostics } = readMapping({ file: "mapping.yaml", text: changed });
  assert(model !== undefined, diagnostics.map(({ message }) => message).join("\n"));
  return model;
}

/** The default mapping with one more row in its field map. */
export function modelWithRow(row: Readonly<Record<string, unknown>>): Model {
  const mapping: { readonly fields: readonly unknown[] } = parse(defaultMapping);
  return modelWith({ fields: [...mapping.fields, row] });
}

export const packageWith = (patch: unknown = {}): SalesforcePackage => salesforcePackage(modelWith(patch));

export const namesOf = ({ components }: SalesforcePackage): readonly string[] =>
  components.map(({ type, name }) => `${type} ${name}`);

/** The texts in the metadata zip. */
export function zipOf(artifacts: readonly Artifact[]): TextFiles {
  const content = artifacts.find(({ kind }) => kind === "salesforce-zip")?.content;
  assert(content instanceof Uint8Array, "no zip was emitted");
  return Object.fromEntries(
    Object.entries(unzipSync(content)).map(([path, bytes]) => [path, Buffer.from(bytes).toString("utf8")]),
  );
}

/** The texts of the source project, by path below it. */
export function sourceOf(artifacts: readonly Artifact[]): TextFiles {
  return Object.fromEntries(
    artifacts.flatMap(({ kind, path, content }) =>
      kind === "salesforce-source" && typeof content === "string"
        ? [[path.replace(/^salesforce\//, ""), content]]
        : [],
    ),
  );
}

export const emitted = (patch: unknown = {}): readonly Artifact[] => emitSalesforce(modelWith(patch));

/** A package with one component taken out and others put in. */
export function changed(
  pack: SalesforcePackage,
  without: string,
  ...components: readonly Component[]
): SalesforcePackage {
  return {
    ...pack,
    components: [...pack.components.filter(({ name }) => name !== without), ...components],
  };
}
