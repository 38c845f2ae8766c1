import { posix } from "node:path";
import { expect, it } from "vitest";
import { sourceFiles, textOf } from "./project-files.ts";

/** What each folder may import of the others; the longest matching name counts. One's own folder is always allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  generator: [],
  "generator/pipeline.ts": ["connector", "flows", "salesforce", "solution"],
  "generator/cli": [
    "solution/verify",
    "solution/read",
    "solution/compare",
    "solution/deploy",
    "solution/doctor",
    "simulator",
    "salesforce/layout",
  ],
  "generator/tooling": ["connector", "flows", "salesforce", "solution", "simulator"],
  connector: ["generator/model", "generator/diagnostics"],
  flows: ["generator/model", "generator/diagnostics", "connector"],
  salesforce: ["generator/model", "generator/diagnostics", "generator/packing"],
  solution: ["generator/model", "generator/diagnostics", "generator/packing"],
  "solution/verify": [
    "generator/model",
    "generator/diagnostics",
    "simulator/expressions",
    "simulator/engine",
    "connector",
  ],
  simulator: ["generator/diagnostics"],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: readonly Import[] = sourceFiles
  .filter((from) => !from.startsWith("test/") && from.includes("/"))
  .flatMap((from) =>
    [...textOf(from).matchAll(/(?:from|import\()\s*"(\.{1,2}\/[^"]+)"/g)].map(([, path = ""]) => ({
      from,
      to: posix.join(posix.dirname(from), path),
    })),
  );

const topOf = (path: string) => path.split("/")[0] ?? "";

function rulesOf(path: string): readonly string[] {
  const names = Object.keys(allowed).filter((name) => path === name || path.startsWith(`${name}/`));
  const [longest = ""] = names.sort((one, other) => other.length - one.length);
  return allowed[longest] ?? [];
}

it("folders import what the design allows them, and nothing else", () => {
  const wrong = imports
    .filter(({ from, to }) => topOf(from) !== topOf(to))
    .filter(({ from, to }) => !rulesOf(from).some((name) => to === name || to.startsWith(`${name}/`)))
    .map(({ from, to }) => `${from} imports ${to}`);
  expect(wrong).toEqual([]);
});

it("sees the imports that the rules are about", () => {
  expect(imports).toContainEqual({ from: "generator/pipeline.ts", to: "flows/index.ts" });
  expect(imports.length).toBeGreaterThan(300);
});

it("imports name the file with its ending", () => {
  expect(imports.filter(({ to }) => !/\.(ts|js|json)$/.test(to))).toEqual([]);
});
