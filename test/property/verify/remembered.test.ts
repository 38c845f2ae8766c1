import fc from "fast-check";
import { expect, it } from "vitest";
import { Remembered } from "../../../solution/verify/expressions/remembered.ts";

it("finds out about each text once, however many have the same length", () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "é"), maxLength: 4 }), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(texts, (given) => {
      const asked: string[] = [];
      const remembered = new Remembered((text) => {
        asked.push(text);
        return `of ${text}`;
      });
      expect(given.map((text) => remembered.of(text))).toEqual(given.map((text) => `of ${text}`));
      expect(asked).toEqual([...new Set(given)]);
    }),
  );
});
