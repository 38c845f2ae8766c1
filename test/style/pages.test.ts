import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { projectFiles, root, textOf } from "./project-files.ts";

// The pages that people read.

const pages = projectFiles.filter((path) => /^(?:[A-Z]+|docs\/.*)\.md$/.test(path));

it("every link of a page leads to something", () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ path, anchor }) => !leadsToSomething(path, anchor))
      .map(({ path, anchor = "" }) => `${page}: ${path}#${anchor}`),
  );
  expect(broken).toEqual([]);
});

it("every row of a table has the cells of its head", () => {
  expect(pages.flatMap((page) => brokenRows(page).map((line) => `${page}:${line}`))).toEqual([]);
});

it("every guide is reached from README.md", () => {
  const reached = new Set(["README.md"]);
  for (const page of reached) {
    for (const { path } of linksOf(page)) {
      if (pages.includes(path)) reached.add(path);
    }
  }
  const guides = pages.filter((page) => !page.startsWith("docs/codes/"));
  expect(guides.filter((page) => !reached.has(page))).toEqual([]);
});

interface Link {
  readonly path: string;
  readonly anchor?: string;
}

/** Links to files of the project, as paths from its root. */
function linksOf(page: string): readonly Link[] {
  return [...withoutCode(page).matchAll(/\]\(([^()\s]+)\)/g)].flatMap(([, target = ""]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [file = "", anchor] = target.split("#");
    const path = file === "" ? page : normalize(join(dirname(page), file));
    return [{ path, ...(anchor === undefined ? {} : { anchor }) }];
  });
}

function leadsToSomething(path: string, anchor: string | undefined): boolean {
  return existsSync(join(root, path)) && (anchor === undefined || anchorsOf(path).includes(anchor));
}

/** The anchors that headings get: small letters, blanks as hyphens, no other signs. */
function anchorsOf(page: string): readonly string[] {
  const headings = withoutCode(page).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

/** Fenced blocks keep their lines, and hold nothing. */
function withoutCode(page: string): string {
  return textOf(page).replace(/^ *```[\s\S]*?^ *```/gm, (block) => block.replace(/.+/g, ""));
}

/** Numbers of the lines of a table that have more or fewer cells than the line above them. */
function brokenRows(page: string): readonly number[] {
  const counts = withoutCode(page)
    .split("\n")
    .map((line) => (line.startsWith("|") ? line.split(/(?<!\\)\|/).length : 0));
  return counts.flatMap((count, index) => {
    const above = counts[index - 1] ?? 0;
    return count > 0 && above > 0 && count !== above ? [index + 1] : [];
  });
}
