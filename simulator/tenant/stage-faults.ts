import type { FlowService } from "../engine/index.ts";
import type { StageFaults } from "../scenario/stage.ts";
import type { CallFaults } from "./call-faults.ts";
import type { FaultCounts } from "./fault-counts.ts";
import type { RunInterruptions } from "./run-interruptions.ts";

/** The faults of a tenant, as scenarios ask for them. */
export function stageFaults(
  calls: CallFaults,
  interruptions: RunInterruptions,
  service: FlowService,
  counts: FaultCounts,
  now: () => number,
): StageFaults {
  return {
    call: (fault) => calls.add(fault),
    beforeCall: (match, happens) => calls.before(match, happens),
    unauthorised: (name, milliseconds) => calls.unauthorised(name, now() + milliseconds),
    interrupt: (actions, flow) => interruptions.after(actions, flow),
    postpone: (flow, milliseconds) => {
      if (!service.isOn(flow)) return;
      service.postpone(flow, milliseconds);
      counts.count("poll late");
    },
    count: counts.count,
    clear: () => {
      calls.clear();
      interruptions.clear();
    },
  };
}
