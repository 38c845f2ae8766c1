import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import type { SalesforcePackage } from "../metadata/component.ts";

/** One question that Salesforce asks of a package, answered before the package is written. */
export type Rule = (pack: SalesforcePackage) => readonly Diagnostic[];
