import { fixtureReader } from "../../../generator/cli/scenario-files.ts";
import type { Step } from "../../../simulator/scenario/scenario.ts";
import type { StageRun } from "../../../simulator/scenario/stage.ts";

/** What people do in a served tenant, and what is seen of it, through its own address. */
export class People {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Takes steps in the language of scenarios; names stay known. */
  async take(...steps: readonly unknown[]): Promise<void> {
    await this.#post("/emulator/steps", { steps });
  }

  /** A seller makes a deal that lacks nothing and shares it with Microsoft. Every name in it begins with the given one. */
  async share(name: string): Promise<void> {
    const text = JSON.stringify(expand("shared-deal"));
    const named = ["customer", "buyer", "deal", "solution", "role"].reduce(
      (steps, each) =>
        steps
          .replaceAll(`"name":"${each}"`, `"name":"${name} ${each}"`)
          .replaceAll(`"edit":"${each}"`, `"edit":"${name} ${each}"`)
          .replaceAll(`\${${each}.`, `\${${name} ${each}.`),
      text.replaceAll("Fabrikam", `${name} Fabrikam`).replaceAll("ada@fabrikam", `${name}@fabrikam`),
    );
    await this.take(...JSON.parse(named));
  }

  async settle(): Promise<void> {
    await this.#post("/emulator/settle", {});
  }

  async runs(): Promise<readonly StageRun[]> {
    const answer = await fetch(`${this.#url}/emulator/runs`);
    const { runs }: { readonly runs: readonly StageRun[] } = JSON.parse(await answer.text());
    return runs;
  }

  /** Lets time pass, second by second, until runs of so many flows are under way at once. */
  async untilUnderWay(flows: readonly string[]): Promise<void> {
    for (let seconds = 0; seconds < mostSeconds; seconds += 1) {
      const running = (await this.runs())
        .filter(({ status }) => status === "Running")
        .map(({ flow }) => flow);
      if (flows.every((flow) => running.includes(flow))) return;
      await this.#post("/emulator/advance", { duration: "PT0.2S" });
    }
    throw new Error(`no moment was met at which runs of ${flows.join(", ")} were under way together`);
  }

  async #post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.#url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
  }
}

const mostSeconds = 2000;

const fixture = fixtureReader();

function expand(name: string): readonly Step[] {
  return fixture(name).flatMap((step) => ("include" in step ? expand(step.include) : [step]));
}
