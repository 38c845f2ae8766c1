import { readdirSync, readFileSync } from "node:fs";

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
