import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import {
  type Ambient,
  checkFlow,
  ExpressionError,
  evaluateLine,
  evaluateText,
  expressionCodes,
  type FlowSource,
  isFlow,
  JsonTextError,
  readContext,
  readJson,
  type WdlValue,
  writeEvaluation,
  writeJson,
} from "../../../simulator/expressions/index.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host, type Invocation } from "../command.ts";
import { plural } from "../print/finding.ts";
import { printFindings } from "../print/formats.ts";
import { readBytes } from "../read-file.ts";

/** `cosell eval`: evaluates expressions of flows, or looks for those that do not parse. */
export const evaluate: CommandDefinition = {
  configure: (command) => {
    command
      .argument("[template...]", "a string as it stands in a flow; with --parse, flow files and folders")
      .option("--context <file>", "JSON with parameters, variables, outputs, trigger, item, items, utcNow")
      .option("--stdin", 'read lines {"expr", "context"?}, write lines {"value"} or {"error"}')
      .option("--parse", "report the expressions of flow files that do not parse")
      .addHelpText(
        "after",
        "\nExamples:\n  $ cosell eval \"@formatNumber(1234.5, 'C2')\"\n  $ cosell eval '@triggerBody()' --context context.json\n  $ cosell eval --parse Workflows",
      );
  },
  run: async (invocation) => {
    const { options } = invocation;
    if (options["stdin"] === true) return evaluateLines(invocation);
    return options["parse"] === true ? parseFlows(invocation) : evaluateOne(invocation);
  },
};

/** What the clock of this machine says; chance is another in every run. */
function ambient(): Ambient {
  const now = Date.now();
  return { now, seed: now };
}

async function evaluateLines({ arguments: words, options, host }: Invocation): Promise<ExitCode> {
  if (words.length > 0 || options["parse"] === true || options["context"] !== undefined) {
    throw usage("--stdin takes its expressions and contexts from standard input alone.");
  }
  let count = 0;
  for await (const line of host.stdinLines()) {
    if (line.trim() === "") continue;
    const { now, seed } = ambient();
    host.stdout(`${evaluateLine(line, { now, seed: seed + count })}\n`);
    count += 1;
  }
  return exitCodes.done;
}

async function evaluateOne({ arguments: words, options, host }: Invocation): Promise<ExitCode> {
  const [template, second] = words;
  if (template === undefined || second !== undefined) {
    throw usage("eval takes one template; put it in quotes.");
  }
  const evaluation = evaluateText(template, readContextFile(options["context"], host), ambient());
  if (options["json"] === true) host.stdout(`${writeEvaluation(evaluation)}\n`);
  else if (evaluation.ok) host.stdout(`${writeJson(evaluation.value)}\n`);
  else host.stderr(`${evaluation.code}: ${evaluation.message}\n`);
  return evaluation.ok ? exitCodes.done : exitCodes.findings;
}

function readContextFile(file: unknown, host: Host): WdlValue | undefined {
  if (typeof file !== "string") return undefined;
  const text = Buffer.from(readBytes(file, host.workingDirectory)).toString("utf8");
  const json = readContextText(text);
  const read = readContext(json, ambient());
  if (!read.ok) throw new Failure({ ...read.finding, where: { file } });
  return json;
}

function readContextText(text: string): WdlValue {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError || error instanceof ExpressionError)) throw error;
    throw new Failure(expressionCodes.finding("CONTEXT_INVALID", { reason: error.message }));
  }
}

async function parseFlows({ arguments: paths, options, host }: Invocation): Promise<ExitCode> {
  if (paths.length === 0) throw usage("--parse takes flow files or folders.");
  const sources = paths.flatMap((path) => flowSources(path, host));
  const checks = sources.map(checkFlow);
  const findings = checks.flatMap((check) => check.findings);
  const expressions = checks.reduce((sum, check) => sum + check.expressions, 0);
  if (options["json"] === true) {
    const report = { files: sources.length, expressions, diagnostics: findings };
    host.stdout(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    printFindings(findings, new Map(sources.map(({ file, text }) => [file, text])), "text", host);
    host.stderr(
      `${plural(sources.length, "flow")}, ${plural(expressions, "expression")}, ${findings.length} wrong\n`,
    );
  }
  return findings.length === 0 ? exitCodes.done : exitCodes.findings;
}

/** The file itself, or every flow below a folder, in the order of their names. */
function flowSources(path: string, host: Host): readonly FlowSource[] {
  const absolute = resolve(host.workingDirectory, path);
  if (!statSync(absolute, { throwIfNoEntry: false })?.isDirectory()) return [readSource(path, host)];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => join(path, relative(absolute, join(entry.parentPath, entry.name))))
    .sort()
    .map((file) => readSource(file, host))
    .filter(({ text }) => holdsFlow(text));
}

function readSource(file: string, host: Host): FlowSource {
  const text = Buffer.from(readBytes(file, host.workingDirectory)).toString("utf8");
  return { file, text: text.replace(/^\ufeff/, "") };
}

/** A folder may hold other JSON; what is no JSON at all is worth a finding. */
function holdsFlow(text: string): boolean {
  try {
    return isFlow(readJson(text));
  } catch (error) {
    if (error instanceof JsonTextError || error instanceof ExpressionError) return true;
    throw error;
  }
}

function usage(problem: string): Failure {
  return new Failure(commandLineCodes.finding("USAGE", { problem, command: "eval " }));
}
