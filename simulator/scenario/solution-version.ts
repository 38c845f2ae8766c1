import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** The same solution zip with another version in its manifest: what an upgrade needs and nothing more. */
export function withVersion(zip: Uint8Array, version: string): Uint8Array {
  const files = unzipSync(zip);
  const manifest = strFromU8(files["solution.xml"] ?? new Uint8Array());
  return zipSync({
    ...files,
    "solution.xml": strToU8(manifest.replace(/<Version>[^<]*<\/Version>/, `<Version>${version}</Version>`)),
  });
}
