import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkFlow, evaluateLine, expressionCodes } from "../../../simulator/expressions/index.ts";

const pages = new URL("../../../docs/codes/", import.meta.url);
const codes = Object.keys(expressionCodes.declarations).map((key) => `EXPR.${key}`);

/** What the ellipsis of a page stands for; such an example would fill the page. */
const fillings: Readonly<Record<string, string>> = {
  "EXPR.TOO_LONG": "x".repeat(9000),
  "EXPR.TOO_DEEP": `${"not(".repeat(600)}true${")".repeat(600)}`,
};

function example(code: string, section: "Bad" | "Good"): string {
  const page = readFileSync(new URL(`${code}.md`, pages), "utf8");
  const block = new RegExp(`## ${section}\\n[^]*?\`\`\`\\w+\\n([^]*?)\`\`\``).exec(page)?.[1] ?? "";
  return block.replaceAll("…", fillings[code] ?? "…");
}

/** Examples are flow files, or lines for `cosell eval --stdin`. */
function codesOf(text: string): readonly string[] {
  if (text.includes('"definition"')) {
    return checkFlow({ file: "example.json", text }).findings.map(({ code }) => code);
  }
  const answer: unknown = JSON.parse(evaluateLine(text.trim(), { now: 0, seed: 0 }));
  return typeof answer === "object" && answer !== null && "error" in answer
    ? [(answer.error as { code: string }).code]
    : [];
}

describe("the pages of the codes", () => {
  it("are one for each code, and no other", () => {
    const found = readdirSync(pages).filter((name) => name.startsWith("EXPR."));
    expect(found.toSorted()).toEqual(codes.map((code) => `${code}.md`).toSorted());
  });

  it.each(codes)("%s has examples that run", (code) => {
    expect(example(code, "Good")).not.toBe("");
    expect(codesOf(example(code, "Bad"))).toEqual([code]);
    expect(codesOf(example(code, "Good"))).toEqual([]);
  });
});
