import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";

/** One subject that mappings are checked for, beyond their shape. */
export type Check = (mapping: Mapping, document: YamlDocument) => readonly Diagnostic[];

const checks: readonly Check[] = [];

/** Everything about a mapping that its shape does not tell. */
export function checkMapping(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  return checks.flatMap((check) => check(mapping, document));
}
