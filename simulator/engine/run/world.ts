import type { WdlValue } from "../../expressions/index.ts";
import type { Random } from "../../world/clock.ts";
import type { Scheduler } from "../../world/scheduler.ts";
import type { Action, Flow } from "../flow.ts";
import type { FlowHost } from "../host.ts";
import type { Quirks } from "../quirks.ts";
import type { FlowAnswer, Run } from "./run.ts";

/** What a run needs of everything around it. */
export interface RunWorld {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly host: FlowHost;
  readonly quirks: Quirks;
  readonly environmentName: string;
  /** Asked just before an action starts; "cancel" ends the run there. */
  readonly beforeAction: ((run: Run, action: Action) => "go" | "cancel") | undefined;
  /** Calls another flow and hands on its answer; `undefined` says that it ended without one. */
  readonly callChild: (call: ChildCall, answered: (answer: FlowAnswer | undefined) => void) => void;
  /** The address of a flow's own trigger. */
  readonly callbackUrl: (flow: Flow) => string;
  /** An address at which an action waits to be called. */
  readonly awaitCallback: (run: Run, called: (answer: FlowAnswer) => void) => string;
  readonly ended: (run: Run) => void;
}

export interface ChildCall {
  readonly run: Run;
  readonly action: Action;
  /** Lower case. */
  readonly flowId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: WdlValue | undefined;
}
