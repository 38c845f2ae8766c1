import type { Run } from "../engine/run/run.ts";
import type { FaultCounts } from "./fault-counts.ts";

/** Ends runs between two actions, wherever they happen to be. */
export class RunInterruptions {
  readonly #counts: FaultCounts;
  #armed: { readonly flow: string | undefined; left: number }[] = [];

  constructor(counts: FaultCounts) {
    this.#counts = counts;
  }

  /** So many actions of any run, or of the runs of one flow, go well; the run of the next one ends before it. */
  after(actions: number, flow?: string): void {
    this.#armed.push({ flow, left: actions });
  }

  clear(): void {
    this.#armed = [];
  }

  /** What the flow service asks before every action. */
  readonly before = (run: Run): "go" | "cancel" => {
    if (this.#armed.length === 0) return "go";
    let strikes = false;
    for (const armed of this.#armed) {
      if (armed.flow !== undefined && armed.flow !== run.flow.name) continue;
      armed.left -= 1;
      if (armed.left < 0) strikes = true;
    }
    if (!strikes) return "go";
    this.#armed = this.#armed.filter(({ left }) => left >= 0);
    this.#counts.count("run cancelled");
    return "cancel";
  };
}
