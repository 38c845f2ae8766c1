import { answerRules } from "./answer-rules.ts";
import { graphRules } from "./graph-rules.ts";
import { kindRules } from "./kind-rules.ts";
import { loopRules } from "./loop-rules.ts";
import { referenceRules } from "./reference-rules.ts";
import { reviewRules } from "./review-rules.ts";
import type { FlowRule } from "./rule.ts";
import { secretRules } from "./secret-rules.ts";
import { settingRules } from "./setting-rules.ts";
import { shapeRules } from "./shape-rules.ts";

/** Everything that is looked at in a flow by itself, besides the syntax of its expressions. */
export const flowRules: readonly FlowRule[] = [
  ...shapeRules,
  ...settingRules,
  ...graphRules,
  ...referenceRules,
  ...kindRules,
  ...answerRules,
  ...reviewRules,
  ...loopRules,
  ...secretRules,
];
