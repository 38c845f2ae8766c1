import { describe, expect, it } from "vitest";
import { initCodes } from "../../../generator/init/codes.ts";
import { transcript } from "../cli/console.ts";
import { codePage } from "../code-page.ts";

describe.each(Object.keys(initCodes.declarations).map((key) => `INIT.${key}`))("the page of %s", (code) => {
  const { example } = codePage(code);

  it("has a bad example that ends with it", async () => {
    const [language, lines] = example("Bad");
    const { code: exit, stderr } = await transcript(lines);
    expect({ language, exit }).toEqual({ language: "console", exit: 2 });
    expect(stderr).toContain(`error  ${code}  `);
  });

  it("has a good example that ends well", async () => {
    const { code: exit, stderr } = await transcript(example("Good")[1]);
    expect({ exit, error: stderr.includes("error  ") }).toEqual({ exit: 0, error: false });
  });
});
