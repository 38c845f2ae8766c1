import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { checkFlow, isFlow, JsonTextError, readJson } from "../../simulator/expressions/index.ts";
import { zipCodes } from "../read/codes.ts";
import { decode, type ReadSolution, readSolution } from "../read/read-solution.ts";
import { type FileContents, readZip } from "../read/read-zip.ts";
import { flowRules } from "./flow-rules.ts";
import { type SolutionRule, solutionRules } from "./solution-rules.ts";
import { compareTwins } from "./twins.ts";
import { connectorFindings } from "./verify-connector.ts";

/** What is to be verified: the bytes of a file, or the files of a folder by their path in it. */
export type VerifyInput =
  | { readonly kind: "file"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: "folder"; readonly name: string; readonly files: FileContents };

export interface Verification {
  readonly diagnostics: readonly Diagnostic[];
  /** What each input was taken for, in the order of the inputs. */
  readonly subjects: readonly ("solution" | "flow" | "connector" | "unknown")[];
}

/** Every rule, for the documentation and for tests. */
export const allRules: readonly SolutionRule[] = [...solutionRules, ...flowRules];

/** Says what the platform would refuse about solutions, flows and connectors, ours or not. */
export function verify(inputs: readonly VerifyInput[]): Verification {
  const results = inputs.map(verifyOne);
  const solutions = results.flatMap(({ solution }) => (solution === undefined ? [] : [solution]));
  return {
    diagnostics: [...results.flatMap(({ diagnostics }) => diagnostics), ...compareTwins(solutions)],
    subjects: results.map(({ subject }) => subject),
  };
}

interface One {
  readonly subject: Verification["subjects"][number];
  readonly diagnostics: readonly Diagnostic[];
  readonly solution?: ReadSolution;
}

function verifyOne(input: VerifyInput): One {
  if (input.kind === "folder") return verifySolution(input.name, input.files);
  const isZip = input.bytes[0] === 0x50 && input.bytes[1] === 0x4b;
  if (!isZip) return verifyJson(input.name, input.bytes);
  const read = readZip(input.name, input.bytes);
  if (read.ok) return verifySolution(input.name, read.files);
  return { subject: "solution", diagnostics: [{ ...read.finding, where: { file: input.name } }] };
}

function verifySolution(name: string, files: FileContents): One {
  const { solution, diagnostics } = readSolution(name, files);
  if (solution === undefined) return { subject: "solution", diagnostics };
  return {
    subject: "solution",
    diagnostics: [...diagnostics, ...allRules.flatMap((rule) => rule.check(solution))],
    solution,
  };
}

/** A file that is no zip: a flow, or the definition of a connector. */
function verifyJson(name: string, bytes: Uint8Array): One {
  const text = decode(bytes).replace(/^\u{feff}/u, "");
  const json = parse(text);
  if (json !== undefined && isFlow(json)) {
    return { subject: "flow", diagnostics: checkFlow({ file: name, text }).findings };
  }
  const connector = json === undefined ? undefined : connectorFindings(name, text);
  if (connector !== undefined) return { subject: "connector", diagnostics: connector };
  const finding = zipCodes.finding("NOT_A_ZIP", { file: name }, { where: { file: name } });
  return { subject: "unknown", diagnostics: [finding] };
}

function parse(text: string) {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) return undefined;
    throw error;
  }
}
