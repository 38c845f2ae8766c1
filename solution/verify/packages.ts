import type { FileContents } from "../read/read-zip.ts";

/**
 * Zips that are published beside solutions and hold flows or whole solutions: exports of single flows and apps
 * (`Microsoft.Flow/`, `Microsoft.PowerApps/`), packages of the Package Deployer (`ImportConfig.xml`), and what AppSource
 * takes (`input.xml` and `package.zip`).
 */
export interface Package {
  /** Flows that lie in it as files. */
  readonly flows: readonly PackagedFile[];
  /** Zips that lie in it, which may be solutions or packages. */
  readonly zips: readonly PackagedFile[];
}

export interface PackagedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What lies in a package; undefined where the zip is none. */
export function readPackage(files: FileContents): Package | undefined {
  const paths = [...files.keys()];
  if (files.has("solution.xml") || files.has("customizations.xml")) return undefined;
  const isExport =
    files.has("manifest.json") && paths.some((path) => /^Microsoft\.(?:Flow|PowerApps)\//.test(path));
  const isDeployer = paths.some((path) => /(?:^|\/)ImportConfig\.xml$/i.test(path));
  const isOffer = files.has("input.xml") && paths.some((path) => /^[^/]+\.zip$/i.test(path));
  if (!isExport && !isDeployer && !isOffer) return undefined;
  const all = [...files].map(([path, bytes]) => ({ path, bytes }));
  return {
    flows: all.filter(({ path }) => /^Microsoft\.Flow\/flows\/[^/]+\/definition\.json$/.test(path)),
    // An app lies in an export as a document of its own, which is none of our business; so are code and data.
    zips: isExport ? [] : all.filter(({ path, bytes }) => /\.zip$/i.test(path) && bytes[0] === 0x50),
  };
}
