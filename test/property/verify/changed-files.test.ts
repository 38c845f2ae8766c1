import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verify } from "../../../solution/verify/verify.ts";
import { defaultArtifacts, filesOf, zipAt } from "../../unit/solution/default-solution.ts";

// Our own files, changed at random in their structure and in their bytes: the answer is always a finding.

const contentOf = (ending: string): string => {
  const found = defaultArtifacts.find(({ path }) => path.endsWith(ending))?.content;
  return typeof found === "string" ? found : new TextDecoder().decode(found);
};

const subjects = {
  flow: contentOf("1-webhook-registration.json"),
  caller: contentOf("6-partner-center-to-salesforce.json"),
  definition: contentOf("csl_cosellevents/apiDefinition.swagger.json"),
  properties: contentOf("csl_cosellreferrals/apiProperties.json"),
};
/** By name: a counter-example is short that way. */
const subject = fc.constantFrom<keyof typeof subjects>("flow", "caller", "definition", "properties");

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    "@",
    "@{",
    "@@{",
    "@length(5)",
    "@outputs('constructor')",
    "@parameters(",
    "constructor",
    "__proto__",
    "x".repeat(9000),
    "\u{202e}\u{0}",
  ),
  fc.constantFrom<object>({ $ref: "#/definitions/A" }, { $ref: "#" }, { $ref: 5 }, { constructor: {} }),
);

interface Change {
  readonly at: number;
  readonly how: "put" | "drop" | "rename" | "copy";
  readonly value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("put", "drop", "rename", "copy"),
  value: odd,
});

/** Every place of a value, as the object that holds it and the key. */
function places(value: unknown): readonly (readonly [holder: Record<string, unknown>, key: string])[] {
  if (typeof value !== "object" || value === null) return [];
  // Arrays have keys, too.
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...places(holder[key])]);
}

function changed(text: string, changes: readonly Change[]): string {
  const root: unknown = JSON.parse(text);
  for (const { at, how, value } of changes) {
    const all = places(root);
    const [holder, key] = all[at % Math.max(all.length, 1)] ?? [{}, ""];
    if (how === "put") holder[key] = structuredClone(value);
    else if (how === "drop") delete holder[key];
    else if (how === "rename")
      Object.defineProperty(holder, String(value), {
        value: holder[key],
        enumerable: true,
        writable: true,
        configurable: true,
      });
    else holder[key] = structuredClone(all[(at * 7) % all.length]?.[0] ?? null);
  }
  return JSON.stringify(root);
}

function codes(name: string, bytes: Uint8Array): readonly string[] {
  return verify([{ kind: "file", name, bytes }]).diagnostics.map(({ code }) => code);
}

const expected = /^(?:ZIP|SOL|EXPR|RUN|CLOUDFLOW|CONN)\.[A-Z_]+$/;

describe("a file that was changed", () => {
  it("ends in findings, whatever is changed in its structure", () => {
    fc.assert(
      fc.property(subject, fc.array(change, { minLength: 1, maxLength: 4 }), (name, changes) => {
        const bytes = new TextEncoder().encode(changed(subjects[name], changes));
        for (const code of codes("a.json", bytes)) expect(code).toMatch(expected);
      }),
      { numRuns: 300 },
    );
  });

  it("ends in findings, whatever is changed in its bytes", () => {
    const bytesChange = fc.tuple(fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(
        subject,
        fc.array(bytesChange, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (name, changes, cut) => {
          const bytes = new TextEncoder().encode(subjects[name]);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const input = cut % 4 === 0 ? bytes.subarray(0, cut % bytes.length) : bytes;
          for (const code of codes("a.json", input)) expect(code).toMatch(expected);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("ends in findings inside of an unpacked solution", () => {
    const whole = filesOf(zipAt("single/CosellSync_1_0_0_0.zip"));
    const paths = [...whole.keys()].filter(
      (path) => path.endsWith(".json") && (whole.get(path)?.length ?? 0) < 60_000,
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (path, changes) => {
          const files = new Map(whole);
          const text = changed(new TextDecoder().decode(files.get(path)), changes);
          files.set(path, new TextEncoder().encode(text));
          const { diagnostics } = verify([{ kind: "folder", name: "a", files }]);
          for (const { code } of diagnostics) expect(code).toMatch(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
