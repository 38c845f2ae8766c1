import { performance } from "node:perf_hooks";
import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { listArtifacts, type Manifest, manifestPath, printManifest } from "../../manifest.ts";
import { type BuildResult, build as buildMapping } from "../../pipeline.ts";
import type { CommandDefinition } from "../command.ts";
import { endOf, readMappingFile, sourcesOf } from "../mapping-file.ts";
import { writeOutput } from "../output/write-output.ts";
import { packageVersion } from "../package-root.ts";
import { printTranscript } from "../print/build-transcript.ts";
import { printSummary } from "../print/finding.ts";
import { printFindings } from "../print/formats.ts";
import { painter } from "../print/paint.ts";

/** `cosell build`: from the mapping to a folder with everything in it. */
export const build: CommandDefinition = {
  configure: (command) => {
    command
      .option("-m, --mapping <file>", "the mapping", "mapping.yaml")
      .option("-o, --out <folder>", "where the result goes; it is replaced as a whole", "out")
      .option("--json", "print the manifest and the findings as one JSON object")
      .addHelpText(
        "after",
        "\nExamples:\n  $ cosell build\n  $ cosell build --mapping fabrikam.yaml --out out/fabrikam --json",
      );
  },
  run: async ({ options, host }) => {
    const time = stopwatch();
    const out = String(options["out"]);
    const source = readMappingFile(String(options["mapping"]), host.workingDirectory);
    const read = time();
    const stages = { model: 0, emit: 0, pack: 0 };
    const result = buildMapping(source, (stage) => {
      stages[stage] = time();
    });
    const failed = hasErrors(result.diagnostics);
    const manifest = { cosell: packageVersion(), ...listArtifacts(result.artifacts) };
    const kept = failed ? [] : writeOutput(out, files(result, manifest), host.workingDirectory);
    const write = time();
    const diagnostics = [...result.diagnostics, ...kept];
    if (options["json"] === true) {
      host.stdout(`${JSON.stringify({ ...manifest, diagnostics }, undefined, 2)}\n`);
      return endOf(diagnostics, false);
    }
    printFindings(diagnostics, sourcesOf(source), "text", host);
    const paint = painter(host.colour);
    const { model } = result;
    host.stderr(
      failed || model === undefined
        ? printSummary(diagnostics, read + stages.model + stages.emit, paint)
        : printTranscript(
            {
              mapping: source.file,
              out,
              model,
              artifacts: manifest.artifacts,
              findings: diagnostics.length,
              milliseconds: { read, check: stages.model, emit: stages.emit, pack: stages.pack, write },
            },
            paint,
          ),
    );
    return endOf(diagnostics, false);
  },
};

function files({ artifacts }: BuildResult, manifest: Manifest) {
  return [...artifacts, { path: manifestPath, content: printManifest(manifest) }];
}

/** Milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const passed = performance.now() - last;
    last += passed;
    return passed;
  };
}
