// A stand-in for sf, the Salesforce CLI: holds every call against the reference (reference.ts), refuses what is not in it
// as sf does, and carries the rest out against the organization that orgs.json beside it names, over REST. Beside it lies
// calls.jsonl: one line for each call.
import { join } from "node:path";
import { writeDown } from "../call-log.ts";
import { commands } from "./commands.ts";
import { findOrg, Refusal } from "./org.ts";
import { readCall } from "./read-call.ts";

async function main(words: readonly string[]): Promise<number> {
  if (words.length === 1 && (words[0] === "--version" || words[0] === "-v")) {
    process.stdout.write("@salesforce/cli/2.110.3 linux-x64 node-v20.20.0\n");
    return 0;
  }
  const reading = readCall(words);
  const isJson = words.includes("--json");
  if (!reading.ok) return refuse(2, reading.problem, isJson);
  const { call } = reading;
  const carry = commands[call.command];
  if (carry === undefined) return refuse(2, `This stand-in does not carry out ${call.command}.`, isJson);
  try {
    const result = await carry(call, findOrg(join(__dirname, "orgs.json"), call.values["target-org"]?.[0]));
    print(isJson ? { status: 0, result, warnings: [] } : result);
    return 0;
  } catch (error) {
    if (error instanceof Refusal) return refuse(1, error.message, isJson, error);
    if (error instanceof TypeError && error.cause !== undefined)
      return refuse(1, String(error.cause), isJson);
    throw error;
  }
}

/** With --json everything is on standard output, errors too. */
function refuse(exitCode: number, message: string, isJson: boolean, refusal?: Refusal): number {
  if (!isJson) process.stderr.write(`Error (${exitCode}): ${message}\n`);
  else if (refusal?.result === undefined)
    print({ name: refusal?.code ?? "SfError", message, exitCode, status: exitCode, warnings: [] });
  else print({ status: exitCode, result: refusal.result, warnings: [] });
  return exitCode;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

const words = process.argv.slice(2);
void main(words).then((exitCode) => {
  writeDown(join(__dirname, "calls.jsonl"), "sf", words, exitCode);
  process.exitCode = exitCode;
});
