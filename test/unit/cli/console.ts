import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Host } from "../../../generator/cli/command.ts";
import { runCommandLine } from "../../../generator/cli/command-line.ts";
import { emptyFolder } from "./folders.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const main = join(root, "generator", "cli", "main.ts");

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Carries out a command line in this process, in a folder. */
export async function cosell(words: readonly string[], workingDirectory: string): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const host: Host = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    stdinLines: async function* () {},
    workingDirectory,
    environment: {},
    colour: false,
  };
  const code = await runCommandLine(words, host);
  return { code, stdout, stderr };
}

/** A new folder with the default mapping in it. */
export function projectFolder(): string {
  const folder = emptyFolder();
  cpSync(join(root, "mapping.yaml"), join(folder, "mapping.yaml"));
  return folder;
}

/** How to start cosell as a process of its own: `node` with these words in front. */
export const program = ["--import", join(root, "node_modules", "tsx", "dist", "loader.mjs"), main] as const;

/**
 * Carries out the lines of a console transcript, `$` and a command each, in a new project. Plain calls of cosell run in
 * this process; what needs a shell around it gets one, in which `cosell` is a command. Gives the output of the last line.
 */
export async function transcript(lines: string): Promise<Ran> {
  const folder = projectFolder();
  let last: Ran = { code: 0, stdout: "", stderr: "" };
  for (const line of lines.split("\n")) {
    const command = line.replace(/^\$ /, "");
    const words = command.split(" ");
    last = words[0] === "cosell" ? await cosell(words.slice(1), folder) : shell(command, folder);
  }
  return last;
}

function shell(command: string, folder: string): Ran {
  const bin = join(emptyFolder(), "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "cosell"), `#!/bin/sh\nexec "${process.execPath}" ${program.join(" ")} "$@"\n`);
  chmodSync(join(bin, "cosell"), 0o755);
  const { status, stdout, stderr } = spawnSync("bash", ["-c", command], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}` },
  });
  return { code: status ?? -1, stdout, stderr };
}
