/** What is to happen once, just before an action of a flow starts; "cancel" ends the run instead. */
export type Happening = (() => void) | "cancel";

interface Hook {
  readonly flow: string;
  readonly action: string;
  readonly happens: Happening;
}

/** Happenings that wait for their action, each used up by the first run that reaches it. */
export class Hooks {
  #waiting: readonly Hook[] = [];

  /** Action names as the designer shows them or as the definition spells them. */
  add(flow: string, action: string, happens: Happening): void {
    this.#waiting = [...this.#waiting, { flow, action: spelled(action), happens }];
  }

  /** Lets happen what waits for this action; says whether the run goes on. */
  reach(flow: string, action: string): "go" | "cancel" {
    if (this.#waiting.length === 0) return "go";
    const name = spelled(action);
    const hook = this.#waiting.find((each) => each.flow === flow && each.action === name);
    if (hook === undefined) return "go";
    this.#waiting = this.#waiting.filter((each) => each !== hook);
    if (hook.happens === "cancel") return "cancel";
    hook.happens();
    return "go";
  }
}

/** The designer shows blanks where the definition has underscores; names are told apart without regard to case. */
function spelled(action: string): string {
  return action.replaceAll(" ", "_").toLowerCase();
}
