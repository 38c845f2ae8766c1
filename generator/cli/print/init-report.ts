import type { PipelineService } from "../../init/ci/recipe.ts";
import { commandLine } from "../../init/command-line.ts";
import type { Answers } from "../../init/questions.ts";
import type { Host } from "../command.ts";
import { painter } from "./paint.ts";

/** What `cosell init` has done. */
export interface InitReport {
  /** Absent where the mapping was there already. */
  readonly answers?: Answers;
  readonly files: readonly string[];
  readonly mapping: string;
  /** For which a pipeline is among the files. */
  readonly service: PipelineService | undefined;
}

/** The files, and the three commands that come next. */
export function printInit({ answers, files, mapping, service }: InitReport, json: boolean, host: Host): void {
  const next = nextCommands(mapping);
  if (json) {
    const said = answers === undefined ? {} : { answers };
    host.stdout(`${JSON.stringify({ files, ...said, next, diagnostics: [] }, undefined, 2)}\n`);
    return;
  }
  const paint = painter(host.colour);
  const written = files.map((file) => `${paint("green", "wrote  ")} ${file}\n`).join("");
  const width = Math.max(...next.map(({ command }) => command.length));
  const commands = next.map(
    ({ command, what }, index) =>
      `${paint("green", index === 0 ? "next   " : "       ")} ${command.padEnd(width)}  ${paint("dim", what)}\n`,
  );
  const hint =
    service === undefined
      ? ""
      : `${paint("green", "then   ")} docs/release.md says which secrets and variables the pipeline needs\n`;
  host.stderr(`${written}${commands.join("")}${hint}`);
}

function nextCommands(mapping: string) {
  const isDefault = mapping === "mapping.yaml";
  const option = isDefault ? [] : ["--mapping", mapping];
  return [
    {
      command: commandLine(["cosell", "check", ...(isDefault ? [] : [mapping])]),
      what: "after every edit of the mapping",
    },
    { command: commandLine(["cosell", "build", ...option]), what: "connectors, flows, solutions, documents" },
    {
      command: commandLine(["cosell", "simulate", ...option]),
      what: "proves them before anybody imports them",
    },
  ];
}
