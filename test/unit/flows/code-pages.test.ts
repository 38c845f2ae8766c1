import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { flowCodes } from "../../../flows/codes.ts";
import { emitFlows } from "../../../flows/index.ts";
import type { Model } from "../../../generator/model/model.ts";
import { sampleModel, withFields } from "./sample-model.ts";

// The examples of the pages, run: `fields` is a number of further mapped fields, `reasons` a number of closing reasons.

function modelOf(language: string, example: string): Model {
  switch (language) {
    case "fields":
      return withFields(sampleModel, Number(example));
    case "reasons":
      return {
        ...sampleModel,
        closingReasons: {
          default: "Others",
          values: Array.from({ length: Number(example) }, (_, index) => ({
            crm: `Reason number ${index}`,
            referral: `The reason with the number ${index}`,
          })),
        },
      };
    default:
      return expect.fail(`no test knows examples in ${language}`);
  }
}

const codes = Object.keys(flowCodes.declarations).map((key) => `FLOW.${key}`);

describe.each(codes)("%s", (code) => {
  const page = readFileSync(new URL(`../../../docs/codes/${code}.md`, import.meta.url), "utf8");
  const found = (heading: string): readonly string[] => {
    const match = new RegExp(`## ${heading}\n\n\`\`\`(\\w+)\n([\\s\\S]*?)\n\`\`\``).exec(page);
    return emitFlows(modelOf(match?.[1] ?? "", match?.[2] ?? "")).diagnostics.map((each) => each.code);
  };

  it("is what the bad example gives", () => {
    expect(found("Bad")).toContain(code);
  });

  it("is not what the good example gives", () => {
    expect(found("Good")).not.toContain(code);
  });
});
