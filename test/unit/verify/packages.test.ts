import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { zipAt } from "../solution/default-solution.ts";
import { compose, flowFile } from "./flow-file.ts";

// Zips that are no solutions and hold flows or solutions.

const zip = (files: Readonly<Record<string, Uint8Array | string>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === "string" ? strToU8(content) : content,
      ]),
    ),
    { level: 0 },
  );

function look(bytes: Uint8Array) {
  const { diagnostics, subjects } = verify([{ kind: "file", name: "a.zip", bytes }]);
  return { subjects, found: diagnostics.map(({ code, where }) => `${code} ${where?.file}`) };
}

const sound = zipAt("single/CosellSync_1_0_0_0.zip");
const unsound = zip({ "solution.xml": "<", "customizations.xml": "<" });

it("an export of a flow is looked at as a flow", () => {
  const path = "Microsoft.Flow/flows/2efa/definition.json";
  const exported = (expression: string) =>
    zip({
      "manifest.json": "{}",
      "Microsoft.Flow/flows/manifest.json": "{}",
      [path]: JSON.stringify(flowFile({ actions: { A: compose(expression) } })),
    });
  expect(look(exported("@utcNow()"))).toEqual({ subjects: ["package"], found: [] });
  expect(look(exported("@utcNow("))).toEqual({
    subjects: ["package"],
    found: [`EXPR.SYNTAX a.zip/${path}`],
  });
});

it("an export of an app holds nothing that is looked at", () => {
  const exported = zip({ "manifest.json": "{}", "Microsoft.PowerApps/apps/1/a.json": "{" });
  expect(look(exported)).toEqual({ subjects: ["package"], found: [] });
});

it("solutions in packages are looked at, their data are not", () => {
  const deployed = (solution: Uint8Array) =>
    zip({
      "[Content_Types].xml": "<Types />",
      "PkgFolder/ImportConfig.xml": "<configdatastorage />",
      "PkgFolder/a.zip": solution,
      "PkgFolder/data.zip": zip({ "data.xml": "<" }),
    });
  expect(look(deployed(sound))).toEqual({ subjects: ["package"], found: [] });
  const { found } = look(deployed(unsound));
  expect(found.every((each) => each.includes("a.zip/PkgFolder/a.zip"))).toBe(true);
  expect(found.length).toBeGreaterThan(0);
  const offered = zip({ "input.xml": "<PvsPackageData />", "package.zip": deployed(unsound) });
  expect(look(offered).found).toHaveLength(found.length);
  const damaged = deployed(sound.slice(0, 1000));
  expect(look(damaged).found).toEqual(["ZIP.TRUNCATED a.zip/PkgFolder/a.zip"]);
});

it("a solution that was zipped again is none", () => {
  expect(look(zip({ "a.zip": sound }))).toEqual({
    subjects: ["solution"],
    found: ["SOL.FILE_MISSING a.zip/solution.xml", "SOL.FILE_MISSING a.zip/customizations.xml"],
  });
});

it("packages inside of packages do not unpack without end", () => {
  const bomb = zipSync({ "solution.xml": new Uint8Array(200 * 1024 * 1024) }, { level: 9 });
  const names = Array.from({ length: 4 }, (_, index) => [`PkgFolder/${index}.zip`, bomb] as const);
  const { found } = look(zip({ "PkgFolder/ImportConfig.xml": "", ...Object.fromEntries(names) }));
  expect(found.filter((each) => each.startsWith("ZIP.TOO_LARGE"))).toHaveLength(1);
});
