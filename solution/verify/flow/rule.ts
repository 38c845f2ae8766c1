import type { Diagnostic } from "../../../generator/diagnostics/diagnostic.ts";
import type { FlowParts, Path } from "./parts.ts";

/** One thing that is looked at in a flow by itself; a rule names every code that it can give. */
export interface FlowRule {
  readonly codes: readonly string[];
  readonly check: (flow: FlowParts, file: string) => readonly Diagnostic[];
}

/** The place of a finding. */
export const at = (file: string, path: Path) => ({ where: { file, path } });
