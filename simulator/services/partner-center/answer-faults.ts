import type { ServiceRequest } from "../../world/service.ts";
import type { Due } from "./timeline.ts";
import type { AnswerFault } from "./types.ts";

/** Errors that stand in for answers, and requests that are carried out after their error was answered. */
export class AnswerFaults {
  #faults: { readonly fault: AnswerFault; left: number }[] = [];
  #late: Due[] = [];

  add(fault: AnswerFault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  /** Late requests stay: they are already under way. */
  clear(): void {
    this.#faults = [];
  }

  /** Uses up the oldest fault that matches the request. */
  take(request: ServiceRequest): AnswerFault | undefined {
    const found = this.#faults.find(
      ({ fault }) =>
        (fault.method === undefined || fault.method === request.method) &&
        (fault.path === undefined || new RegExp(fault.path).test(request.path)),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#faults = this.#faults.filter((other) => other !== found);
    return found.fault;
  }

  postpone(at: number, carryOut: () => void): void {
    const due: Due = {
      at,
      happen: () => {
        this.#late = this.#late.filter((other) => other !== due);
        carryOut();
      },
    };
    this.#late.push(due);
  }

  nextLate(): Due | undefined {
    return this.#late.reduce<Due | undefined>(
      (first, due) => (first === undefined || due.at < first.at ? due : first),
      undefined,
    );
  }
}
