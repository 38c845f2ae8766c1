import { lstatSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { VerifyInput } from "../../solution/verify/verify.ts";
import { Failure } from "../diagnostics/failure.ts";
import { commandLineCodes } from "./codes.ts";
import { readBytes } from "./read-file.ts";

/** Far more than an unpacked solution or an output folder holds. */
const maximumFiles = 20_000;

/**
 * What there is to verify at a path: the file itself; a folder that is an unpacked solution; or whatever zips, unpacked
 * solutions, flows and connector definitions lie somewhere below a folder.
 */
export function verifyInputs(path: string, workingDirectory: string): readonly VerifyInput[] {
  const full = resolve(workingDirectory, path);
  if (!isFolder(full)) return [{ kind: "file", name: path, bytes: readBytes(path, workingDirectory) }];
  const files = filesBelow(full);
  if (files.length > maximumFiles) {
    const reason = `it holds more than ${maximumFiles} files`;
    throw new Failure(commandLineCodes.finding("FILE_UNREADABLE", { file: path, reason }));
  }
  const roots = files.flatMap((file) => solutionRoot(file));
  const inSolution = (file: string): boolean => roots.some((root) => file.startsWith(root));
  const folders = roots.map((root): VerifyInput => {
    const own = files.filter((file) => file.startsWith(root));
    const contents = own.map(
      (file) => [file.slice(root.length), readBytes(join(full, file), workingDirectory)] as const,
    );
    return { kind: "folder", name: trimmed(`${path}/${root}`), files: new Map(contents) };
  });
  const single = files
    .filter((file) => !inSolution(file) && isCandidate(file))
    .map((file) => ({
      kind: "file" as const,
      name: `${trimmed(path)}/${file}`,
      bytes: readBytes(join(full, file), workingDirectory),
    }));
  const ours = single.filter(
    ({ name, bytes }) => !isForSalesforce(bytes) && !(isWorkflow(name) && !holds(bytes, '"triggers"')),
  );
  return [...folders, ...ours];
}

/** Logic Apps call every workflow so, and so does other software its own files, which are none of our business. */
const isWorkflow = (file: string): boolean => /(?:^|\/)workflow\.json$/.test(file);

const holds = (bytes: Uint8Array, text: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text);

/**
 * A zip for Salesforce's Metadata API, which a build puts beside the solutions. The names of its files stand in a zip as
 * they are, so that even a damaged solution is not taken for one.
 */
function isForSalesforce(bytes: Uint8Array): boolean {
  return holds(bytes, "package.xml") && !holds(bytes, "solution.xml");
}

/** The folder of an unpacked solution, with its slash, by the file that every one has. */
function solutionRoot(file: string): readonly string[] {
  const match = /^(.*\/)?(?:Other\/Solution\.xml|solution\.xml)$/.exec(file);
  return match === null ? [] : [match[1] ?? ""];
}

/** Settings, manifests and documents lie beside them and are none of our business. */
function isCandidate(file: string): boolean {
  return (
    file.endsWith(".zip") ||
    /(?:^|\/)(?:flows|Workflows)\/[^/]+\.json$/.test(file) ||
    isWorkflow(file) ||
    /(?:swagger|openapidefinition|apiProperties)\.json$/i.test(file)
  );
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch (error) {
    // What cannot be looked at is read as a file, which says why it cannot.
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}

/** Paths of the files below a folder, with forward slashes, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return listBelow(folder, "").map((file) => file.replaceAll("\\", "/"));
}

/** Links are not followed: a folder may link to itself. */
function listBelow(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory())
        return entry.name === "node_modules" || entry.name === ".git" ? [] : listBelow(folder, path);
      return entry.isFile() ? [path] : [];
    });
}

const trimmed = (path: string): string => path.replace(/\/+$/, "");
