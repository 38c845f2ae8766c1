import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

/** Custom connectors are described; certified ones come with a warning, and cannot do everything. */
export function checkConnectors(
  { connectors, deals }: Mapping,
  document: YamlDocument,
): readonly Diagnostic[] {
  if (connectors.mode === "certified") {
    const patchName = { where: document.place(["deals", "patchName"]) };
    return [
      mapCodes.finding("LAST_WRITER_WINS", {}, { where: document.place(["connectors", "mode"]) }),
      ...(deals?.patchName === true ? [mapCodes.finding("PATCH_UNSUPPORTED", {}, patchName)] : []),
    ];
  }
  return (["referrals", "events"] as const).flatMap((role) =>
    connectors[role] === undefined
      ? [mapCodes.finding("CONNECTOR_MISSING", { role }, { where: document.place(["connectors"], "key") })]
      : [],
  );
}
