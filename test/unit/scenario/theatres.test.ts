import { describe, expect, it } from "vitest";
import { theatresOf } from "../../../generator/cli/cast-of-mapping.ts";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { builtCast, packageMapping } from "../../../generator/tooling/built-cast.ts";
import type { Scenario } from "../../../simulator/scenario/scenario.ts";

// A scenario may want something different in the mapping: it is played with a solution that is built so.

const root = packageRoot();
const theatreOf = theatresOf(builtCast(root), packageMapping(root));

const wanting = (mapping?: Record<string, unknown>): Scenario => ({
  title: "Something",
  ...(mapping === undefined ? {} : { given: { mapping } }),
  story: [{ when: [] }],
});

describe("the theatre of a scenario", () => {
  it("is one for all that want the same", () => {
    expect(theatreOf(wanting())).toBe(theatreOf(wanting()));
    const certified = { connectors: { mode: "certified" } };
    expect(theatreOf(wanting(certified))).toBe(theatreOf(wanting({ ...certified })));
    expect(theatreOf(wanting(certified))).not.toBe(theatreOf(wanting()));
  });

  it("has what is different in the mapping, and nothing else", () => {
    const connectors = (scenario: Scenario): number =>
      theatreOf(scenario).stage({ flows: "off" }).dataverse.control.connectors().length;
    expect(connectors(wanting())).toBe(2);
    expect(connectors(wanting({ connectors: { mode: "certified" } }))).toBe(0);
  });

  it("cannot be built from a mapping with a mistake, which is said", () => {
    const stage = () => theatreOf(wanting({ solution: { version: "one" } }));
    expect(stage).toThrow(Failure);
    expect(stage).toThrow(
      expect.objectContaining({ diagnostic: expect.objectContaining({ code: "MAP.VERSION_INVALID" }) }),
    );
  });
});
