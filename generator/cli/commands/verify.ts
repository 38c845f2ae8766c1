import { performance } from "node:perf_hooks";
import { type VerifyInput, verify as verifyAll } from "../../../solution/verify/verify.ts";
import { Failure } from "../../diagnostics/failure.ts";
import { commandLineCodes } from "../codes.ts";
import { type CommandDefinition, exitCodes } from "../command.ts";
import type { Sources } from "../print/finding.ts";
import { printSummary } from "../print/finding.ts";
import { addFormat, chosenFormat, printFindings } from "../print/formats.ts";
import { painter } from "../print/paint.ts";
import { verifyInputs } from "../verify-inputs.ts";
import { verifyManifest } from "../verify-manifest.ts";

const examples = `
A path is a solution zip, an unpacked solution folder, a cloud-flow file, a workflow of
Logic Apps, a connector definition or its properties, or a folder with any of them in it,
such as the output of a build, which is held against its manifest, too.

Examples:
  $ cosell verify out
  $ cosell verify theirs_1_0_0_4_managed.zip --format sarif
  $ cosell verify Workflows/*.json --fail-on warning`;

/** `cosell verify`: says before an import what the platform would refuse. */
export const verify: CommandDefinition = {
  configure: (command) => {
    addFormat(command.argument("<path...>", "what to verify"))
      .option("--fail-on <severity>", "from which severity on the command fails: error or warning", "error")
      .addHelpText("after", examples);
  },
  run: async ({ arguments: paths, options, host }) => {
    const format = chosenFormat(options, "verify");
    const failOn = options["failOn"];
    if (failOn !== "error" && failOn !== "warning") {
      const problem = `"${String(failOn)}" is no severity.`;
      throw new Failure(
        commandLineCodes.finding("USAGE", { problem, command: "verify " }, { allowed: ["error", "warning"] }),
      );
    }
    const started = performance.now();
    const inputs = paths.flatMap((path) => verifyInputs(path, host.workingDirectory));
    if (inputs.length === 0) {
      const [file = ""] = paths;
      throw new Failure(commandLineCodes.finding("NOTHING_TO_VERIFY", { file }));
    }
    const { diagnostics: found, subjects } = verifyAll(inputs);
    const differences = paths.flatMap((path) => verifyManifest(path, host.workingDirectory));
    const diagnostics = [...differences, ...found];
    printFindings(diagnostics, sourcesOf(inputs), format, host);
    if (format === "text") {
      const paint = painter(host.colour);
      host.stderr(`${paint("green", "verify ")} ${described(subjects)}\n`);
      host.stderr(`        ${printSummary(diagnostics, performance.now() - started, paint)}`);
    }
    const failing = diagnostics.some(({ severity }) => severity === "error" || severity === failOn);
    return failing ? exitCodes.findings : exitCodes.done;
  },
};

/** "3 solutions · 2 connectors". */
function described(subjects: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    if (subject !== "part") counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  return [...counts].map(([subject, count]) => `${count} ${subject}${count === 1 ? "" : "s"}`).join(" · ");
}

/** Texts that findings point into: single files, and the text files of folders. */
function sourcesOf(inputs: readonly VerifyInput[]): Sources {
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return new Map(
    inputs.flatMap((input): (readonly [string, string])[] =>
      input.kind === "folder"
        ? [...input.files]
            .filter(([path]) => path.endsWith(".json"))
            .map(([path, bytes]) => [`${input.name}/${path}`, decode(bytes)] as const)
        : input.name.endsWith(".json")
          ? [[input.name, decode(input.bytes)] as const]
          : [],
    ),
  );
}
