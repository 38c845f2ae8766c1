import type { WdlObject, WdlValue } from "./value.ts";

/**
 * What an expression can refer to at the place where it is evaluated. A hook that is missing makes its functions fail
 * as "not expected at this location"; a hook that returns undefined says that nothing has that name. Names arrive as
 * the expression spells them; the platform looks them up without regard to case, and so must the hooks.
 */
export interface Scope {
  readonly parameter?: (name: string) => WdlValue | undefined;
  readonly variable?: (name: string) => WdlValue | undefined;
  /** `outputs('X')`: null for an action that gave none, undefined for one that does not exist. */
  readonly outputs?: (action: string) => WdlValue | undefined;
  /** `body('X')`: for a Compose the value itself, for all others the body of the outputs. */
  readonly body?: (action: string) => WdlValue | undefined;
  /** `actions('X')`: the whole record with name, status, code, inputs, outputs, startTime… */
  readonly action?: (action: string) => WdlValue | undefined;
  /** `action()`: the record of the action whose inputs are being evaluated, where the platform allows it. */
  readonly thisAction?: () => WdlValue | undefined;
  /** `result('Scope')`: the records of the children. */
  readonly result?: (scope: string) => WdlValue | undefined;
  /** `trigger()`: the record of the trigger, without a body of its own. */
  readonly trigger?: () => WdlValue | undefined;
  readonly triggerOutputs?: () => WdlValue | undefined;
  readonly triggerBody?: () => WdlValue | undefined;
  /** `item()`: the element under way of the innermost loop, Select or Filter array. */
  readonly item?: () => WdlValue | undefined;
  /** `items('Loop')` of an enclosing Foreach. */
  readonly items?: (loop: string) => WdlValue | undefined;
  /** `iterationIndexes('Loop')` of an enclosing Until. */
  readonly iterationIndexes?: (loop: string) => WdlValue | undefined;
  readonly workflow?: () => WdlObject;
  readonly listCallbackUrl?: () => string;
  /** What utcNow() and its kin read: milliseconds since 1970-01-01T00:00:00Z, or more exactly. */
  readonly now?: () => number | Instant;
  /** A number in [0, 1): what rand() and guid() draw from. */
  readonly random?: () => number;
}

/** A moment to the tick, which a number of milliseconds cannot tell. */
export interface Instant {
  readonly milliseconds: number;
  /** Of 100 nanoseconds, 0 to 9999. */
  readonly ticks: number;
}

/**
 * A compiled template or value: evaluates it, and throws an ExpressionError where it has no value. Within one evaluation
 * the hooks but `random` are to say the same each time; they may be asked once only.
 */
export type Evaluate = (scope: Scope) => WdlValue;
