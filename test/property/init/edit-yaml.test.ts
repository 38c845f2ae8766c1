import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { editYaml, scalarText } from "../../../generator/init/edit-yaml.ts";

const text = `# head
name: Old # why
flow: { first: Old, second: [{ stage: Old }] } # beside
rows: # list
  - { name: one } # or: two
  - { name: two }
# tail
last: Old
`;

const value = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "",
    "true",
    "null",
    "~",
    "1",
    "0x1",
    "- a",
    "a: b",
    "a #b",
    "'",
    '"',
    "]",
    "}",
    ",",
    "&a",
    "*a",
    "!a",
    "%",
  ),
);

it("any text that is put in a place is read there, and nothing else is", () => {
  fc.assert(
    fc.property(value, value, value, value, (name, first, stage, last) => {
      const edited = editYaml(text, [
        { path: ["name"], value: name },
        { path: ["flow", "first"], value: first },
        { path: ["flow", "second", 0, "stage"], value: stage },
        { path: ["last"], value: last },
      ]);
      expect(parse(edited)).toEqual({
        name,
        flow: { first, second: [{ stage }] },
        rows: [{ name: "one" }, { name: "two" }],
        last,
      });
      for (const comment of [
        "# head\n",
        " # why\n",
        " # beside\n",
        " # list\n",
        " # or: two\n",
        "# tail\n",
      ]) {
        expect(edited).toContain(comment);
      }
    }),
  );
});

it("a list has the items that it is given, and keeps what is said beside the first", () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (names) => {
      const items = names.map((name) => `{ name: ${scalarText(name)} }`);
      const edited = editYaml(text, [{ path: ["rows"], items }]);
      expect(parse(edited)).toMatchObject({ rows: names.map((name) => ({ name })), last: "Old" });
      expect(edited).toContain(" # or: two\n");
    }),
  );
});
