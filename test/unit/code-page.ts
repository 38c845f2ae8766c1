import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CodeArea, CodeDeclaration } from "../../generator/diagnostics/codes.ts";
import { Failure } from "../../generator/diagnostics/failure.ts";

const folder = new URL("../../docs/codes/", import.meta.url);

/** The page of a code, and its examples: what is in the fence below a heading, with the language of the fence. */
export interface CodePage {
  readonly text: string;
  readonly example: (heading: "Bad" | "Good") => readonly [language: string, text: string];
}

export function codePage(code: string): CodePage {
  const text = readFileSync(new URL(`${code}.md`, folder), "utf8");
  return {
    text,
    example: (heading) => {
      const match = new RegExp(`## ${heading}\\n\\n\`\`\`(\\w+)\\n([\\s\\S]*?)\\n\`\`\``).exec(text);
      return [match?.[1] ?? "", match?.[2] ?? ""];
    },
  };
}

/** The codes that have a page, of the areas that are named. */
export function documentedCodes(...areas: readonly string[]): readonly string[] {
  return readdirSync(folder)
    .map((name) => name.replace(/\.md$/, ""))
    .filter((code) => areas.includes(code.split(".")[0] ?? ""))
    .sort();
}

/**
 * Tests the page of every code of an area: its bad example stops with the code, its good one stops with nothing. `run`
 * carries out an example by the language of its fence.
 */
export function testPages<Declarations extends Record<string, CodeDeclaration>>(
  { area, declarations }: CodeArea<Declarations>,
  run: (language: string, text: string) => void,
): void {
  describe.each(Object.keys(declarations).map((key) => `${area}.${key}`))("the page of %s", (code) => {
    const { text: page, example } = codePage(code);
    it("has a bad example that ends with it, a good one that does not, and advice", () => {
      expect(page.startsWith(`# ${code}\n`)).toBe(true);
      expect(page).toContain("## Why");
      expect(page).toContain("## What to do");
      expect(outcome(run, ...example("Bad"))).toBe(code);
      expect(outcome(run, ...example("Good"))).toBeUndefined();
    });
  });
}

/** The code that an example stops with. */
function outcome(
  run: (language: string, text: string) => void,
  language: string,
  text: string,
): string | undefined {
  try {
    run(language, text);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.diagnostic.code;
    throw error;
  }
}
