import { Names } from "../../simulator/scenario/names.ts";
import type { Step } from "../../simulator/scenario/scenario.ts";
import { takeStep } from "../../simulator/scenario/steps/take-step.ts";
import { tenantTheatre } from "../../simulator/scenario/theatre.ts";
import { fixtureReader } from "../cli/scenario-files.ts";
import type { Measurement } from "./bench-table.ts";
import { builtCast } from "./built-cast.ts";

const warmUp = 200;
const edits = 100;
const rounds = 5;

/**
 * How many runs a second of all flows that a seller's edit sets going: from the poll that sees it over the call of
 * Partner Center to the notification that comes back. The best of some rounds, in seconds of the processor.
 */
export function benchFlows(root: string): readonly Measurement[] {
  const stage = tenantTheatre(builtCast(root)).stage({});
  const fixture = fixtureReader();
  const play = { stage, names: new Names(stage), fixture, upgrade: () => {} };
  const take = (step: Step) => {
    takeStep(play, step);
    stage.settle();
  };
  let amount = 50_000;
  const edit = (times: number) => {
    for (let count = 0; count < times; count += 1) {
      amount += 1;
      take({ seller: { edit: "deal", fields: { Amount: amount } } });
    }
  };
  take({ include: "private-deal" });
  edit(warmUp);
  const rates = Array.from({ length: rounds }, () => {
    const before = stage.service.runs().length;
    const start = process.cpuUsage();
    edit(edits);
    const { user, system } = process.cpuUsage(start);
    return (stage.service.runs().length - before) / ((user + system) / 1_000_000);
  });
  return [{ what: "flow runs per second, update flow", value: Math.max(...rates), unit: "/s", least: 1_000 }];
}
