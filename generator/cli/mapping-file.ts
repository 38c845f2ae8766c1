import type { Diagnostic, NextAction } from "../diagnostics/diagnostic.ts";
import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { MappingSource } from "../pipeline.ts";
import { type ExitCode, exitCodes } from "./command.ts";
import type { Sources } from "./print/finding.ts";
import { readBytes } from "./read-file.ts";

/** The mapping that a command works on. Throws a Failure where the file cannot be read. */
export function readMappingFile(file: string, workingDirectory: string): MappingSource {
  return { file, text: readBytes(file, workingDirectory, [writeOne]) };
}

const writeOne: NextAction = { kind: "run-command", label: "Write a mapping", command: "cosell init" };

/** The text that findings about the mapping point into. */
export function sourcesOf({ file, text }: MappingSource): Sources {
  return new Map([[file, typeof text === "string" ? text : new TextDecoder().decode(text)]]);
}

/**
 * How a command ends that has found this in its mapping. A file that cannot even be parsed keeps every command from its
 * job but the one whose job is to look.
 */
export function endOf(findings: readonly Diagnostic[], looking: boolean): ExitCode {
  if (!hasErrors(findings)) return exitCodes.done;
  const isUnparsed = findings.some(({ code }) => code.startsWith("READ."));
  return isUnparsed && !looking ? exitCodes.cannot : exitCodes.findings;
}
