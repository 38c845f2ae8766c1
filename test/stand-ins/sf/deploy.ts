import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { ask, member, Refusal, type SignedInOrg } from "./org.ts";
import type { Call } from "./read-call.ts";

/** Deploys a folder or zip in metadata format over REST, and gives the result with every component. */
export async function deploy({ values }: Call, org: SignedInOrg, checkOnly: boolean): Promise<unknown> {
  const place = values["metadata-dir"]?.[0];
  if (place === undefined)
    throw new Refusal("This stand-in deploys --metadata-dir only: it converts no source format.");
  if (!existsSync(place)) throw new Refusal(`The file or folder ${place} does not exist.`);
  const zip = statSync(place).isDirectory() ? zipOf(place) : readFileSync(place);
  const form = new FormData();
  const options = { deployOptions: { checkOnly, rollbackOnError: true, singlePackage: true } };
  form.append("json", new Blob([JSON.stringify(options)], { type: "application/json" }));
  form.append("file", new Blob([Uint8Array.from(zip)], { type: "application/zip" }), "package.zip");
  const id = String(member(await ask(org, "POST", "/metadata/deployRequest", form), "id"));
  const ended = await ask(org, "GET", `/metadata/deployRequest/${id}?includeDetails=true`);
  const result = member(ended, "deployResult");
  if (member(result, "success") === true) return result;
  throw new Refusal("The deployment has failed.", result);
}

function zipOf(folder: string): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files[name.replaceAll("\\", "/")] = readFileSync(path);
  }
  return zipSync(files);
}
