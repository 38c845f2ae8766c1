import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { callerId } from "../../connector/facts.ts";
import type { Artifact } from "../../generator/model/artifact.ts";
import { build } from "../../generator/pipeline.ts";
import { goldenCases, mergePatch } from "./cases.ts";

const textOf = (name: string): string => goldenCases().find((each) => each.name === name)?.text ?? "";
const original = textOf("default");

/** Every id in everything that is made of a mapping, zips included, with how often it stands there. */
function idsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const content of build({ file: "mapping.yaml", text }).artifacts.flatMap(texts)) {
    for (const [id] of content.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi)) {
      counts.set(id.toLowerCase(), (counts.get(id.toLowerCase()) ?? 0) + 1);
    }
  }
  return counts;
}

function texts({ path, content, solution }: Artifact): readonly string[] {
  if (solution === undefined) return typeof content === "string" ? [path, content] : [];
  if (typeof content === "string") return [];
  return Object.entries(unzipSync(content)).flatMap(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString("utf8"),
  ]);
}

const ids = idsOf(original);

describe("ids", () => {
  it("are there at all", () => {
    expect(ids.size).toBeGreaterThan(100);
  });

  it("are all the same in the next version", () => {
    expect(idsOf(textOf("next-version"))).toEqual(ids);
  });

  it("survive other display names and descriptions", () => {
    const names = {
      solution: {
        displayName: "Another name",
        description: "Another text",
        publisher: { displayName: "Another" },
      },
      connectors: { referrals: { title: "Another title" } },
      connectionReferences: { salesforce: { displayName: "Another connection" } },
      environmentVariables: { activeStage: { displayName: "Another variable", description: "Another text" } },
    };
    expect(idsOf(stringify(mergePatch(parse(original), names), { lineWidth: 0 }))).toEqual(ids);
  });

  it("survive another order of everything in the mapping", () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value;
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    expect(idsOf(stringify(reversed(parse(original)), { lineWidth: 0 }))).toEqual(ids);
  });

  it("are others in a solution with another unique name", () => {
    const other = idsOf(original.replaceAll("CosellSync", "OtherSync"));
    const shared = [...ids.keys()].filter((id) => other.has(id));
    // The empty client id of the mapping, and two that Microsoft has given: to the calling program, and to the
    // permission of Partner Center.
    expect(shared.sort()).toEqual([
      "00000000-0000-0000-0000-000000000000",
      callerId,
      "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd",
    ]);
  });
});
