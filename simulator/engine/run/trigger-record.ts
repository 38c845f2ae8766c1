import { isObject, type WdlObject, type WdlValue } from "../../expressions/index.ts";
import { timestamp } from "./timestamp.ts";

/** What started a run, as `trigger()` shows it. */
export class TriggerRecord {
  readonly name: string;
  readonly startedAt: number;
  readonly inputs: WdlValue | undefined;
  readonly outputs: WdlValue | undefined;
  readonly secureOutputs: boolean;
  readonly trackingId: string;

  constructor(fields: {
    readonly name: string;
    readonly startedAt: number;
    readonly inputs: WdlValue | undefined;
    readonly outputs: WdlValue | undefined;
    readonly secureOutputs: boolean;
    readonly trackingId: string;
  }) {
    this.name = fields.name;
    this.startedAt = fields.startedAt;
    this.inputs = fields.inputs;
    this.outputs = fields.outputs;
    this.secureOutputs = fields.secureOutputs;
    this.trackingId = fields.trackingId;
  }

  body(): WdlValue {
    return isObject(this.outputs) ? (this.outputs["body"] ?? null) : null;
  }

  /** The record has no body of its own (measured by a third party). */
  record(): WdlObject {
    return {
      name: this.name,
      ...(this.inputs === undefined ? {} : { inputs: this.inputs }),
      ...(this.outputs === undefined ? {} : { outputs: this.outputs }),
      startTime: timestamp(this.startedAt),
      endTime: timestamp(this.startedAt),
      trackingId: this.trackingId,
      clientTrackingId: this.trackingId,
      originHistoryName: this.trackingId,
      status: "Succeeded",
    };
  }
}
