import { isUtf8 } from "node:buffer";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import type { Json } from "../../generator/model/emitted.ts";
import { maximumReading, maximumZipBytes } from "../facts.ts";
import { zipCodes } from "../read/codes.ts";
import { parseLooseJson } from "../read/loose-json.ts";
import { parseJson } from "../read/parse-json.ts";
import { decode, encodingOf, readSolution } from "../read/read-solution.ts";
import { type FileContents, readZip } from "../read/read-zip.ts";
import type { ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import { findDefinition } from "./flow/find-definition.ts";
import { unknownParameters } from "./flow-rules.ts";
import { type KnownTexts, knownTexts } from "./known-texts.ts";
import { type Package, readPackage } from "./packages.ts";
import { solutionRules } from "./rules.ts";
import { compareTwins } from "./twins.ts";
import {
  connectorFileFindings,
  type DefinitionsByFolder,
  folderOf,
  isConnectorFile,
  isDefinition,
} from "./verify-connector.ts";

/** What is to be verified: the bytes of a file, or the files of a folder by their path in it. */
export type VerifyInput =
  | { readonly kind: "file"; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: "folder"; readonly name: string; readonly files: FileContents };

export interface Verification {
  readonly diagnostics: readonly Diagnostic[];
  /** What each input was taken for, in the order of the inputs; a `part` belongs to the connector beside it. */
  readonly subjects: readonly ("solution" | "flow" | "connector" | "part" | "package" | "unknown")[];
}

/** Says what the platform would refuse about solutions, flows and connectors, ours or not. */
export function verify(inputs: readonly VerifyInput[]): Verification {
  const known = knownTexts();
  const definitions = new Map<string, Json>();
  const read = inputs.map((input) => readInput(input, definitions));
  const results = read.map((input) => verifyOne(input, known, definitions));
  const solutions = results.flatMap(({ solution }) => (solution === undefined ? [] : [solution]));
  return {
    diagnostics: [...results.flatMap(({ diagnostics }) => diagnostics), ...compareTwins(solutions)],
    subjects: results.map(({ subject }) => subject),
  };
}

interface ReadJson {
  readonly kind: "json";
  readonly name: string;
  readonly text: string;
  readonly json: Json;
  /** What is to be said of the file, whatever it holds. */
  readonly doubts: readonly Diagnostic[];
}

/** Files that are JSON are read before anything is said of one: what lies beside it may matter. */
type Read = VerifyInput | ReadJson | { readonly kind: "unread"; readonly finding: Diagnostic };

interface One {
  readonly subject: Verification["subjects"][number];
  readonly diagnostics: readonly Diagnostic[];
  readonly solution?: ReadSolution;
}

function readInput(input: VerifyInput, definitions: Map<string, Json>): Read {
  if (input.kind === "folder" || isZip(input.bytes)) return input;
  const read = readJsonInput(input.name, input.bytes);
  if (read.kind === "json" && isDefinition(read.json)) definitions.set(folderOf(input.name), read.json);
  return read;
}

const isZip = ([first, second]: Uint8Array): boolean => first === 0x50 && second === 0x4b;

function readJsonInput(name: string, bytes: Uint8Array): Read {
  const where = { where: { file: name } };
  const unread = (finding: Diagnostic): Read => ({ kind: "unread", finding });
  if (bytes.length > maximumReading.textBytes) {
    const data = { file: name, bytes: bytes.length, maximum: maximumReading.textBytes };
    return unread(solutionCodes.finding("TEXT_TOO_LARGE", data, where));
  }
  const text = decode(bytes);
  const isWhole = encodingOf(bytes) !== "utf-8" || isUtf8(bytes);
  const encoding = isWhole ? [] : [solutionCodes.finding("ENCODING", { file: name }, where)];
  const read = parseJson(text);
  if (read.ok) return { kind: "json", name, text, json: read.value, doubts: encoding };
  if (!/^\s*[[{]/.test(text)) return unread(zipCodes.finding("NOT_A_ZIP", { file: name }, where));
  const loose = parseLooseJson(text);
  if (!loose.ok || !isConnectorFile(loose.value)) {
    return unread(solutionCodes.finding("JSON_INVALID", { file: name, reason: read.reason }, where));
  }
  const doubts = [...encoding, solutionCodes.finding("JSON_LOOSE", { file: name }, where)];
  return { kind: "json", name, text, json: loose.value, doubts };
}

function verifyOne(input: Read, known: KnownTexts, definitions: DefinitionsByFolder): One {
  switch (input.kind) {
    case "folder":
      return verifySolution(input.name, input.files, false, known);
    case "file":
      return verifyZip(input.name, input.bytes, known);
    case "json":
      return verifyJson(input, known, definitions);
    case "unread":
      return { subject: "unknown", diagnostics: [input.finding] };
  }
}

function verifyZip(name: string, bytes: Uint8Array, known: KnownTexts): One {
  const where = { where: { file: name } };
  if (bytes.length > maximumZipBytes) {
    const data = { file: name, bytes: bytes.length, maximum: maximumZipBytes };
    return { subject: "solution", diagnostics: [solutionCodes.finding("TOO_LARGE", data, where)] };
  }
  const read = readZip(name, bytes);
  if (!read.ok) return { subject: "solution", diagnostics: [{ ...read.finding, ...where }] };
  const parts = readPackage(read.files);
  return parts === undefined
    ? verifySolution(name, read.files, true, known)
    : { subject: "package", diagnostics: verifyPackage(name, parts, known, { bytes: 0 }) };
}

/** The flows of a package, and the solutions and packages in it; `unpacked` counts what came out of zips inside of zips. */
function verifyPackage(
  name: string,
  { flows, zips }: Package,
  known: KnownTexts,
  unpacked: { bytes: number },
): readonly Diagnostic[] {
  const ofFlows = flows.flatMap(
    ({ path, bytes }) => verifyOne(readJsonInput(`${name}/${path}`, bytes), known, new Map()).diagnostics,
  );
  const ofZips = zips.flatMap(({ path, bytes }): readonly Diagnostic[] => {
    const file = `${name}/${path}`;
    const maximum = maximumReading.bytes;
    if (unpacked.bytes > maximum) {
      const data = { file, bytes: unpacked.bytes, maximum };
      return [zipCodes.finding("TOO_LARGE", data, { where: { file } })];
    }
    const read = readZip(file, bytes);
    if (!read.ok) return [{ ...read.finding, where: { file } }];
    for (const each of read.files.values()) unpacked.bytes += each.length;
    if (read.files.has("solution.xml")) return verifySolution(file, read.files, true, known).diagnostics;
    const inner = readPackage(read.files);
    return inner === undefined ? [] : verifyPackage(file, inner, known, unpacked);
  });
  return [...ofFlows, ...ofZips];
}

function verifySolution(name: string, files: FileContents, fromZip: boolean, known: KnownTexts): One {
  const { solution, diagnostics } = readSolution(name, files, fromZip);
  if (solution === undefined) return { subject: "solution", diagnostics };
  return {
    subject: "solution",
    diagnostics: [...diagnostics, ...solutionRules.flatMap((rule) => rule.check(solution, known))],
    solution,
  };
}

/** A file that is no zip: a flow, or a file of a connector. */
function verifyJson(
  { name, text, json, doubts }: ReadJson,
  known: KnownTexts,
  definitions: DefinitionsByFolder,
): One {
  const where = { where: { file: name } };
  if (findDefinition(json) !== undefined) {
    const { parts, findings } = known.flow(text, json);
    // A workflow of Logic Apps declares parameters in a file of its own, too.
    const isWhole = parts?.isCloudFlow === true && "parameters" in parts.definition;
    const parameters = (isWhole ? unknownParameters(parts) : []).map((parameter) =>
      solutionCodes.finding("PARAMETER_UNKNOWN", { flow: name, parameter }, where),
    );
    return { subject: "flow", diagnostics: [...doubts, ...findings(name), ...parameters] };
  }
  const connector = connectorFileFindings(name, json, definitions);
  if (connector !== undefined) {
    const isPart = !isDefinition(json) && definitions.has(folderOf(name));
    return { subject: isPart ? "part" : "connector", diagnostics: [...doubts, ...connector] };
  }
  return { subject: "unknown", diagnostics: [zipCodes.finding("NOT_A_ZIP", { file: name }, where)] };
}
