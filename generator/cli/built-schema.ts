import { strFromU8, unzipSync } from "fflate";
import type { Cast } from "../../simulator/scenario/theatre.ts";
import { schemaFromMetadata } from "../../simulator/services/salesforce/schema/metadata.ts";
import type { Artifact } from "../model/artifact.ts";

/** Fields, rules and permissions of the emulated org are those of the built package, and no others. */
export function builtSchema(artifacts: readonly Artifact[]): Pick<Cast, "schema"> {
  const zip = artifacts.find(({ kind }) => kind === "salesforce-zip")?.content;
  if (zip === undefined || typeof zip === "string") return {};
  const files = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]);
  return { schema: schemaFromMetadata(Object.fromEntries(files)) };
}
