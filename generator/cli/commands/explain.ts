import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../diagnostics/failure.ts";
import { closest } from "../../spec/closest.ts";
import { commandLineCodes } from "../codes.ts";
import { type CommandDefinition, exitCodes } from "../command.ts";
import { packageRoot } from "../package-root.ts";

/** `cosell explain CODE`: the page of a code, which comes with the package. */
export const explain: CommandDefinition = {
  configure: (command) => {
    command
      .argument("[code]", "a code as findings carry it; without one all are listed")
      .addHelpText("after", "\nExamples:\n  $ cosell explain\n  $ cosell explain OUT.NOT_OURS");
  },
  run: async ({ arguments: [given], options, host }) => {
    const folder = join(packageRoot(), "docs", "codes");
    const codes = existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /^[A-Z].*\.md$/.test(name))
          .map((name) => name.slice(0, -".md".length))
          .sort()
      : [];
    const read = (code: string) => readFileSync(join(folder, `${code}.md`), "utf8");
    if (given === undefined) {
      const listed = codes.map((code) => ({ code, summary: firstSentence(read(code)) }));
      const width = Math.max(...codes.map((code) => code.length));
      host.stdout(
        options["json"] === true
          ? `${JSON.stringify({ codes: listed }, undefined, 2)}\n`
          : listed.map(({ code, summary }) => `${code.padEnd(width)}  ${summary}\n`).join(""),
      );
      return exitCodes.done;
    }
    const code = codes.find((candidate) => candidate === given.toUpperCase());
    if (code === undefined) throw new Failure(unknown(given, codes));
    host.stdout(
      options["json"] === true ? `${JSON.stringify({ code, page: read(code) }, undefined, 2)}\n` : read(code),
    );
    return exitCodes.done;
  },
};

function unknown(name: string, codes: readonly string[]) {
  const near = closest(name, codes);
  return commandLineCodes.finding("CODE_UNKNOWN", { name }, near.length === 0 ? {} : { allowed: near });
}

/** The line under the title. */
function firstSentence(page: string): string {
  return page.split("\n").find((line) => line !== "" && !line.startsWith("#")) ?? "";
}
