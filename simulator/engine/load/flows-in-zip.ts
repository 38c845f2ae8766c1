import { XMLParser } from "fast-xml-parser";
import { unzipSync } from "fflate";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { JsonTextError, readJson } from "../../expressions/index.ts";
import { runCodes } from "../codes.ts";
import type { FlowSource } from "./load-flow.ts";

const fileName = /^workflows\/.*?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.json$/i;

/** The cloud flows of a solution zip, in the order of their names. */
export function flowsInZip(bytes: Uint8Array, file: string): readonly FlowSource[] {
  const entries = unzip(bytes, file);
  const customizations = entries["customizations.xml"];
  const names =
    customizations === undefined ? new Map<string, string>() : displayNames(decode(customizations));
  const flows = Object.entries(entries).flatMap(([path, content]): FlowSource[] => {
    const id = fileName.exec(path)?.[1]?.toLowerCase();
    if (id === undefined) return [];
    const place = `${file}#${path}`;
    return [{ id, name: names.get(id) ?? path, file: place, content: parseFlowText(decode(content), place) }];
  });
  return flows.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** The JSON of a flow file. */
export function parseFlowText(text: string, file: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new Failure(runCodes.finding("JSON_UNREADABLE", { file, reason: error.message }), { cause: error });
  }
}

function unzip(bytes: Uint8Array, file: string): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    // fflate throws an Error for anything that is no zip.
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(runCodes.finding("FLOW_UNREADABLE", { file, reason }), { cause: error });
  }
}

function displayNames(xml: string): ReadonlyMap<string, string> {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "Workflow" });
  const workflows: unknown = parser.parse(xml)?.ImportExportXml?.Workflows?.Workflow;
  const names = new Map<string, string>();
  for (const workflow of Array.isArray(workflows) ? workflows : []) {
    const id = String(workflow["@_WorkflowId"] ?? "").replace(/[{}]/g, "");
    names.set(id.toLowerCase(), String(workflow["@_Name"] ?? id));
  }
  return names;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
