import type { ConnectionRole, FlowKey } from "../../generator/model/model.ts";
import { type Expression, isExpression, type Value } from "./expression.ts";

export type Status = "Succeeded" | "Failed" | "Skipped" | "TimedOut";

/** An action of a flow in plain words; `flow-file.ts` gives it the platform's shape. */
export interface Action {
  /** What the designer shows, in words with blanks: "Read the referral". */
  readonly name: string;
  readonly description: string;
  /** Which earlier siblings must have ended how. Absent: the one before, Succeeded. */
  readonly after?: Readonly<Record<string, readonly Status[]>>;
  readonly work: Work;
}

export type Work =
  | { readonly kind: "compose"; readonly inputs: Value }
  | { readonly kind: "select"; readonly from: Value; readonly select: Value }
  | { readonly kind: "filter"; readonly from: Value; readonly where: Expression }
  | { readonly kind: "operation"; readonly call: OperationCall }
  | {
      readonly kind: "child";
      readonly flow: FlowKey;
      readonly inputs: Readonly<Record<string, Value>>;
      readonly timeout?: string;
    }
  | {
      readonly kind: "if";
      /** All must hold; several, so that none grows over the platform's bound for one expression. */
      readonly conditions: readonly Expression[];
      readonly then: readonly Action[];
      readonly otherwise: readonly Action[];
    }
  | {
      readonly kind: "switch";
      readonly on: Expression;
      readonly cases: readonly SwitchCase[];
      readonly otherwise: readonly Action[];
    }
  | { readonly kind: "list"; readonly variable: string }
  | { readonly kind: "append"; readonly variable: string; readonly value: Value }
  | { readonly kind: "scope"; readonly actions: readonly Action[] }
  | { readonly kind: "each"; readonly over: Expression; readonly actions: readonly Action[] }
  | {
      readonly kind: "until";
      readonly done: Expression;
      readonly atMost: number;
      readonly timeout: string;
      readonly actions: readonly Action[];
    }
  | { readonly kind: "respond"; readonly status: Value; readonly body: Readonly<Record<string, Value>> }
  | {
      readonly kind: "terminate";
      readonly status: "Failed" | "Succeeded" | "Cancelled";
      readonly code: string;
      readonly message: Value;
    };

export interface SwitchCase {
  readonly value: string;
  /** What the designer shows, where the value says nothing by itself. */
  readonly title?: string;
  readonly actions: readonly Action[];
}

/** Which of the platform's automatic repetitions a call gets. Only reads and conditional writes are repeated. */
export type Repetition = "safe" | "never";

export interface OperationCall {
  readonly connection: ConnectionRole;
  readonly operationId: string;
  readonly parameters: Readonly<Record<string, Value>>;
  readonly repetition: Repetition;
  readonly timeout?: string;
}

const step = (name: string, description: string, work: Work, after?: Action["after"]): Action =>
  after === undefined ? { name, description, work } : { name, description, work, after };

export const compose = (name: string, description: string, inputs: Value, after?: Action["after"]): Action =>
  step(name, description, { kind: "compose", inputs }, after);

export const select = (
  name: string,
  description: string,
  from: Value,
  each: Value,
  after?: Action["after"],
): Action => step(name, description, { kind: "select", from, select: each }, after);

export const filter = (
  name: string,
  description: string,
  from: Value,
  where: Expression,
  after?: Action["after"],
): Action => step(name, description, { kind: "filter", from, where }, after);

export const operation = (
  name: string,
  description: string,
  call: OperationCall,
  after?: Action["after"],
): Action => step(name, description, { kind: "operation", call }, after);

export const callFlow = (
  name: string,
  description: string,
  flow: FlowKey,
  inputs: Readonly<Record<string, Value>>,
  options: { readonly timeout?: string; readonly after?: NonNullable<Action["after"]> } = {},
): Action =>
  step(
    name,
    description,
    { kind: "child", flow, inputs, ...(options.timeout === undefined ? {} : { timeout: options.timeout }) },
    options.after,
  );

export const branch = (
  name: string,
  description: string,
  condition: Expression | readonly Expression[],
  then: readonly Action[],
  otherwise: readonly Action[] = [],
  after?: Action["after"],
): Action =>
  step(
    name,
    description,
    { kind: "if", conditions: isExpression(condition) ? [condition] : condition, then, otherwise },
    after,
  );

export const choose = (
  name: string,
  description: string,
  on: Expression,
  cases: readonly SwitchCase[],
  otherwise: readonly Action[] = [],
  after?: Action["after"],
): Action => step(name, description, { kind: "switch", on, cases, otherwise }, after);

export const scope = (
  name: string,
  description: string,
  actions: readonly Action[],
  after?: Action["after"],
): Action => step(name, description, { kind: "scope", actions }, after);

export const forEach = (
  name: string,
  description: string,
  over: Expression,
  actions: readonly Action[],
  after?: Action["after"],
): Action => step(name, description, { kind: "each", over, actions }, after);

export const until = (
  name: string,
  description: string,
  loop: {
    readonly done: Expression;
    readonly atMost: number;
    readonly timeout: string;
    readonly actions: readonly Action[];
  },
): Action => step(name, description, { kind: "until", ...loop });

/** The answer to the calling flow. A status of 400 and above makes the call fail there. */
export const respond = (
  name: string,
  description: string,
  status: Value,
  body: Readonly<Record<string, Value>>,
  after?: Action["after"],
): Action => step(name, description, { kind: "respond", status, body }, after);

export const failRun = (
  name: string,
  description: string,
  code: string,
  message: Value,
  after?: Action["after"],
): Action => step(name, description, { kind: "terminate", status: "Failed", code, message }, after);

/** An empty list that later actions add to; only at the top level of a flow. */
export const emptyList = (name: string, description: string, variable: string): Action =>
  step(name, description, { kind: "list", variable });

export const append = (
  name: string,
  description: string,
  variable: string,
  value: Value,
  after?: Action["after"],
): Action => step(name, description, { kind: "append", variable, value }, after);
