import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { commandLineCodes } from "../../../generator/cli/codes.ts";
import { outputCodes } from "../../../generator/cli/output/codes.ts";
import { transcript } from "./console.ts";

const codes = [commandLineCodes, outputCodes].flatMap(({ area, declarations }) =>
  Object.keys(declarations).map((key) => `${area}.${key}`),
);

describe.each(codes)("the page of %s", (code) => {
  const page = readFileSync(new URL(`../../../docs/codes/${code}.md`, import.meta.url), "utf8");
  const example = (heading: string) =>
    new RegExp(`## ${heading}\\n\\n\`\`\`console\\n([\\s\\S]*?)\\n\`\`\``).exec(page)?.[1] ?? "";

  it("has a bad example that ends with it", async () => {
    expect((await transcript(example("Bad"))).stderr).toContain(`  ${code}  `);
  });

  it("has a good example that ends well", async () => {
    const { code: exit, stderr } = await transcript(example("Good"));
    expect(stderr).not.toContain(code);
    expect(exit).toBe(0);
  });
});
