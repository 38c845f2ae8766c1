import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { Failure } from "../../diagnostics/failure.ts";
import { type Ask, collectAnswers, completed } from "../../init/answers.ts";
import { pipelineServices } from "../../init/ci/recipe.ts";
import { initCodes } from "../../init/codes.ts";
import { commandLine } from "../../init/command-line.ts";
import { newMapping, refusalsOf } from "../../init/new-mapping.ts";
import { type Answers, type Question, type QuestionId, questions } from "../../init/questions.ts";
import { mappingJsonSchema } from "../../spec/json-schema.ts";
import { type CommandDefinition, type ExitCode, exitCodes, type Host } from "../command.ts";
import { addPipeline, chosenService, type InitChoices, pipelineFile, portable } from "../init-pipeline.ts";
import { packageRoot, packageVersion } from "../package-root.ts";
import { printFindings } from "../print/formats.ts";
import { printInit } from "../print/init-report.ts";
import { isThere, type NewFile, writeNewFiles } from "../write-new-files.ts";

const examples = `
At a terminal, what no option answers is asked. --yes takes the default of each question;
in a pipeline nothing is ever asked.

Examples:
  $ cosell init
  $ cosell init fabrikam --publisher Fabrikam --prefix fab --yes
  $ cosell init --mapping partners/fabrikam.yaml --deals all --environments test,live --yes
  $ cosell init --ci github                             a pipeline for the mapping that is here`;

/** `cosell init`: a mapping for a new partner, and a pipeline for it. */
export const init: CommandDefinition = {
  configure: (command) => {
    command
      .argument("[folder]", "where the mapping goes", ".")
      .option("-m, --mapping <file>", "the file in it", "mapping.yaml");
    for (const question of questions) addQuestion(command, question);
    command
      .addOption(
        new Option("--ci <service>", "also write a pipeline; only that where the mapping is there").choices([
          ...pipelineServices,
        ]),
      )
      .option("--package <spec>", "what npm installs as cosell in the pipeline", `cosell@${packageVersion()}`)
      .option("-y, --yes", "take the default of every question that no option answers")
      .option("--force", "replace files that exist")
      .option("--json", "print answers, files and next commands as one JSON object")
      .addHelpText("after", examples);
  },
  run: async ({ arguments: [folder = "."], options, host }) => {
    const mapping = join(folder, String(options["mapping"]));
    const choices: InitChoices = {
      folder,
      mapping,
      service: pipelineServices.find((each) => each === options["ci"]),
      package: String(options["package"]),
      force: options["force"] === true,
      json: options["json"] === true,
    };
    // A pipeline for a mapping that is there; otherwise nobody is asked a dozen questions to hear that it was for nothing.
    if (isThere(mapping, host.workingDirectory) && !choices.force) {
      if (choices.service === undefined)
        throw new Failure(initCodes.finding("FILE_EXISTS", { file: portable(mapping) }));
      return addPipeline({ ...choices, service: choices.service }, host);
    }
    return await writeMapping(choices, options, host);
  },
};

async function writeMapping(
  choices: InitChoices,
  options: Readonly<Record<string, unknown>>,
  host: Host,
): Promise<ExitCode> {
  const { folder, mapping, json, force } = choices;
  const name = basename(resolve(host.workingDirectory, folder));
  const defaultMapping = readFileSync(join(packageRoot(), "mapping.yaml"), "utf8");
  const given = givenAnswers(options);
  const ask = asking(host, options["yes"] === true, given, name, folder);
  const answers = await collectAnswers(given, name, defaultMapping, ask);
  if (answers === undefined) return decline(host);
  const service = await chosenService(choices, options["yes"] === true, host);
  if (service === "declined") return decline(host);

  const text = newMapping(defaultMapping, answers, "./mapping.schema.json");
  const refused = refuse(text, answers, json, host);
  if (refused !== undefined) return refused;
  const files: readonly NewFile[] = [
    { path: mapping, content: text },
    { path: join(mapping, "..", "mapping.schema.json"), content: mappingJsonSchema() },
    ...(service === undefined ? [] : [pipelineFile(text, { ...choices, service })]),
  ];
  writeNewFiles(files, host.workingDirectory, force);
  const written = files.map(({ path }) => portable(path));
  printInit({ answers, files: written, mapping: portable(mapping), service }, json, host);
  return exitCodes.done;
}

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
