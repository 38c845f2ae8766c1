import { describe, expect, it } from "vitest";
import { compareVersions, isNewMajor } from "../../../solution/compare/breaking/versions.ts";
import { pairReleases } from "../../../solution/compare/pair-releases.ts";
import { artifactsOf, editedMapping, filesOf, released, releasesOf } from "./releases.ts";

const all = filesOf(released);
const only = (pattern: RegExp, files = all) => releasesOf(files.filter(({ name }) => pattern.test(name)));

/** `CosellSync=CosellSync (single)`: the pairs, and the folder that the new side was taken from. */
function paired(before: RegExp, after = all): readonly string[] | undefined {
  const pair = pairReleases(only(before), releasesOf(after));
  return pair?.solutions.map((each) => {
    const folder = each.after?.source.split("/")[0];
    return `${each.before?.uniqueName ?? "-"}=${each.after?.uniqueName ?? "-"} (${folder})`;
  });
}

describe("the solutions of two releases", () => {
  it("are paired in the layout that the old side has", () => {
    expect(paired(/^single\/|^salesforce\//)).toEqual(["CosellSync=CosellSync (single)"]);
    expect(paired(/^split\//)).toEqual([
      "CosellConnectors=CosellConnectors (split)",
      "CosellSync=CosellSync (split)",
    ]);
  });

  it("are paired alone, where the old side is one of two", () => {
    expect(paired(/^split\/CosellSync/)).toEqual(["CosellSync=CosellSync (split)"]);
    expect(paired(/^split\/CosellConnectors/)).toEqual(["CosellConnectors=CosellConnectors (split)"]);
  });

  it("are paired by what they hold, where the name is another", () => {
    const renamed = editedMapping(
      ["uniqueName: CosellSync #", "uniqueName: FabrikamSync #"],
      ["uniqueName: CosellConnectors", "uniqueName: FabrikamConnectors"],
    );
    expect(paired(/^split\//, filesOf(artifactsOf(renamed)))).toEqual([
      "CosellConnectors=FabrikamConnectors (split)",
      "CosellSync=FabrikamSync (split)",
    ]);
  });

  it("count as moved where what they hold was elsewhere before", () => {
    const apart = filesOf(artifactsOf(editedMapping(["layouts: [single, split]", "layouts: [split]"])));
    expect(paired(/^single\//, apart)).toEqual([
      "CosellSync=CosellSync (split)",
      "-=CosellConnectors (split)",
    ]);
  });

  it("have no pair where neither name nor contents agree", () => {
    const connectors = all.filter(({ name }) => name.startsWith("split/CosellConnectors"));
    expect(paired(/^split\/CosellSync/, connectors)).toBeUndefined();
  });
});

it("versions are compared number by number", () => {
  const order = (one: string, other: string) => Math.sign(compareVersions(one, other));
  expect(order("1.0.0.10", "1.0.0.9")).toBe(1);
  expect(order("1.2.0.0", "1.10.0.0")).toBe(-1);
  expect(order("1.0", "1.0.0.0")).toBe(0);
  expect(isNewMajor("1.9.0.0", "2.0.0.0")).toBe(true);
  expect(isNewMajor("1.9.0.0", "1.10.0.0")).toBe(false);
  expect(isNewMajor("2.0.0.0", "1.0.0.0")).toBe(false);
});
