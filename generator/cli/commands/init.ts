import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { Failure } from "../../diagnostics/failure.ts";
import { type Ask, collectAnswers, completed } from "../../init/answers.ts";
import { initCodes } from "../../init/codes.ts";
import { newMapping, refusalsOf } from "../../init/new-mapping.ts";
import { type Answers, type Question, type QuestionId, questions } from "../../init/questions.ts";
import { mappingJsonSchema } from "../../spec/json-schema.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host } from "../command.ts";
import { packageRoot } from "../package-root.ts";
import { printFindings } from "../print/formats.ts";
import { commandLine, printInit } from "../print/init-report.ts";
import { type NewFile, refuseExisting, writeNewFiles } from "../write-new-files.ts";

const examples = `
At a terminal, what no option answers is asked. --yes takes the default of each question;
in a pipeline nothing is ever asked.

Examples:
  $ cosell init
  $ cosell init fabrikam --publisher Fabrikam --prefix fab --yes
  $ cosell init --mapping partners/fabrikam.yaml --deals all --environments test,live --yes`;

/** `cosell init`: a mapping for a new partner. */
export const init: CommandDefinition = {
  configure: (command) => {
    command
      .argument("[folder]", "where the mapping goes", ".")
      .option("-m, --mapping <file>", "the file in it", "mapping.yaml");
    for (const question of questions) addQuestion(command, question);
    command
      .option("-y, --yes", "take the default of every question that no option answers")
      .option("--force", "replace files that exist")
      .option("--json", "print answers, files and next commands as one JSON object")
      .addHelpText("after", examples);
  },
  run: async ({ arguments: [folder = "."], options, host }) => {
    const mapping = join(folder, String(options["mapping"]));
    const name = basename(resolve(host.workingDirectory, folder));
    const force = options["force"] === true;
    // Nobody is asked a dozen questions to hear afterwards that it was for nothing.
    if (!force) refuseExisting(mapping, host.workingDirectory);
    const defaultMapping = readFileSync(join(packageRoot(), "mapping.yaml"), "utf8");
    const given = givenAnswers(options);
    const ask = asking(host, options["yes"] === true, given, name, folder);
    const answers = await collectAnswers(given, name, defaultMapping, ask);
    if (answers === undefined) return decline(host);

    const schema = join(mapping, "..", "mapping.schema.json");
    const text = newMapping(defaultMapping, answers, "./mapping.schema.json");
    const refused = refuse(text, answers, options["json"] === true, host);
    if (refused !== undefined) return refused;
    const files: readonly NewFile[] = [
      { path: mapping, content: text },
      { path: schema, content: mappingJsonSchema() },
    ];
    writeNewFiles(files, host.workingDirectory, force);
    printInit(
      { answers, files: files.map(({ path }) => portable(path)), mapping: portable(mapping) },
      options["json"] === true,
      host,
    );
    return exitCodes.done;
  },
};

function addQuestion(command: Command, { flag, placeholder, about, choices }: Question): void {
  const option = new Option(`${flag} <${placeholder}>`, about);
  command.addOption(choices === undefined ? option : option.choices(choices.map(({ value }) => value)));
}

function givenAnswers(options: Readonly<Record<string, unknown>>): Partial<Answers> {
  const given: Partial<Record<QuestionId, string>> = {};
  for (const { id, flag } of questions) {
    const answer = options[new Option(flag).attributeName()];
    if (typeof answer === "string") given[id] = answer.trim();
  }
  return given;
}

/** People are asked what concerns them; everything else has its default. Throws where people are needed and there are none. */
function asking(
  { prompts }: Host,
  takesDefaults: boolean,
  given: Partial<Answers>,
  name: string,
  folder: string,
): Ask {
  if (takesDefaults) return async (_, proposal) => proposal;
  const open = questions.filter(({ asked, id }) => asked && given[id] === undefined);
  if (prompts === undefined && open.length > 0) throw new Failure(missing(open, given, name, folder));
  return async ({ asked, prompt: message, choices }, proposal, objection) => {
    if (!asked || prompts === undefined) return proposal;
    return choices === undefined
      ? prompts
          .text({ message, proposal, objection: (answer) => objection(answer.trim()) })
          .then((answer) => answer?.trim())
      : prompts.choose({ message, choices, proposal });
  };
}

function missing(open: readonly Question[], given: Partial<Answers>, name: string, folder: string) {
  const flags = open.map(({ flag }) => flag);
  const answers = completed(given, name);
  const words = ["cosell", "init", ...(folder === "." ? [] : [folder])];
  const shown = questions.filter(({ asked, id }) => asked || given[id] !== undefined);
  return initCodes.finding(
    "ANSWERS_MISSING",
    { flags: flags.join(", ") },
    {
      nextActions: [
        {
          kind: "run-command",
          label: "With every answer, to be changed where it is not yours",
          command: commandLine([...words, ...shown.flatMap(({ id, flag }) => [flag, answers[id]])]),
        },
        { kind: "run-command", label: "With the default of each", command: commandLine([...words, "--yes"]) },
      ],
    },
  );
}

/** The rules of mappings have the last word on the answers. What else they find follows from these, and is passed over. */
function refuse(text: string, answers: Answers, json: boolean, host: Host): ExitCode | undefined {
  const refusals = refusalsOf(text, answers);
  if (refusals.length === 0) return undefined;
  const owned = questions.flatMap(({ id, flag }) => {
    const reason = refusals.find(({ question }) => question?.id === id)?.finding.message;
    return reason === undefined
      ? []
      : [initCodes.finding("ANSWER_INVALID", { flag, answer: answers[id], reason })];
  });
  const findings = owned.length > 0 ? owned : refusals.map(({ finding }) => finding);
  printFindings(findings, new Map(), json ? "json" : "text", host);
  return exitCodes.cannot;
}

function decline(host: Host): ExitCode {
  host.stderr("Nothing was written.\n");
  return exitCodes.declined;
}

/** Paths are shown with forward slashes, as every shell takes them. */
function portable(path: string): string {
  return path.replaceAll("\\", "/");
}
