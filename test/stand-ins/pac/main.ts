// A stand-in for pac, the Power Platform CLI: holds every call against the reference (reference.ts), refuses what is not
// in it as pac does, and carries the rest out against the environment of the profile, over HTTP. It knows nothing of who
// calls it. Beside it lies calls.jsonl: one line for each call, with its words (secrets taken out), the names of its
// environment variables and its exit code.
import { homedir } from "node:os";
import { join } from "node:path";
import { writeDown } from "../call-log.ts";
import { readProfiles } from "./profiles.ts";
import { readCall, withoutSecrets } from "./read-call.ts";
import { Refusal } from "./refusal.ts";
import { authVerbs } from "./verbs/auth.ts";
import type { Context } from "./verbs/context.ts";
import { environmentVerbs } from "./verbs/environment.ts";
import { solutionVerbs } from "./verbs/solution.ts";
import { WebApi } from "./web-api.ts";

const verbs = { ...authVerbs, ...environmentVerbs, ...solutionVerbs };

async function main(words: readonly string[]): Promise<number> {
  print("Microsoft PowerPlatform CLI");
  print("Version: 2.10.1+g5f6a3f1 (.NET 9.0.0)");
  print("Online documentation: https://aka.ms/PowerPlatformCLI");
  if (words.length === 0 || words[0] === "help") return 0;
  print("");
  const reading = readCall(words);
  if (!reading.ok)
    return refuse(`${reading.problem}\n\nUsage: pac [auth] [connection] [connector] [env] [org] [solution]`);
  const carry = verbs[reading.call.verb];
  if (carry === undefined)
    return refuse(`'pac ${reading.call.verb}' is in the reference, but this stand-in does not carry it out.`);
  const home = process.env["HOME"] ?? homedir();
  const context: Context = {
    call: reading.call,
    home,
    environment: process.env,
    print,
    connect: () => connect(home, reading.call.values["--environment"]),
  };
  try {
    await carry(context);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.message);
    if (error instanceof TypeError && error.cause !== undefined)
      return refuse(`${error.message}: ${String(error.cause)}`);
    throw error;
  }
}

function connect(home: string, environment: string | undefined): WebApi {
  const active = readProfiles(home).find((profile) => profile.active);
  if (active === undefined) {
    throw new Refusal("No profiles were found on this computer. Please run 'pac auth create' to create one.");
  }
  const url = environment ?? active.environment;
  if (url === undefined || !/^https?:/.test(url))
    throw new Refusal(`Cannot find the environment '${url ?? ""}'.`);
  print(`Connected as ${active.application}`);
  return new WebApi(url, active.token);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** pac writes its errors where it writes everything else. */
function refuse(message: string): number {
  print(`Error: ${message}`);
  return 1;
}

const words = process.argv.slice(2);
void main(words).then((exitCode) => {
  writeDown(join(__dirname, "calls.jsonl"), "pac", withoutSecrets(words), exitCode);
  process.exitCode = exitCode;
});
