import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { parseLooseJson } from "../read/loose-json.ts";
import { type JsonReading, parseJson } from "../read/parse-json.ts";
import { flowFindings } from "./flow/flow-findings.ts";
import type { FlowParts } from "./flow/parts.ts";
import { readFlowParts } from "./flow/read-parts.ts";

/** A flow that has been looked at: its parts, and what is to be said of it wherever it lies. */
export interface KnownFlow {
  readonly parts: FlowParts | undefined;
  readonly findings: (file: string) => readonly Diagnostic[];
}

/**
 * What has been found in texts. Managed and unmanaged zips, both layouts and the unpacked folders hold the same flows
 * and connectors: looked at together, each is looked at once.
 */
export interface KnownTexts {
  readonly flow: (text: string, content: unknown) => KnownFlow;
  /** The text of a connector's file as JSON, which need not be strict. */
  readonly json: (text: string) => JsonReading & { readonly isLoose?: boolean };
  /** What a check finds in a text; `check` is told no file, for the same text may lie in several. */
  readonly connector: <Found>(text: string, check: () => Found) => Found;
}

export function knownTexts(): KnownTexts {
  const flows = new Map<string, KnownFlow>();
  const connectors = new Map<string, unknown>();
  const parsed = new Map<string, JsonReading & { readonly isLoose?: boolean }>();
  return {
    json: (text) => {
      const known = parsed.get(text) ?? readJson(text);
      parsed.set(text, known);
      return known;
    },
    flow: (text, content) => {
      const known = flows.get(text);
      if (known !== undefined) return known;
      const parts = readFlowParts(content);
      const found = parts === undefined ? [] : flowFindings("", text, parts);
      const flow = { parts, findings: (file: string) => found.map((each) => inFile(each, file)) };
      flows.set(text, flow);
      return flow;
    },
    connector: (text, check) => {
      if (!connectors.has(text)) connectors.set(text, check());
      // A text is always given to the same check.
      return connectors.get(text) as ReturnType<typeof check>;
    },
  };
}

function readJson(text: string): JsonReading & { readonly isLoose?: boolean } {
  const read = parseJson(text);
  return read.ok ? read : { ...parseLooseJson(text), isLoose: true };
}

/** The finding, said of a file. */
export function inFile(finding: Diagnostic, file: string): Diagnostic {
  return { ...finding, where: { ...finding.where, file } };
}
