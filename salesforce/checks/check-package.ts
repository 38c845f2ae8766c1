import type { Diagnostic, Locate } from "../../generator/diagnostics/diagnostic.ts";
import type { SalesforcePackage } from "../metadata/component.ts";
import { checkElements, checkPicklists, checkRanges } from "./field-rules.ts";
import { checkNames, checkTexts, checkTwice } from "./name-rules.ts";
import { checkMasterDetails, checkPermissions } from "./object-rules.ts";
import { placesIn } from "./places.ts";
import { checkExisting, checkLabels, checkReferences } from "./reference-rules.ts";
import type { Rule } from "./rule.ts";

const rules: readonly Rule[] = [
  checkNames,
  checkTwice,
  checkTexts,
  checkElements,
  checkRanges,
  checkPicklists,
  checkReferences,
  checkExisting,
  checkLabels,
  checkPermissions,
  checkMasterDetails,
];

/** Everything that Salesforce would refuse of the package, as far as its rules are public. */
export function checkPackage(pack: SalesforcePackage, locate?: Locate): readonly Diagnostic[] {
  const places = placesIn(pack, locate);
  return rules.flatMap((rule) => rule(pack, places));
}
