import { childInputRules } from "./child-inputs.ts";
import { childRules } from "./child-rules.ts";
import { componentRules } from "./component-rules.ts";
import { containerRules } from "./container-rules.ts";
import { fileRules } from "./file-rules.ts";
import { flowRules } from "./flow-rules.ts";
import { nameRules } from "./name-rules.ts";
import { operationRules } from "./operation-rules.ts";
import { orderRules } from "./order-rules.ts";
import { releaseRules } from "./release-rules.ts";
import type { SolutionRule } from "./rule.ts";
import { variableRules } from "./variable-rules.ts";

/** Everything that is looked at in a solution, from the outside in. Measured on solutions that Microsoft publishes. */
export const solutionRules: readonly SolutionRule[] = [
  ...containerRules,
  ...orderRules,
  ...componentRules,
  ...nameRules,
  ...fileRules,
  ...variableRules,
  ...flowRules,
  ...childRules,
  ...childInputRules,
  ...operationRules,
  ...releaseRules,
];
