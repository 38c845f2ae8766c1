import type { WdlValue } from "../../expressions/index.ts";
import type { Timer } from "../../world/scheduler.ts";
import type { Flow } from "../flow.ts";
import type { ConnectorCall } from "../host.ts";
import type { Respond, Run } from "../run/run.ts";

/** What a trigger gives a run. */
export interface Firing {
  readonly outputs: WdlValue | undefined;
  readonly respond: Respond | undefined;
}

/** A flow in the environment, and what it remembers from one run to the next. */
export interface InstalledFlow {
  flow: Flow;
  isOn: boolean;
  /** Whether it was ever on: only then may a parent that calls it be turned on. */
  wasPublished: boolean;
  /** Taken when it was turned on. */
  parameters: ReadonlyMap<string, WdlValue>;
  /** When it was turned on. */
  onSince: number;
  /** Where a polling trigger goes on: the Location of its last answer. */
  watermark: string | undefined;
  /** The call that a polling trigger began with; later polls follow the links that it led to. */
  firstPoll: ConnectorCall | undefined;
  /** Polls in a row that found nothing. */
  emptyPolls: number;
  /** The next poll or recurrence. */
  timer: Timer | undefined;
  /** What the timer is for. */
  happens: (() => void) | undefined;
  /** Where a webhook trigger is called. */
  callbackUrl: string | undefined;
  readonly active: Set<Run>;
  /** Firings that wait for a run to end. */
  readonly waiting: Firing[];
}

export function newlyInstalled(flow: Flow): InstalledFlow {
  return {
    flow,
    isOn: false,
    wasPublished: false,
    parameters: new Map(),
    onSince: 0,
    watermark: undefined,
    firstPoll: undefined,
    emptyPolls: 0,
    timer: undefined,
    happens: undefined,
    callbackUrl: undefined,
    active: new Set(),
    waiting: [],
  };
}
