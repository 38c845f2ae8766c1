import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { YamlDocument } from "../yaml-document.ts";
import { checkCharacters } from "./check-characters.ts";
import { checkConnectors } from "./check-connectors.ts";
import { checkDeals } from "./check-deals.ts";
import { checkFields } from "./check-fields.ts";
import { checkNames } from "./check-names.ts";
import { checkNamesTwice } from "./check-names-twice.ts";
import { checkPairs } from "./check-pairs.ts";
import { checkRetry } from "./check-retry.ts";
import { checkStages } from "./check-stages.ts";
import { checkState } from "./check-state.ts";
import { checkValues } from "./check-values.ts";
import { checkVariables } from "./check-variables.ts";

/** One subject that mappings are checked for, beyond their shape. */
export type Check = (mapping: Mapping, document: YamlDocument) => readonly Diagnostic[];

const checks: readonly Check[] = [
  checkCharacters,
  checkNames,
  checkNamesTwice,
  checkConnectors,
  checkVariables,
  checkFields,
  checkPairs,
  checkValues,
  checkStages,
  checkDeals,
  checkRetry,
  checkState,
];

/** Everything about a mapping that its shape does not tell, in the order of the file. */
export function checkMapping(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const findings = checks.flatMap((check) => check(mapping, document));
  const offset = (finding: Diagnostic): number => finding.where?.start?.offset ?? 0;
  return findings.sort((left, right) => offset(left) - offset(right));
}
