import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { deployCodes } from "../../../solution/deploy/codes.ts";
import { codePage } from "../code-page.ts";
import { type Story, tell } from "./story.ts";

/** The code that the story of an example ends with. */
async function end([language, text]: readonly [language: string, text: string]): Promise<string | undefined> {
  expect(language).toBe("yaml");
  const story: Story = parse(text);
  return (await tell({ ...story, command: `${story.command} --json` })).diagnostic?.code;
}

const codes = Object.keys(deployCodes.declarations).map((key) => `DEPLOY.${key}`);

describe.each(codes)("the page of %s", (code) => {
  const { text, example } = codePage(code);
  it("has a bad example that ends with it, a good one that does not, and advice", async () => {
    expect(text.startsWith(`# ${code}\n`)).toBe(true);
    expect(text).toContain("## Why");
    expect(text).toContain("## What to do");
    expect(await end(example("Bad"))).toBe(code);
    expect(await end(example("Good"))).toBeUndefined();
  });
});
