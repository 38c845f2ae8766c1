import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { projectFiles, root, sourceFiles, textOf } from "./project-files.ts";

const areas = (
  await Promise.all(
    sourceFiles
      .filter((path) => !path.startsWith("test/") && /= declareCodes\(/.test(textOf(path)))
      .map(async (path): Promise<readonly unknown[]> => {
        const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, path)).href);
        return Object.values(module);
      }),
  )
)
  .flat()
  .filter(isCodeArea);

const codes = areas.flatMap(({ area, declarations }) =>
  Object.keys(declarations).map((key) => `${area}.${key}`),
);
const pages = projectFiles
  .filter((path) => /^docs\/codes\/[A-Z][A-Z_]*\.[A-Z0-9_]+\.md$/.test(path))
  .map((path) => path.slice("docs/codes/".length, -".md".length));

it("finds the declared codes", () => {
  expect(codes).toContain("OUT.NOT_OURS");
  expect(codes.length).toBeGreaterThan(60);
});

it("declares each code once", () => {
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

it("has a page for every code", () => {
  expect(codes.filter((code) => !pages.includes(code)).sort()).toEqual([]);
});

it("has no page for a code that nothing declares", () => {
  expect(pages.filter((code) => !codes.includes(code)).sort()).toEqual([]);
});

it("says everything in sentences that begin with a capital, unless a name of something begins them", () => {
  const texts = areas.flatMap(({ declarations }) =>
    Object.values(declarations).flatMap((declaration) =>
      Object.values(declaration).filter((text) => / /.test(text)),
    ),
  );
  const isName = (text: string) => /^(?:pac|sf|cosell|[\w./-]+\.(?:xml|md|json|yaml))\b/.test(text);
  expect(texts.length).toBeGreaterThan(500);
  expect(texts.filter((text) => /^[a-z]/.test(text) && !isName(text))).toEqual([]);
});

it.each(pages)("the page of %s says why, shows bad and good, and what to do", (code) => {
  const headings = textOf(`docs/codes/${code}.md`)
    .replace(/^```[\s\S]*?^```/gm, "")
    .split("\n")
    .filter((line) => line.startsWith("#"));
  expect(headings).toEqual([`# ${code}`, "## Why", "## Bad", "## Good", "## What to do"]);
});

interface Area {
  readonly area: string;
  readonly declarations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function isCodeArea(value: unknown): value is Area {
  return typeof value === "object" && value !== null && "area" in value && "declarations" in value;
}
