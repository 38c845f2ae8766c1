import { expect, it } from "vitest";
import { linesWith, projectFiles, sourceFiles, textOf } from "./project-files.ts";

it("nothing stands at the top but the folders and files of the design", () => {
  const tops = [...new Set(projectFiles.map((path) => path.split("/")[0]))].sort();
  const known = [
    ".ci",
    ".gitignore",
    ".npmrc",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "biome.json",
    "connector",
    "docs",
    "flows",
    "generator",
    "mapping.yaml",
    "package-lock.json",
    "package.json",
    "salesforce",
    "simulator",
    "solution",
    "test",
    "tsconfig.json",
    "vitest.config.ts",
  ];
  expect(tops.filter((top) => !known.includes(top ?? ""))).toEqual([]);
});

it("files and folders of code have kebab-case names", () => {
  const isKebab = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(name);
  const wrong = sourceFiles.filter((path) => !path.split("/").every((name) => isKebab(name)));
  expect(wrong).toEqual([]);
});

it("no source file is longer than 400 lines", () => {
  const long = sourceFiles
    .filter(outsideTests)
    .map((path) => ({ path, lines: textOf(path).split("\n").length - 1 }))
    .filter(({ lines }) => lines > 400);
  expect(long).toEqual([]);
});

it("a user's mistake is a finding and a bug an assertion: nothing throws a bare Error", () => {
  expect(linesWith(/throw new Error\(/, sourceFiles.filter(outsideTests))).toEqual([]);
});

it("no finding of the linter or the compiler is silenced", () => {
  const silenced = /biome-ignore|@ts-(?:ignore|nocheck)/;
  expect(linesWith(silenced, sourceFiles.filter(outsideStyle))).toEqual([]);
});

it("no test is skipped or left alone", () => {
  const tests = sourceFiles.filter((path) => path.startsWith("test/")).filter(outsideStyle);
  expect(linesWith(/\b(?:it|test|describe)\.(?:skip|only|todo|skipIf)\b/, tests)).toEqual([]);
});

it("names no package registry, no path of a developer's machine, and no end of a conversation", () => {
  const texts = projectFiles.filter(outsideStyle).filter((path) => !/\.(?:png|zip)$/i.test(path));
  const registry = /"resolved": *"https?:|\/\/registry[.-]|\/\/(?:pkgs?|packages|feeds?)\.[a-z]+/;
  const machine = /(?:^|[^A-Za-z0-9_.])\/(?:work|farm|root|home)\/[a-z]/;
  expect(linesWith(registry, texts)).toEqual([]);
  expect(linesWith(machine, texts)).toEqual([]);
});

it("line ends are LF, and files end with one", () => {
  const texts = projectFiles
    .filter((path) => /\.(?:ts|mjs|md|yaml|hbs)$/.test(path))
    .filter((path) => !path.startsWith("test/golden/"));
  const wrong = texts.filter((path) => textOf(path).includes("\r") || !textOf(path).endsWith("\n"));
  expect(wrong).toEqual([]);
});

function outsideTests(path: string): boolean {
  return !path.startsWith("test/");
}

/** These tests hold the very words that they look for. */
function outsideStyle(path: string): boolean {
  return !path.startsWith("test/style/");
}
