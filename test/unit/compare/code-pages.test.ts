import { describe, expect, it } from "vitest";
import { hasErrors } from "../../../generator/diagnostics/diagnostic.ts";
import { breakCodes, planCodes } from "../../../solution/compare/codes.ts";
import { transcript } from "../cli/console.ts";
import { codePage } from "../code-page.ts";
import { artifactsOf, compareWith, defaultMapping, type Edit, filesOf, replaceFirst } from "./releases.ts";

describe.each(Object.keys(breakCodes.declarations).map((key) => `BREAK.${key}`))("the page of %s", (code) => {
  const { example } = codePage(code);

  it("has a bad example, an edit between two releases that ends with it", () => {
    expect(errorsAfter(example("Bad"))).toContain(code);
  });

  it("has a good example that breaks nothing", () => {
    expect(errorsAfter(example("Good"))).toEqual([]);
  });

  const { severity } =
    Object.entries(breakCodes.declarations).find(([key]) => code === `BREAK.${key}`)?.[1] ?? {};
  it("is an error by itself", () => {
    expect(severity).toBe("error");
  });
});

describe.each(Object.keys(planCodes.declarations).map((key) => `PLAN.${key}`))("the page of %s", (code) => {
  const { example } = codePage(code);

  it("has a bad example that ends with it", async () => {
    const { code: exit, stderr } = await transcript(example("Bad")[1]);
    expect(stderr).toContain(`error  ${code}  `);
    expect(exit).toBe(2);
  });

  it("has a good example that ends well", async () => {
    const { code: exit, stdout } = await transcript(example("Good")[1]);
    expect({ exit, last: stdout.split("\n").at(-2) }).toEqual({
      exit: 0,
      last: "0 to add, 0 to change, 0 to remove",
    });
  });
});

/** The breaking changes between the default mapping, connectors and flows apart, and what an example makes of it. */
function errorsAfter([language, diff]: readonly [string, string]): readonly string[] {
  expect(language).toBe("diff");
  const edits = editsIn(diff);
  const mapping = edits.filter(({ file }) => file === "mapping.yaml").reduce(replaceFirst, defaultMapping);
  const after = filesOf(
    artifactsOf(mapping),
    edits.filter(({ file }) => file !== "mapping.yaml"),
  );
  const { breaking } = compareWith(after, "split");
  expect(hasErrors(breaking)).toBe(breaking.length > 0);
  return breaking.map(({ code }) => code);
}

/** `--- file`, and below it the texts before (`-`) and after (`+`), without the blanks around them. */
function editsIn(diff: string): readonly Edit[] {
  const edits: Edit[] = [];
  let file = "";
  for (const line of diff.split("\n")) {
    const text = line.slice(1);
    const last = edits.at(-1);
    if (line.startsWith("--- ")) file = line.slice(4);
    else if (line.startsWith("-")) edits.push({ file, before: text.trim(), after: "" });
    else if (last !== undefined) {
      const after = last.after === "" ? text.trim() : `${last.after}\n${text}`;
      edits.splice(-1, 1, { ...last, after });
    }
  }
  return edits;
}
