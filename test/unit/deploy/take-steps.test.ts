import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../../../solution/deploy/codes.ts";
import type { Release } from "../../../solution/deploy/steps/release.ts";
import { selectSteps } from "../../../solution/deploy/steps/selection.ts";
import type { Look, Step } from "../../../solution/deploy/steps/step.ts";
import { lookAtSteps, takeSteps, type Watcher } from "../../../solution/deploy/steps/take-steps.ts";
import { codeOf } from "./fake-machine.ts";

// A release of three made-up steps, each of which is done once it has been carried out.

type Id = "ids" | "settings" | "solution";

class Story {
  readonly told: string[] = [];
  readonly done = new Set<Id>();
  readonly asked: (readonly string[])[] = [];

  step(id: Id, find: (story: Story) => Look, carryOut: () => Promise<void> = async () => {}): Step {
    return {
      id,
      title: id,
      look: async () => {
        this.told.push(`look ${id}`);
        return this.done.has(id) ? { kind: "done", because: "it was" } : find(this);
      },
      carryOut: async () => {
        this.told.push(`do ${id}`);
        await carryOut();
        this.done.add(id);
      },
      print: () => [],
    };
  }

  async take(steps: readonly Step[], watcher: Partial<Watcher> = {}, selection = { skip: [] as string[] }) {
    // No step of these asks the release for anything.
    const release = {} as Release;
    const looks = await lookAtSteps(release, selectSteps(steps, selection));
    this.told.push("planned");
    const { steps: reports, stopped } = await takeSteps(release, looks, {
      begins: () => {},
      ended: () => {},
      consents: async (reasons) => {
        this.asked.push(reasons);
        return true;
      },
      ...watcher,
    });
    return { outcomes: reports.map(({ outcome }) => outcome), stopped };
  }
}

const change = (destructive?: string): Look => ({
  kind: "change",
  changes: ["something"],
  ...(destructive === undefined ? {} : { destructive }),
});
const failing = (): never => {
  throw new Failure(deployCodes.finding("PAC_MISSING", {}));
};

describe("taking steps", () => {
  it("looks at all of them first, does what is open, and looks again once something has changed", async () => {
    const story = new Story();
    const steps = [
      story.step("ids", () => change()),
      story.step("settings", ({ done }) =>
        done.has("ids") ? change() : { kind: "later", after: "the ids" },
      ),
      story.step("solution", () => change()),
    ];
    expect(await story.take(steps)).toEqual({
      outcomes: ["changed", "changed", "changed"],
      stopped: undefined,
    });
    expect(story.told).toEqual([
      ...["look ids", "look settings", "look solution", "planned"],
      ...["do ids", "look settings", "do settings", "look solution", "do solution"],
    ]);
    expect(await story.take(steps)).toEqual({ outcomes: ["done", "done", "done"], stopped: undefined });
  });

  it("does nothing at all where a step is known to fail", async () => {
    const story = new Story();
    const taken = await story.take([story.step("ids", () => change()), story.step("settings", failing)]);
    expect(taken).toMatchObject({
      outcomes: ["open", "failed"],
      stopped: { kind: "failed", step: "settings" },
    });
    expect(story.told).not.toContain("do ids");
  });

  it("stops where a step fails, keeps what is done, and goes on there the next time", async () => {
    const story = new Story();
    let broken = true;
    const steps = [
      story.step("ids", () => change()),
      story.step(
        "settings",
        () => change(),
        async () => {
          if (broken) failing();
        },
      ),
      story.step("solution", () => change()),
    ];
    expect(await story.take(steps)).toMatchObject({
      outcomes: ["changed", "failed", "open"],
      stopped: { kind: "failed", step: "settings", diagnostic: { code: "DEPLOY.PAC_MISSING" } },
    });
    broken = false;
    expect((await story.take(steps)).outcomes).toEqual(["done", "changed", "changed"]);
  });

  it("throws what is a bug", async () => {
    const story = new Story();
    const broken = story.step("ids", () => {
      throw new TypeError("a bug");
    });
    await expect(story.take([broken])).rejects.toThrow("a bug");
  });

  it("stops where only a person can go on", async () => {
    const story = new Story();
    const person = story.step("ids", () => ({ kind: "person", instructions: ["sign in"] }));
    expect(await story.take([person, story.step("settings", () => change())])).toMatchObject({
      outcomes: ["person", "open"],
      stopped: { kind: "person", step: "ids", diagnostic: { code: "DEPLOY.PERSON_NEEDED" } },
    });
  });

  it("waits for the person where one is there, as often as it takes", async () => {
    const story = new Story();
    let looks = 0;
    const person = story.step("ids", () => {
      looks += 1;
      return looks > 3
        ? { kind: "done", because: "signed in" }
        : { kind: "person", instructions: ["sign in"] };
    });
    expect((await story.take([person], { waits: async () => true })).outcomes).toEqual(["done"]);
    expect(looks).toBe(4);
  });

  it("says which step has to come before", async () => {
    const story = new Story();
    const early = story.step("ids", () => ({ kind: "later", after: "the connectors are imported" }));
    expect(await story.take([early])).toMatchObject({
      outcomes: ["failed"],
      stopped: { diagnostic: { code: "DEPLOY.STEP_TOO_EARLY" } },
    });
  });
});

describe("consent", () => {
  const steps = (story: Story) => [
    story.step("ids", () => change()),
    story.step("settings", () => change("the old version goes")),
    story.step("solution", ({ done }) =>
      done.has("settings") ? change("the rest goes") : { kind: "later", after: "x" },
    ),
  ];

  it("is asked for once, with everything that is known, before anything is done", async () => {
    const story = new Story();
    expect((await story.take(steps(story))).outcomes).toEqual(["changed", "changed", "changed"]);
    expect(story.asked).toEqual([["the old version goes"]]);
  });

  it("is not asked for where nothing is lost", async () => {
    const story = new Story();
    await story.take([story.step("ids", () => change())]);
    expect(story.asked).toEqual([]);
  });

  it("that is not given leaves everything as it was", async () => {
    const story = new Story();
    expect(await story.take(steps(story), { consents: async () => false })).toEqual({
      outcomes: ["open", "open", "open"],
      stopped: { kind: "declined", step: "settings" },
    });
    expect(story.done.size).toBe(0);
  });

  it("that is needed only later is asked for then", async () => {
    const story = new Story();
    const late = [
      story.step("ids", () => change()),
      story.step("settings", ({ done }) =>
        done.has("ids") ? change("it goes") : { kind: "later", after: "x" },
      ),
    ];
    expect(await story.take(late, { consents: async () => false })).toEqual({
      outcomes: ["changed", "open"],
      stopped: { kind: "declined", step: "settings" },
    });
  });

  it("that nobody can give is a failure of that step", async () => {
    const story = new Story();
    const missing = async (): Promise<boolean> => {
      throw new Failure(
        deployCodes.finding("CONFIRMATION_MISSING", { environment: "staging", reasons: "all" }),
      );
    };
    expect(await story.take(steps(story), { consents: missing })).toMatchObject({
      outcomes: ["open", "open", "open"],
      stopped: { kind: "failed", step: "settings", diagnostic: { code: "DEPLOY.CONFIRMATION_MISSING" } },
    });
  });
});

describe("selection", () => {
  const story = new Story();
  const steps = (["ids", "settings", "solution"] as const).map((id) => story.step(id, () => change()));
  const taken = (from: string | undefined, ...skip: readonly string[]): readonly string[] =>
    selectSteps(steps, { ...(from === undefined ? {} : { from }), skip })
      .filter(({ passedOver }) => passedOver === undefined)
      .map(({ step }) => step.id);

  it("begins at a step and leaves steps out", () => {
    expect(taken(undefined)).toEqual(["ids", "settings", "solution"]);
    expect(taken("settings")).toEqual(["settings", "solution"]);
    expect(taken("settings", "solution")).toEqual(["settings"]);
    expect(taken(undefined, "ids", "settings")).toEqual(["solution"]);
  });

  it("knows only the steps of this release", async () => {
    expect(await codeOf(() => taken("setings"))).toBe("DEPLOY.STEP_UNKNOWN");
    expect(await codeOf(() => taken(undefined, "webhook"))).toBe("DEPLOY.STEP_UNKNOWN");
  });
});
