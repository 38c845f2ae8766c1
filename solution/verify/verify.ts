import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { isFlow } from "../../simulator/expressions/index.ts";
import { maximumReading, maximumZipBytes } from "../facts.ts";
import { zipCodes } from "../read/codes.ts";
import { parseJson } from "../read/parse-json.ts";
import { decode, readSolution } from "../read/read-solution.ts";
import { type FileContents, readZip } from "../read/read-zip.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { type CleanTexts, cleanTexts } from "./clean-texts.ts";
import { solutionCodes } from "./codes.ts";
import { flowFindings } from "./flow-rules.ts";
import { solutionRules } from "./rules.ts";
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

/** Says what the platform would refuse about solutions, flows and connectors, ours or not. */
export function verify(inputs: readonly VerifyInput[]): Verification {
  const clean = cleanTexts();
  const results = inputs.map((input) => verifyOne(input, clean));
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

function verifyOne(input: VerifyInput, clean: CleanTexts): One {
  if (input.kind === "folder") return verifySolution(input.name, input.files, false, clean);
  const { name, bytes } = input;
  const where = { where: { file: name } };
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isZip) return verifyJson(name, bytes, clean);
  if (bytes.length > maximumZipBytes) {
    const data = { file: name, bytes: bytes.length, maximum: maximumZipBytes };
    return { subject: "solution", diagnostics: [solutionCodes.finding("TOO_LARGE", data, where)] };
  }
  const read = readZip(name, bytes);
  if (read.ok) return verifySolution(name, read.files, true, clean);
  return { subject: "solution", diagnostics: [{ ...read.finding, ...where }] };
}

function verifySolution(name: string, files: FileContents, isZip: boolean, clean: CleanTexts): One {
  const { solution, diagnostics } = readSolution(name, files, isZip);
  if (solution === undefined) return { subject: "solution", diagnostics };
  return {
    subject: "solution",
    diagnostics: [...diagnostics, ...solutionRules.flatMap((rule) => rule.check(solution, clean))],
    solution,
  };
}

/** A file that is no zip: a flow, or a file of a connector. */
function verifyJson(name: string, bytes: Uint8Array, clean: CleanTexts): One {
  if (bytes.length > maximumReading.textBytes) {
    const data = { file: name, bytes: bytes.length, maximum: maximumReading.textBytes };
    const finding = solutionCodes.finding("TEXT_TOO_LARGE", data, { where: { file: name } });
    return { subject: "unknown", diagnostics: [finding] };
  }
  const text = decode(bytes);
  const where = { where: { file: name } };
  const read = parseJson(text);
  if (!read.ok && looksLikeJson(text)) {
    const finding = solutionCodes.finding("JSON_INVALID", { file: name, reason: read.reason }, where);
    return { subject: "unknown", diagnostics: [finding] };
  }
  if (read.ok && isFlow(read.value)) {
    const findings = clean.flows(text, () => flowFindings(name, text, read.value));
    return { subject: "flow", diagnostics: findings };
  }
  const connector = connectorFindings(name, text);
  if (typeof connector !== "string") return { subject: "connector", diagnostics: connector };
  return { subject: "unknown", diagnostics: [zipCodes.finding("NOT_A_ZIP", { file: name }, where)] };
}

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text);
