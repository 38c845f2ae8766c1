import { expect, it } from "vitest";
import { checkLimits } from "../../../flows/check-limits.ts";
import { flowCodes } from "../../../flows/codes.ts";
import { platform } from "../../../flows/facts.ts";
import { reconcile } from "../../../flows/reconcile.ts";
import type { JsonObject } from "../../../generator/model/emitted.ts";
import { sampleModel } from "./sample-model.ts";

const ofLength = (length: number): string => `@${"x".repeat(length - 1)}`;
const tooLong = ofLength(platform.expressionLength + 1);

const flow = reconcile(sampleModel);
const found = (actions: JsonObject): readonly unknown[] =>
  checkLimits({ ...flow, file: { properties: { definition: { actions } } } });

const finding = (action: string, length: number): unknown =>
  flowCodes.finding("EXPRESSION_TOO_LONG", {
    action,
    flow: flow.flow.name,
    length,
    limit: platform.expressionLength,
  });

it("measures expressions at any depth of an action, and takes the longest", () => {
  const longer = ofLength(platform.expressionLength + 7);
  expect(found({ Send_it: { inputs: { parameters: [{ body: tooLong }, { body: longer }] } } })).toEqual([
    finding("Send it", longer.length),
  ]);
});

it("takes an expression for that of the innermost action around it", () => {
  const inner = { inputs: tooLong };
  expect(
    found({
      Either: {
        expression: "@true",
        actions: { Then: inner },
        else: { actions: { Otherwise: inner } },
      },
      Each_kind: {
        expression: tooLong,
        cases: { one: { case: "one", actions: { First: inner } } },
        default: { actions: { Last: { actions: { Deep: inner } } } },
      },
    }),
  ).toEqual(
    ["Then", "Otherwise", "Each kind", "First", "Deep"].map((action) => finding(action, tooLong.length)),
  );
});

it("lets pass what just fits, and texts of any length", () => {
  expect(found({ One: { inputs: [ofLength(platform.expressionLength), "x".repeat(20_000)] } })).toEqual([]);
});
