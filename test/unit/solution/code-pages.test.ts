import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { connectorCodes } from "../../../connector/rules/codes.ts";
import { zipCodes } from "../../../solution/read/codes.ts";
import { solutionCodes } from "../../../solution/verify/codes.ts";
import { flowCodes } from "../../../solution/verify/flow/codes.ts";
import { type VerifyInput, verify } from "../../../solution/verify/verify.ts";
import { codePage, documentedCodes } from "../code-page.ts";
import { filesOf, zipAt } from "./default-solution.ts";
import { recipes } from "./zip-recipes.ts";

// The examples of the pages, run. `edit` changes a file of the default solution (`split` one of the flow solution of the
// split layout), `lines` stand in one as it is, a
// `recipe` makes a zip that something is wrong with, `twin` is the pair of zips, `json` a flow or the definition
// of a connector as a file of its own.

const areas = [zipCodes, solutionCodes, flowCodes, connectorCodes];
const codes = areas.flatMap(({ area, declarations }) =>
  Object.keys(declarations).map((key) => `${area}.${key}`),
);
const single = zipAt("single/CosellSync_1_0_0_0.zip");
const split = zipAt("split/CosellSync_1_0_0_0.zip");
const managed = zipAt("single/CosellSync_1_0_0_0_managed.zip");

const editOfTwin = "customizations.xml\n- <Roles></Roles>\n+ <Roles />";

function found(language: string, example: string): readonly string[] {
  return verify(inputs(language, example)).diagnostics.map(({ code }) => code);
}

function inputs(language: string, example: string): readonly VerifyInput[] {
  const file = (bytes: Uint8Array): VerifyInput => ({ kind: "file", name: "solution.zip", bytes });
  switch (language) {
    case "edit":
      return [{ kind: "folder", name: "solution", files: edited(filesOf(single), example) }];
    case "split":
      return [{ kind: "folder", name: "solution", files: edited(filesOf(split), example) }];
    case "lines":
      expectLines(filesOf(single), example);
      return [file(single)];
    case "recipe":
      return [file(recipes[example]?.(single) ?? expect.fail(`there is no recipe ${example}`))];
    case "twin":
      return [
        file(single),
        example.includes("edit")
          ? file(zipSync(Object.fromEntries(edited(filesOf(managed), editOfTwin))))
          : file(managed),
      ];
    case "json":
      return [file(new TextEncoder().encode(example))];
    case "operations": {
      const paths = Array.from({ length: Number(example) }, (_, index) => [
        `/p${index}`,
        { get: { operationId: `Get${index}` } },
      ]);
      return [
        file(new TextEncoder().encode(JSON.stringify({ swagger: "2.0", paths: Object.fromEntries(paths) }))),
      ];
    }
    default:
      return expect.fail(`no test knows examples in ${language}`);
  }
}

function pathOf(files: ReadonlyMap<string, Uint8Array>, pattern: string): string {
  if (!pattern.endsWith("*")) return pattern;
  return [...files.keys()].find((path) => path.startsWith(pattern.slice(0, -1))) ?? pattern;
}

function edited(files: Map<string, Uint8Array>, example: string): Map<string, Uint8Array> {
  const [pattern = "", first = "", second = "", encoding = ""] = example.split("\n");
  const path = pathOf(files, pattern);
  const text = new TextDecoder().decode(files.get(path));
  if (first === "remove") files.delete(path);
  else if (first.startsWith("add ")) files.set(path, new TextEncoder().encode(first.slice(4)));
  else if (first.startsWith("grow "))
    files.set(path, new TextEncoder().encode(text + " ".repeat(Number(first.slice(5)))));
  else {
    expect(text).toContain(first.slice(2));
    const changed = text.replace(first.slice(2), second.slice(2));
    files.set(path, Buffer.from(changed, encoding === "as latin1" ? "latin1" : "utf8"));
  }
  return files;
}

function expectLines(files: ReadonlyMap<string, Uint8Array>, example: string): void {
  const [pattern = "", ...lines] = example.split("\n");
  const text = new TextDecoder().decode(files.get(pathOf(files, pattern)));
  for (const line of lines) expect(text).toContain(line.slice(2));
}

describe.each(codes)("%s", (code) => {
  const { example } = codePage(code);

  it("is what the bad example gives", () => {
    expect(found(...example("Bad"))).toContain(code);
  });

  it("is not what the good example gives", () => {
    expect(found(...example("Good"))).not.toContain(code);
  });
});

it("has no page for a code that is gone", () => {
  expect(documentedCodes("ZIP", "SOL", "CLOUDFLOW", "CONN")).toEqual([...codes].sort());
});
