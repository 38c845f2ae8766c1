import { judgeMapping } from "../../../solution/doctor/build/mapping.ts";
import { judgeCurrent, judgeMaker, judgeWhole } from "../../../solution/doctor/build/result.ts";
import type { Judgement } from "../../../solution/doctor/check.ts";
import { judgeAccess } from "../../../solution/doctor/drift/access.ts";
import { judgeAttributes } from "../../../solution/doctor/drift/attributes.ts";
import { judgeSchema } from "../../../solution/doctor/drift/judge-schema.ts";
import { judgeRules } from "../../../solution/doctor/drift/rules.ts";
import { judgeStages } from "../../../solution/doctor/drift/stages.ts";
import { judgeDeals } from "../../../solution/doctor/environment/deals.ts";
import { judgeFlows } from "../../../solution/doctor/environment/flows.ts";
import { judgeReachable } from "../../../solution/doctor/environment/reachable.ts";
import { judgeConnections, judgeReferences } from "../../../solution/doctor/environment/references.ts";
import { judgeRuns } from "../../../solution/doctor/environment/runs.ts";
import { judgeSolutions } from "../../../solution/doctor/environment/solutions.ts";
import { judgeVariables } from "../../../solution/doctor/environment/variables.ts";
import { judgeWatermark } from "../../../solution/doctor/environment/watermark.ts";
import { judgeWebhook } from "../../../solution/doctor/environment/webhook.ts";
import { judgeNode } from "../../../solution/doctor/machine/node.ts";
import { judgePac, judgeSf } from "../../../solution/doctor/machine/tools.ts";
import { judgeSettings } from "../../../solution/doctor/settings/judge-settings.ts";

/** The judging half of each check, by the key of the check. The examples of the code pages hold facts for them. */
export const judges: Readonly<Record<string, (facts: never) => Judgement>> = {
  node: judgeNode,
  pac: judgePac,
  sf: judgeSf,
  mapping: judgeMapping,
  result: judgeWhole,
  current: judgeCurrent,
  maker: judgeMaker,
  settings: judgeSettings,
  reachable: judgeReachable,
  solutions: judgeSolutions,
  references: judgeReferences,
  connections: judgeConnections,
  variables: judgeVariables,
  flows: judgeFlows,
  webhook: judgeWebhook,
  watermark: judgeWatermark,
  runs: judgeRuns,
  deals: judgeDeals,
  access: judgeAccess,
  schema: judgeSchema,
  stages: judgeStages,
  rules: judgeRules,
  attributes: judgeAttributes,
};
