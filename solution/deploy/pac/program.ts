import { Failure } from "../../../generator/diagnostics/failure.ts";
import { deployCodes } from "../codes.ts";
import { importTimeout } from "../facts.ts";
import type { Machine } from "../machine.ts";
import type { Mask } from "../mask.ts";
import type { FoundPac } from "./find-pac.ts";
import { privateHome } from "./home.ts";
import type { Pac, PacTarget } from "./pac.ts";
import { deleteWords, importWords, signInWords } from "./verbs.ts";

export interface PacOptions {
  readonly machine: Machine;
  readonly mask: Mask;
  readonly target: PacTarget;
  readonly found: FoundPac;
  /** `cosell/0.1.0`: what Microsoft sees in its telemetry of pac. */
  readonly agent: string;
  /** Told each line that pac prints, masked. */
  readonly onLine: (line: string) => void;
}

/** pac as a program of its own: a list of arguments, no shell. */
export function pacProgram({ machine, mask, target, found, agent, onLine }: PacOptions): Pac {
  // An application signs in to a home of its own, so that the profiles of the person at this machine stay as they are.
  const home = target.application === undefined ? undefined : privateHome(machine);
  const proof = target.application?.proof;
  const secret = proof?.kind === "secret" ? proof.secret : undefined;
  let signedIn: Promise<string> | undefined;

  async function call(words: readonly string[], work: string): Promise<string> {
    const end = await machine.run({
      program: found.program,
      arguments: [...found.before, ...words],
      environment: {
        ...home?.environment,
        // Where pac looks when it renews a token and the machine has no keyring [powerplatform-vscode issue 297].
        ...(secret === undefined ? {} : { PAC_CLI_SPN_SECRET: secret }),
        PP_TOOLS_AUTOMATION_AGENT: agent,
        DOTNET_ROLL_FORWARD: "Major",
      },
      timeout: importTimeout,
      onLine: (line) => {
        if (line.trim() !== "") onLine(mask.apply(line));
      },
    });
    if (end.started && end.exitCode === 0) return end.stdout;
    throw refused(work, end.started ? mask.apply(lastWords(end)) : "it cannot be started");
  }

  async function online(words: readonly string[], work: string): Promise<string> {
    const { url, application } = target;
    if (application !== undefined) {
      if (secret !== undefined) mask.hide(secret);
      signedIn ??= call(signInWords({ url, application }), "the sign-in");
      await signedIn;
    }
    return call(words, work);
  }

  return {
    name: `pac ${found.version} (${[found.program, ...found.before].join(" ")})`,
    importSolution: async (request) => {
      await online(importWords(target.url, request), "the import");
    },
    deleteSolution: async (uniqueName) => {
      await online(deleteWords(target.url, uniqueName), `uninstalling ${uniqueName}`);
    },
    close: async () => {
      home?.remove();
    },
  };
}

export function refused(work: string, reason: string, cause?: unknown): Failure {
  return new Failure(deployCodes.finding("PAC_REFUSED", { work, reason }), { cause });
}

/** Why it ended: pac writes its reason to either stream, the last line that says "Error" before all others. */
export function lastWords(end: {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}): string {
  if (end.exitCode === undefined) return "it did not end in time";
  return reasonIn(`${end.stdout}\n${end.stderr}`) ?? `it ends with ${end.exitCode} and says nothing`;
}

export function reasonIn(output: string): string | undefined {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.filter((line) => /error/i.test(line)).at(-1) ?? lines.at(-1);
}
