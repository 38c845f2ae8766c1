import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";

/** Custom connectors are described; certified ones come with a warning. */
export function checkConnectors({ connectors }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  if (connectors.mode === "certified") {
    return [mapCodes.finding("LAST_WRITER_WINS", {}, { where: document.place(["connectors", "mode"]) })];
  }
  return (["referrals", "events"] as const).flatMap((role) =>
    connectors[role] === undefined
      ? [mapCodes.finding("CONNECTOR_MISSING", { role }, { where: document.place(["connectors"], "key") })]
      : [],
  );
}
