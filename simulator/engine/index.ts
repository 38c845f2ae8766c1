/** The flow engine: loads cloud flows as they stand in a solution, and runs them on simulated time. */
export { runCodes } from "./codes.ts";
export type { Action, Flow } from "./flow.ts";
export type {
  Answer,
  Caller,
  CallOutcome,
  ConnectorCall,
  FlowHost,
  HttpCall,
  OperationUse,
} from "./host.ts";
export { type FlowSource, type LoadedFlow, loadFlow } from "./load/load-flow.ts";
export { type Quirks, quirkTable, resolveQuirks } from "./quirks.ts";
export type { FlowAnswer, Run, RunStatus } from "./run/run.ts";
export { type RunOnce, type RunsOnce, runOnce } from "./run-once.ts";
export { isTriggerAddress } from "./service/addresses.ts";
export { FlowService, type FlowServiceOptions, type TurnOn } from "./service/flow-service.ts";
export type { TriggerRequest } from "./service/http-trigger.ts";
