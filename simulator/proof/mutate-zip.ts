import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { Failure } from "../../generator/diagnostics/failure.ts";
import { flowsInZip } from "../engine/load/flows-in-zip.ts";
import type { Cast } from "../scenario/theatre.ts";
import { proofCodes } from "./codes.ts";
import { isJsonObject, type JsonObject } from "./definition.ts";
import type { Mutant } from "./mutation.ts";

/** What is broken, and how the report calls it. */
export type ZipMutant = Pick<Mutant, "id" | "flow" | "mutation">;

/** The same solutions with one flow broken, in every layout. */
export function breakCast(cast: Cast, mutant: ZipMutant): Cast {
  const layouts = Object.entries(cast.layouts).map(
    ([layout, zips]) => [layout, zips.map((zip) => mutateZip(zip, mutant))] as const,
  );
  return { ...cast, layouts: Object.fromEntries(layouts) };
}

/**
 * The same solution zip with one flow broken; a zip without that flow comes back as it is. Stops with PROOF.SITE_GONE
 * where the flow is there and the mutant finds no place in it.
 */
export function mutateZip(zip: Uint8Array, mutant: ZipMutant): Uint8Array {
  const place = flowsInZip(zip, "")
    .find(({ name }) => name === mutant.flow)
    ?.file.slice(1);
  if (place === undefined) return zip;
  const files = unzipSync(zip);
  const file: unknown = JSON.parse(strFromU8(files[place] ?? new Uint8Array()));
  const definition = definitionOf(file);
  if (definition === undefined || mutant.mutation.apply(definition) === 0) {
    const { id, flow, mutation } = mutant;
    throw new Failure(proofCodes.finding("SITE_GONE", { mutant: id, flow, site: mutation.site }));
  }
  // Stored, not compressed: it is read again at once.
  return zipSync({ ...files, [place]: strToU8(JSON.stringify(file)) }, { level: 0 });
}

function definitionOf(file: unknown): JsonObject | undefined {
  // What JSON.parse gives is JSON.
  const json = file as JsonObject;
  const properties = isJsonObject(json) ? json["properties"] : undefined;
  const definition = isJsonObject(properties) ? properties["definition"] : undefined;
  return isJsonObject(definition) ? definition : undefined;
}
