import type { Diagnostic, Place } from "../../generator/diagnostics/diagnostic.ts";
import type { Origin } from "../../generator/model/model.ts";
import type { Component, SalesforcePackage } from "../metadata/component.ts";

/** What of a component a finding is about; `whole` where no line of the mapping is meant in particular. */
export type Part = "name" | "label" | "values" | "whole";

/** What a finding says besides its code. */
export interface Where {
  readonly where?: Place;
}

/** Where the mapping says what a rule finds fault with. */
export interface Places {
  readonly of: (component: Component, part: Part) => Where;
  readonly at: (origin: Origin) => Where;
  /** The line under `crm.labels` for that API name. */
  readonly ofLabel: (name: string) => Where;
}

/** One question that Salesforce asks of a package, answered before the package is written. */
export type Rule = (pack: SalesforcePackage, places: Places) => readonly Diagnostic[];
