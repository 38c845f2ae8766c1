import type { Evaluate, WdlValue } from "../expressions/index.ts";
import type { OperationUse } from "./host.ts";
import type { Ending, Step } from "./run/step.ts";
import type { TriggerPlan } from "./triggers/plan.ts";

/** A value of a flow with expressions in it, compiled: gives the value as it is at that moment of a run. */
export type Template = Evaluate;

/** The statuses of actions that have ended. */
export type EndStatus = "Succeeded" | "Failed" | "Skipped" | "TimedOut" | "Cancelled";
export type Status = EndStatus | "Running";

/** A flow, read and compiled once, run many times. Nothing in it changes. */
export interface Flow {
  readonly id: string;
  readonly name: string;
  /** The file it was read from, for findings. */
  readonly file: string;
  readonly parameters: readonly Parameter[];
  readonly connections: ReadonlyMap<string, ConnectionAlias>;
  readonly trigger: TriggerPlan;
  readonly block: Block;
  /** All actions outside of loops. */
  readonly body: Body;
  /** By lower-case name. */
  readonly actions: ReadonlyMap<string, Action>;
  /** By lower-case name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Ids of the flows it calls, lower case. */
  readonly children: readonly string[];
  readonly operations: readonly OperationUse[];
  readonly hasResponse: boolean;
  readonly hasAsynchronousResponse: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** Undefined: there is none. */
  readonly default: WdlValue | undefined;
  /** The environment variable that gives its value. */
  readonly schemaName: string | undefined;
}

export const parameterTypes = [
  "String",
  "SecureString",
  "Int",
  "Float",
  "Bool",
  "Array",
  "Object",
  "SecureObject",
] as const;
export type ParameterType = (typeof parameterTypes)[number];

/** One entry of connectionReferences. */
export interface ConnectionAlias {
  readonly alias: string;
  readonly connector: string;
  /** Logical name of the connection reference. */
  readonly reference: string | undefined;
  readonly runtimeSource: "embedded" | "invoker";
}

export const variableTypes = ["String", "Integer", "Float", "Boolean", "Array", "Object"] as const;
export type VariableType = (typeof variableTypes)[number];

export interface Variable {
  readonly name: string;
  readonly type: VariableType;
}

/** The actions of one pass: of the whole flow, or of one iteration of a loop. They are numbered through. */
export interface Body {
  /** The loop; undefined for the flow itself. */
  readonly loop: Action | undefined;
  readonly actions: readonly Action[];
}

/** Actions that stand beside one another: the flow, a scope, one branch of a condition, one case of a switch, a loop's inside. */
export interface Block {
  /** `actions`, `else`, `default`, or the name of a case. */
  readonly label: string;
  readonly actions: readonly Action[];
  /** Positions of the actions that wait for nothing. */
  readonly starts: readonly number[];
  /** Positions of the actions that nobody waits for. */
  readonly leaves: readonly number[];
}

export interface Action {
  readonly name: string;
  readonly type: string;
  /** JSON pointer in the flow file. */
  readonly place: string;
  readonly body: Body;
  /** Its number in the body. */
  readonly slot: number;
  /** The action it stands in; undefined at the top. */
  readonly parent: Action | undefined;
  /** Its position in its block. */
  readonly position: number;
  readonly runAfter: readonly Predecessor[];
  /** Positions of the actions that wait for it. */
  readonly dependents: readonly number[];
  readonly work: Work;
  readonly secureInputs: boolean;
  readonly secureOutputs: boolean;
  /** limit.timeout, in milliseconds. */
  readonly timeout: number | undefined;
  readonly staticResult: StaticResult | undefined;
  readonly trackedProperties: Template | undefined;
}

export interface Predecessor {
  readonly position: number;
  readonly statuses: readonly EndStatus[];
}

export interface StaticResult {
  readonly status: EndStatus;
  readonly ending: Ending;
}

/** What an action does. It ends by `step.succeed`, `step.fail` or `step.end`, at once or later. */
export interface Work {
  /** The blocks inside, in the order of the definition. */
  readonly blocks: readonly Block[];
  /** The body of a loop: its one block runs once per iteration. */
  readonly loopBody: Body | undefined;
  readonly begin: (step: Step) => void;
}
