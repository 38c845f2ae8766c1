import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listArtifacts } from "../../../generator/manifest.ts";
import { build, check } from "../../../generator/pipeline.ts";

const text = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");
const file = "mapping.yaml";

describe("build", () => {
  const { artifacts, diagnostics, model } = build({ file, text });
  const manifest = listArtifacts(artifacts).artifacts;

  it("has nothing to say about the mapping that comes with cosell", () => {
    expect(diagnostics).toEqual([]);
    expect(model?.solution.uniqueName).toBe("CosellSync");
  });

  it("makes everything that the README lists", () => {
    const count = (kind: string) => manifest.filter((entry) => entry.kind === kind).length;
    expect(count("flow")).toBe(9);
    expect(count("connector")).toBe(8);
    expect(count("deployment-settings")).toBe(6);
    expect(count("salesforce-zip")).toBe(1);
    expect(count("document")).toBe(2);
    expect(
      manifest.filter(({ kind }) => kind === "solution-zip").map(({ path, origin: _, ...entry }) => entry),
    ).toHaveLength(6);
  });

  it("says of a zip which solution, version and layout it is", () => {
    const zips = manifest
      .filter(({ kind }) => kind === "solution-zip")
      .map(({ solution, version, layout, managed }) => ({ solution, version, layout, managed }));
    const of = (solution: string, layout: string) =>
      [false, true].map((managed) => ({ solution, version: "1.0.0.0", layout, managed }));
    expect(zips).toEqual([
      ...of("CosellSync", "single"),
      ...of("CosellConnectors", "split"),
      ...of("CosellSync", "split"),
    ]);
  });

  it("gives every file one id, one path and a place in the mapping", () => {
    expect(new Set(manifest.map(({ id }) => id)).size).toBe(manifest.length);
    expect(new Set(manifest.map(({ path }) => path.toLowerCase())).size).toBe(manifest.length);
    const keys = Object.keys(Object(readTop(text)));
    expect(manifest.filter(({ origin }) => !keys.includes(String(origin[0])))).toEqual([]);
    expect(manifest.filter(({ path }) => path.startsWith("/") || /\\|\.\.|[<>:"|?*]/.test(path))).toEqual([]);
  });

  it("tells when a stage has ended", () => {
    const stages: string[] = [];
    build({ file, text }, (stage) => stages.push(stage));
    expect(stages).toEqual(["model", "emit", "pack"]);
  });

  it("takes the bytes of a file as well as its text", () => {
    const bytes = build({ file, text: Buffer.from(`\u{feff}${text.replaceAll("\n", "\r\n")}`) });
    expect(listArtifacts(bytes.artifacts)).toEqual(listArtifacts(artifacts));
  });

  it("makes nothing of a mapping with a mistake, and says all that check says", () => {
    const wrong = { file, text: text.replace("mode: custom", "mode: costum") };
    const result = build(wrong);
    expect(result.artifacts).toEqual([]);
    expect(result.diagnostics.map(({ code }) => code)).toEqual(["SCHEMA.UNKNOWN_VALUE"]);
    expect(check(wrong)).toEqual(result.diagnostics);
  });
});

/** The keys at the margin of a YAML file. */
function readTop(yaml: string): Readonly<Record<string, true>> {
  return Object.fromEntries([...yaml.matchAll(/^(\w+):/gm)].map(([, key]) => [key, true]));
}
