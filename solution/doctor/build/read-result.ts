import { createHash } from "node:crypto";
import { membersOf } from "../../deploy/web/answers.ts";
import { parseJson } from "../../read/parse-json.ts";
import type { Patient } from "../patient.ts";

/** Where a build lists what it has made, in its output folder. */
const manifestPath = "manifest.json";

/** Files that desktops leave in every folder they show. */
const ofTheDesktop: readonly string[] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/** A result of a build as it lies there: what the manifest lists, and what is really there. */
export interface BuiltResult {
  readonly folder: string;
  /** The version of cosell that made it; older ones have not written it down. */
  readonly cosell?: string;
  /** SHA-256 by path, as listed. */
  readonly listed: Readonly<Record<string, string>>;
  /** SHA-256 by path, as they are, without the manifest. */
  readonly there: Readonly<Record<string, string>>;
}

/** Nothing where there is no folder, or none that a build has made. */
export function readResult({ out, machine }: Patient): BuiltResult | undefined {
  const files = out.files();
  const manifest = machine.files.read(`${out.folder}/${manifestPath}`);
  if (files === undefined || manifest === undefined) return undefined;
  const read = parseJson(new TextDecoder().decode(manifest));
  const { artifacts, cosell } = membersOf(read.ok ? read.value : undefined);
  if (!Array.isArray(artifacts)) return undefined;
  const listed = artifacts.map((artifact): [string, string] => {
    const { path, sha256 } = membersOf(artifact);
    return [String(path), String(sha256)];
  });
  const there = files
    .filter((path) => path !== manifestPath && !isOfTheDesktop(path))
    .map((path): [string, string] => [path, sha256Of(machine.files.read(`${out.folder}/${path}`) ?? "")]);
  return {
    folder: out.folder,
    ...(typeof cosell === "string" ? { cosell } : {}),
    listed: Object.fromEntries(listed),
    there: Object.fromEntries(there),
  };
}

const isOfTheDesktop = (path: string): boolean => ofTheDesktop.includes(path.split("/").at(-1) ?? "");

export function sha256Of(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
