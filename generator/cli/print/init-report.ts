import type { Answers } from "../../init/questions.ts";
import type { Host } from "../command.ts";
import { painter } from "./paint.ts";

/** What `cosell init` has done. */
export interface InitReport {
  readonly answers: Answers;
  readonly files: readonly string[];
  /** The mapping among the files. */
  readonly mapping: string;
}

/** The files, and the three commands that come next. */
export function printInit({ answers, files, mapping }: InitReport, json: boolean, host: Host): void {
  const next = nextCommands(mapping);
  if (json) {
    host.stdout(`${JSON.stringify({ files, answers, next, diagnostics: [] }, undefined, 2)}\n`);
    return;
  }
  const paint = painter(host.colour);
  const written = files.map((file) => `${paint("green", "wrote  ")} ${file}\n`).join("");
  const width = Math.max(...next.map(({ command }) => command.length));
  const commands = next.map(
    ({ command, what }, index) =>
      `${paint("green", index === 0 ? "next   " : "       ")} ${command.padEnd(width)}  ${paint("dim", what)}\n`,
  );
  host.stderr(`${written}${commands.join("")}`);
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

/** Words as a shell takes them on one line. */
export function commandLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w.,/=:@+-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, "\\$&")}"`))
    .join(" ");
}
