import { Failure } from "../../../generator/diagnostics/failure.ts";
import { runCodes } from "../codes.ts";
import type { Action, Flow } from "../flow.ts";

/** What happens just before an action starts: anything, or the end of the run. */
export type Interruption = (() => void) | "cancel";

/** Interruptions that wait for their action; each happens once. */
export class Interruptions {
  readonly #waiting = new Map<string, readonly Interruption[]>();

  add(flow: Flow, action: string, happens: Interruption): void {
    const key = action.toLowerCase();
    if (!flow.actions.has(key)) {
      const data = { what: "an interruption", kind: "action", name: action };
      const allowed = [...flow.actions.values()].map(({ name }) => name);
      throw new Failure(runCodes.finding("REFERENCE_UNKNOWN", data, { allowed }));
    }
    const place = `${flow.id}/${key}`;
    this.#waiting.set(place, [...(this.#waiting.get(place) ?? []), happens]);
  }

  /** Lets happen what waits for an action. */
  before(flow: Flow, action: Action): "go" | "cancel" {
    if (this.#waiting.size === 0) return "go";
    const place = `${flow.id}/${action.name.toLowerCase()}`;
    const [happens, ...others] = this.#waiting.get(place) ?? [];
    if (others.length > 0) this.#waiting.set(place, others);
    else this.#waiting.delete(place);
    if (happens === "cancel") return "cancel";
    happens?.();
    return "go";
  }
}
