import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../generator/cli/package-root.ts";
import { builtCast } from "../../../generator/tooling/built-cast.ts";
import { printRun } from "../../../simulator/engine/view/print-run.ts";
import { runRecord } from "../../../simulator/engine/view/run-record.ts";
import { tenantTheatre } from "../../../simulator/scenario/theatre.ts";
import { drawHistory } from "../../../simulator/seeds/history/draw-history.ts";
import { playHistory } from "../../../simulator/seeds/play-history.ts";
import { writeScenario } from "../../../simulator/seeds/write-scenario.ts";

describe("a seed decides everything", () => {
  it("the same history, every time", () => {
    expect(writeScenario(drawHistory(7))).toBe(writeScenario(drawHistory(7)));
    expect(writeScenario(drawHistory(7))).not.toBe(writeScenario(drawHistory(8)));
  });

  it("the same trace of every run, byte for byte, in a tenant of its own", () => {
    const traceOf = () => {
      const lines: string[] = [];
      const { violations } = playHistory(
        drawHistory(3),
        tenantTheatre(builtCast(packageRoot())),
        (tenant) => {
          for (const run of tenant.service.runs()) lines.push(printRun(runRecord(run)));
        },
      );
      return { trace: lines.join("\n"), violations };
    };
    const first = traceOf();
    expect(first.trace.length).toBeGreaterThan(100_000);
    expect(traceOf()).toEqual(first);
  });

  it("which faults strike is asked for by name, and without any nothing goes wrong", () => {
    const faultsIn = (faults: Parameters<typeof drawHistory>[1]) =>
      drawHistory(5, faults).story.flatMap(({ when }) =>
        when.flatMap((step) => ("fault" in step ? [step.fault] : [])),
      );
    expect(faultsIn("none")).toEqual([]);
    const lost = faultsIn(["lost"]).filter((fault) => "deliver" in fault);
    expect(lost.length).toBeGreaterThan(3);
    expect(lost.every((fault) => "deliver" in fault && fault.deliver === "lose")).toBe(true);
  });

  it("clocks differ and creations fail only where that is asked for", () => {
    const seeds = Array.from({ length: 40 }, (_, index) => index + 1);
    const histories = (faults: Parameters<typeof drawHistory>[1]) =>
      seeds.map((seed) => drawHistory(seed, faults));
    const skewed = (faults: Parameters<typeof drawHistory>[1]) =>
      histories(faults).filter(({ given }) => given?.clockSkew !== undefined).length;
    expect([skewed("default"), skewed(["clockSkew"])].every((count) => count >= 5)).toBe(true);
    expect([skewed("none"), skewed(["lost"]), skewed(["creation"])]).toEqual([0, 0, 0]);
    const faultsIn = (faults: Parameters<typeof drawHistory>[1]) =>
      histories(faults).flatMap(({ story }) =>
        story.flatMap(({ when }) => when.filter((step) => "fault" in step)),
      );
    expect(faultsIn(["clockSkew"])).toEqual([]);
    const ofCreations = faultsIn(["creation"]);
    expect(ofCreations.length).toBeGreaterThan(20);
    expect(ofCreations.length).toBeLessThan(60);
  });
});
