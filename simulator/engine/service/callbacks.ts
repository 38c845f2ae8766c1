import type { FlowAnswer } from "../run/run.ts";
import { callbackAddress } from "./addresses.ts";

/** The addresses that the flow service hands out: where webhooks call, and where long operations can be asked for. */
export class Callbacks {
  readonly #called = new Map<string, (answer: FlowAnswer) => void>();
  readonly #operations = new Map<string, FlowAnswer | undefined>();
  #count = 0;

  /** A new address; whoever calls it is handed on. */
  listen(called: (answer: FlowAnswer) => void): string {
    const url = this.#next("callback");
    this.#called.set(url, called);
    return url;
  }

  /** False when nobody listens there. */
  call(url: string, answer: FlowAnswer): boolean {
    const called = this.#called.get(url);
    called?.(answer);
    return called !== undefined;
  }

  /** A new address at which the answer of a run can be asked for once it is there. */
  newOperation(): { readonly url: string; readonly finish: (answer: FlowAnswer) => void } {
    const url = this.#next("operation");
    this.#operations.set(url, undefined);
    return { url, finish: (answer) => this.#operations.set(url, answer) };
  }

  /** Undefined for an address that is none of ours; 202 while there is no answer. */
  operation(url: string): FlowAnswer | undefined {
    if (!this.#operations.has(url)) return undefined;
    return this.#operations.get(url) ?? { statusCode: 202, headers: { Location: url } };
  }

  #next(kind: string): string {
    this.#count += 1;
    return callbackAddress(`${kind}-${this.#count}`);
  }
}
