import fc from "fast-check";
import { expect, it } from "vitest";
import { couldHaveRun } from "../../../solution/verify/flow/order.ts";
import type { Action, Block } from "../../../solution/verify/flow/parts.ts";
import { isIn, reached } from "../../../solution/verify/flow/reach.ts";
import { action, compose, found, variable } from "../../unit/verify/flow-file.ts";

/** Actions side by side; each waits for those whose numbers are given. `read` is told whenever somebody looks at that. */
function blockOf(waits: readonly (readonly number[])[], read: () => void = () => undefined): Block {
  const actions: Action[] = [];
  const block: Block = { kind: "actions", owner: undefined, depth: 1, actions };
  for (const [number, numbers] of waits.entries()) {
    const waitsFor = numbers.map((each) => `a${each}`);
    actions.push({
      name: `A${number}`,
      key: `a${number}`,
      type: "Compose",
      kind: "compose",
      value: {},
      path: [`A${number}`],
      block,
      place: number,
      blocks: [],
      get waitsFor() {
        read();
        return waitsFor;
      },
    });
  }
  return block;
}

/** By the definition: one waits for another, or for one that does. */
function reaches(waits: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const look = (each: number): boolean =>
    (waits[each] ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return look(next);
    });
  return look(from);
}

it("knows of any two actions side by side whether one waits for the other, in circles too", () => {
  const waits = fc
    .integer({ min: 1, max: 70 })
    .chain((count) =>
      fc.array(fc.uniqueArray(fc.nat(count), { maxLength: 3 }), { minLength: count, maxLength: count }),
    );
  fc.assert(
    fc.property(waits, (given) => {
      const { actions } = blockOf(given);
      for (const [from, reader] of actions.entries()) {
        const known = actions.map((target, to) => to === from || couldHaveRun(target, reader));
        expect(known).toEqual(actions.map((_, to) => to === from || reaches(given, from, to)));
      }
    }),
    { numRuns: 60 },
  );
});

it("looks once at what each of 300 actions waits for that all wait for one another", () => {
  const numbers = Array.from({ length: 300 }, (_, number) => number);
  let looks = 0;
  const all = numbers.map((one) => numbers.filter((other) => other !== one));
  const { actions } = blockOf(all, () => {
    looks += 1;
  });
  const [target] = actions;
  expect(target && actions.slice(1).every((reader) => couldHaveRun(target, reader))).toBe(true);
  expect(looks).toBe(300);
});

it("follows every edge of a circle of 598 actions once, although each reads all others", () => {
  let followed = 0;
  const circle = Array.from({ length: 598 }, (_, number) => {
    const edges = [(number + 597) % 598];
    const counted: ProxyHandler<number[]> = {
      get: (target, name) => {
        if (name === "0") followed += 1;
        return Reflect.get(target, name);
      },
    };
    return new Proxy(edges, counted);
  });
  const rows = reached(circle);
  expect(followed).toBe(598);
  // All of them wait for the same, which is there once.
  expect(new Set(rows).size).toBe(1);
  expect(circle.every((_, number) => isIn(rows[0], number))).toBe(true);
});

it("answers for 490 actions that wait for all before them, last ones first", () => {
  const names = Array.from({ length: 490 }, (_, number) => `A${number}`);
  const all = names.map((name, number) => {
    const inputs = number === 0 ? 1 : number === 7 ? "@outputs('A8')" : "@outputs('A0')";
    return [name, compose(inputs, ...names.slice(0, number))] as const;
  });
  const answer = action("Response", { kind: "Http", inputs: { statusCode: 200 } }, ...names);
  const triggers = { manual: { type: "Request", kind: "Http", inputs: { schema: {} } } };
  const actions = { Answer: answer, ...Object.fromEntries(all.toReversed()), V: variable("string", "a") };
  expect(found({ triggers, actions }).filter((code) => code !== "CLOUDFLOW.TRIGGER_OPEN")).toEqual([
    "CLOUDFLOW.OUT_OF_ORDER",
  ]);
});
