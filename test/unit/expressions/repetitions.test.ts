import { describe, expect, test } from "vitest";
import { compileValue, type WdlValue } from "../../../simulator/expressions/index.ts";

/** A scope whose body('Read') counts how often it is asked, and whose chance never says the same twice. */
function counting(value: WdlValue) {
  let asked = 0;
  let drawn = 0;
  const scope = {
    body: (name: string) => {
      asked += 1;
      return name.toLowerCase() === "read" ? value : undefined;
    },
    random: () => {
      drawn += 1;
      return (drawn % 97) / 97;
    },
  };
  return { scope, asked: () => asked };
}

describe("what stands more than once in a value", () => {
  test("is evaluated once in each evaluation", () => {
    const { scope, asked } = counting({ name: "Fabrikam" });
    const evaluate = compileValue({
      one: "@body('Read')?['name']",
      list: ["@{body('Read')?['name']}!", "@toUpper(Body('Read')?['name'])"],
    });
    const expected = { one: "Fabrikam", list: ["Fabrikam!", "FABRIKAM"] };
    expect(evaluate(scope)).toEqual(expected);
    expect(asked()).toBe(1);
    expect(evaluate(scope)).toEqual(expected);
    expect(asked()).toBe(2);
  });

  test("follows the scope from one evaluation to the next", () => {
    const evaluate = compileValue(["@item()", "@add(item(), 1)", "@add(item(), 1)"]);
    expect(evaluate({ item: () => 1 })).toEqual([1, 2, 2]);
    expect(evaluate({ item: () => 5 })).toEqual([5, 6, 6]);
  });

  test("is evaluated only where it is reached", () => {
    const evaluate = compileValue([
      "@if(equals(item(), 0), 'none', div(10, item()))",
      "@if(equals(item(), 0), 'none', div(10, item()))",
    ]);
    expect(evaluate({ item: () => 0 })).toEqual(["none", "none"]);
    expect(evaluate({ item: () => 5 })).toEqual([2, 2]);
  });

  test("fails in each evaluation in which it has no value, and only there", () => {
    const evaluate = compileValue(["@div(10, item())", "@div(10, item())"]);
    expect(() => evaluate({ item: () => 0 })).toThrow("div");
    expect(evaluate({ item: () => 2 })).toEqual([5, 5]);
    expect(() => evaluate({ item: () => 0 })).toThrow("div");
  });

  test("differs where texts, safety or types do", () => {
    const evaluate = compileValue(["@item()?['1']", "@item()?[1]", "@item()?['a']", "@item()?['b']"]);
    expect(evaluate({ item: () => ({ 1: "one", a: "x" }) })).toEqual(["one", "one", "x", null]);
    const unsafe = compileValue(["@item()?['b']", "@item()['b']"]);
    expect(() => unsafe({ item: () => ({}) })).toThrow("'b' doesn't exist");
  });

  test("is drawn anew where chance is part of it", () => {
    const { scope } = counting(null);
    const evaluate = compileValue(["@guid()", "@guid()", "@concat(guid())", "@concat(guid())"]);
    expect(new Set(evaluate(scope) as readonly string[]).size).toBe(4); // Texts, as guid() gives them.
    const numbers = compileValue(["@rand(0, 1000000)", "@rand(0, 1000000)"])(scope) as readonly number[];
    expect(numbers[0]).not.toBe(numbers[1]);
  });
});
