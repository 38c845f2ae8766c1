import { stringify } from "yaml";
import type { Scenario } from "../scenario/scenario.ts";

/** A history as the text of a `scenario.yaml`, to be kept as a case. */
export function writeScenario(scenario: Scenario): string {
  return stringify(scenario, { lineWidth: 110, collectionStyle: "any", flowCollectionPadding: true });
}
