import { runCodes } from "../../../simulator/engine/codes.ts";
import { flowsInZip, parseFlowText } from "../../../simulator/engine/load/flows-in-zip.ts";
import type { FlowSource } from "../../../simulator/engine/load/load-flow.ts";
import { type MockFile, readMockFile } from "../../../simulator/engine/mocks/mock-file.ts";
import { type RunsOnce, runOnce } from "../../../simulator/engine/run-once.ts";
import { printRun } from "../../../simulator/engine/view/print-run.ts";
import { runRecord } from "../../../simulator/engine/view/run-record.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host } from "../command.ts";
import { printFindings } from "../print/formats.ts";
import { readBytes } from "../read-file.ts";

const examples = `
The flow is a file of an unpacked solution, or a flow inside a solution zip as ZIP#NAME.
docs/run.md shows what the files hold.

Examples:
  $ cosell run Workflows/NotifyOwner-0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0.json --trigger trigger.json --mocks mocks.json
  $ cosell run out/single/CosellSync_1_0_0_0_managed.zip#"Salesforce to Partner Center" --trigger trigger.json --json`;

/** `cosell run`: runs one cloud flow, with the answers of its connectors from a file. */
export const run: CommandDefinition = {
  configure: (command) => {
    command
      .argument("<flow>", "FLOW.json, or ZIP#name of a flow in it")
      .option("-t, --trigger <file>", "what the trigger gives, as JSON")
      .option("-m, --mocks <file>", "what connectors, addresses and child flows answer, as JSON")
      .option("-p, --parameters <file>", "values of parameters and environment variables, as JSON")
      .option("--at <time>", "when the run starts", "2026-01-15T09:00:00Z")
      .option("--seed <number>", "decides waits that are drawn at random", "0")
      .option("--whole", "print inputs and outputs whole, not their first 160 characters")
      .option("--json", "print the runs as one JSON object")
      .addHelpText("after", examples);
  },
  run: async ({ arguments: [flow = ""], options, host }) => {
    const { own, others } = readFlows(flow, host);
    const file = (name: string): unknown => {
      const given = options[name];
      return typeof given === "string" ? readJsonFile(given, host) : undefined;
    };
    const mocks = file("mocks");
    const result = runOnce({
      flow: own,
      others,
      trigger: file("trigger"),
      mocks: mocks === undefined ? { calls: [] } : readMockFile(mocks, String(options["mocks"])),
      parameters: parametersOf(file("parameters")),
      start: timeOf(String(options["at"])),
      seed: seedOf(String(options["seed"])),
    });
    if ("findings" in result) {
      printFindings(result.findings, new Map(), options["json"] === true ? "json" : "text", host);
      return exitCodes.cannot;
    }
    return options["json"] === true
      ? printJson(result, host)
      : printText(result, options["whole"] === true, host);
  },
};

function readFlows(
  argument: string,
  host: Host,
): { readonly own: FlowSource; readonly others: readonly FlowSource[] } {
  const [file = "", ...rest] = argument.split("#");
  const name = rest.join("#");
  const bytes = readBytes(file, host.workingDirectory);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) {
    const id = /([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/i.exec(file)?.[1] ?? file;
    const base = file.split(/[\\/]/).at(-1) ?? file;
    const content = parseFlowText(new TextDecoder().decode(bytes), file);
    return {
      own: {
        id,
        name: base.replace(/(-[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12})?\.json$/i, ""),
        file,
        content,
      },
      others: [],
    };
  }
  const flows = flowsInZip(bytes, file);
  const wanted = name.toLowerCase();
  const own =
    flows.find((each) => each.id === wanted || each.name.toLowerCase() === wanted) ??
    (wanted === "" ? onlyOne(flows) : flows.find((each) => each.file.toLowerCase().includes(wanted)));
  if (own !== undefined) return { own, others: flows };
  const allowed = flows.map((each) => each.name);
  throw new Failure(runCodes.finding("FLOW_NOT_IN_ZIP", { zip: file, flow: name }, { allowed }));
}

/** A zip with a single flow need not be told which. */
function onlyOne(flows: readonly FlowSource[]): FlowSource | undefined {
  return flows.length === 1 ? flows[0] : undefined;
}

function readJsonFile(file: string, host: Host): unknown {
  return parseFlowText(new TextDecoder().decode(readBytes(file, host.workingDirectory)), file);
}

/** Environment variables are texts; a value of another kind is written as JSON. */
function parametersOf(content: unknown): Readonly<Record<string, string>> {
  if (content === undefined) return {};
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    const reason = "it must be an object of names and values";
    throw new Failure(runCodes.finding("JSON_UNREADABLE", { file: "the parameters file", reason }));
  }
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

function timeOf(text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  const problem = `"${text}" is no time.`;
  throw new Failure(commandLineCodes.finding("USAGE", { problem, command: "run " }));
}

function seedOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const problem = `"${text}" is no seed: a whole number is.`;
  throw new Failure(commandLineCodes.finding("USAGE", { problem, command: "run " }));
}

function printJson({ runs, children, missing }: RunsOnce, host: Host): ExitCode {
  const result = {
    runs: runs.map(runRecord),
    childRuns: children.map(runRecord),
    ...(missing === undefined ? {} : { missing: missing.skeleton }),
    diagnostics: missing === undefined ? [] : [missing.diagnostic],
  };
  host.stdout(`${JSON.stringify(result, bigNumbers, 2)}\n`);
  return exitOf({ runs, children, missing });
}

/** Integers beyond what a double holds are printed as text, so that no digit is lost. */
function bigNumbers(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function printText({ runs, children, missing }: RunsOnce, whole: boolean, host: Host): ExitCode {
  for (const each of [...runs, ...children]) {
    host.stdout(`${printRun(runRecord(each), whole ? "whole" : "line")}\n`);
  }
  if (missing !== undefined) {
    printFindings([missing.diagnostic], new Map(), "text", host);
    const skeleton: MockFile = { calls: [missing.skeleton] };
    host.stderr(
      `An answer to fill in, for the file of --mocks:\n\n${JSON.stringify(skeleton, undefined, 2)}\n`,
    );
  }
  return exitOf({ runs, children, missing });
}

/** A flow that ran and failed is what this command was asked to find out; a pipeline wants to know it by the code. */
function exitOf({ runs, missing }: RunsOnce): ExitCode {
  if (missing !== undefined) return exitCodes.cannot;
  return runs.every(({ status }) => status === "Succeeded") ? exitCodes.done : exitCodes.simulationFailed;
}
