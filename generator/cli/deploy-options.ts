import { type Command, Option } from "commander";
import { Failure } from "../diagnostics/failure.ts";
import { commandLineCodes } from "./codes.ts";
import type { Invocation } from "./command.ts";

/** What the user has chosen for a release. */
export interface DeployChoices {
  readonly environment: string;
  readonly mapping: string;
  readonly out: string;
  readonly dryRun: boolean;
  readonly print: boolean;
  readonly from?: string;
  readonly skip: readonly string[];
  readonly confirm?: string;
  readonly layout?: "single" | "split";
  readonly managed: boolean;
  readonly overwriteWebhook: boolean;
  readonly pac?: "program" | "wrapper";
  readonly pacPath?: string;
  readonly remove: boolean;
  readonly removeSalesforce: boolean;
  readonly json: boolean;
}

const examples = `
Every step looks first whether it is done: the same command goes on where it stopped.
Secrets come from the environment (COSELL_CLIENT_SECRET) or the Key Vault that the
mapping names; docs/release.md lists all variables.

Examples:
  $ cosell deploy --environment staging --dry-run
  $ cosell deploy --environment staging
  $ cosell deploy --environment production --confirm production --json
  $ cosell deploy --environment staging --print > release.sh
  $ cosell deploy --environment staging --remove --dry-run`;

export function configureDeploy(command: Command): void {
  command
    .requiredOption("-e, --environment <name>", "where to: an environment of the mapping")
    .option("-m, --mapping <file>", "the mapping", "mapping.yaml")
    .option("-o, --out <folder>", "what `cosell build` has made of it", "out")
    .option("--dry-run", "show what each step would change, and change nothing")
    .option("--print", "write the same as a shell script, with halts where a person acts")
    .option("--from <step>", "begin at this step")
    .option("--skip <step...>", "leave steps out")
    .option("--confirm <name>", "the environment's name: consent to what cannot be taken back")
    .addOption(
      new Option("--layout <layout>", "which layout; split where the mapping makes it").choices([
        "single",
        "split",
      ]),
    )
    .option("--unmanaged", "the unmanaged solutions, for an environment in which one develops")
    .option("--overwrite-webhook", "take the webhook over from whoever has it")
    .addOption(
      new Option(
        "--pac <how>",
        "run pac itself, or through Microsoft's wrapper; else the wrapper where it is installed",
      ).choices(["program", "wrapper"]),
    )
    .option("--pac-path <file>", "where pac is; else it is looked for")
    .option("--remove", "uninstall instead: flows off, solutions away")
    .option(
      "--remove-salesforce",
      "with --remove, take fields and objects out of Salesforce too, with their data",
    )
    .option("--json", "print the report as one JSON object")
    .addHelpText("after", examples);
}

/** Throws CLI.USAGE for options that contradict each other. */
export function readChoices({ options }: Invocation): DeployChoices {
  const text = (name: string): string | undefined => {
    const value = options[name];
    return typeof value === "string" ? value : undefined;
  };
  const flag = (name: string): boolean => options[name] === true;
  const { layout, pac } = options;
  const choices: DeployChoices = {
    environment: text("environment") ?? "",
    mapping: text("mapping") ?? "",
    out: (text("out") ?? "").replace(/[/\\]+$/, ""),
    dryRun: flag("dryRun"),
    print: flag("print"),
    skip: Array.isArray(options["skip"]) ? options["skip"].map(String) : [],
    managed: !flag("unmanaged"),
    overwriteWebhook: flag("overwriteWebhook"),
    remove: flag("remove"),
    removeSalesforce: flag("removeSalesforce"),
    json: flag("json"),
    ...optional("from", text("from")),
    ...optional("confirm", text("confirm")),
    ...optional("pacPath", text("pacPath")),
    ...(layout === "single" || layout === "split" ? { layout } : {}),
    ...(pac === "program" || pac === "wrapper" ? { pac } : {}),
  };
  refuseContradictions(choices);
  return choices;
}

function optional<Name extends string>(name: Name, value: string | undefined) {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]: string }); // One computed name.
}

function refuseContradictions({
  print,
  dryRun,
  remove,
  removeSalesforce,
  confirm,
  environment,
}: DeployChoices): void {
  const problems = [
    ...(print && dryRun ? ["--print writes a script and --dry-run looks: give one of them."] : []),
    ...(removeSalesforce && !remove ? ["--remove-salesforce goes with --remove only."] : []),
    ...(confirm !== undefined && confirm !== environment
      ? [`--confirm ${confirm} is not the name of the environment, ${environment}.`]
      : []),
  ];
  const [problem] = problems;
  if (problem !== undefined) {
    throw new Failure(commandLineCodes.finding("USAGE", { problem, command: "deploy " }));
  }
}
