import type { ConnectionRole } from "../../generator/model/model.ts";
import type { Expression, Value } from "./expression.ts";

/** An input of a flow that people or other flows start. */
export interface FlowInput {
  /** Positional key of the platform: `text`, `text_1`, `boolean`. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly type: "text" | "boolean";
  readonly required: boolean;
  readonly options?: readonly string[];
}

export type Trigger =
  | { readonly kind: "started"; readonly inputs: readonly FlowInput[] }
  | { readonly kind: "webhook"; readonly schema: Value }
  | { readonly kind: "recurrence"; readonly minutes: number }
  | {
      readonly kind: "polling";
      readonly name: string;
      readonly connection: ConnectionRole;
      readonly operationId: string;
      readonly minutes: number;
      readonly parameters: Readonly<Record<string, Value>>;
      /** All must hold, or no run starts. */
      readonly conditions: readonly Expression[];
      /** One run at a time. */
      readonly oneAtATime: boolean;
    };
