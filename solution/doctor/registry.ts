import { mappingCheck } from "./build/mapping.ts";
import { currentCheck, makerCheck, wholeCheck } from "./build/result.ts";
import type { Check } from "./check.ts";
import { accessCheck } from "./drift/access.ts";
import { attributesCheck } from "./drift/attributes.ts";
import { rulesCheck } from "./drift/rules.ts";
import { schemaCheck } from "./drift/schema.ts";
import { stagesCheck } from "./drift/stages.ts";
import { dealsCheck } from "./environment/deals.ts";
import { flowsCheck } from "./environment/flows.ts";
import { reachableCheck } from "./environment/reachable.ts";
import { connectionsCheck, referencesCheck } from "./environment/references.ts";
import { runsCheck } from "./environment/runs.ts";
import { solutionsCheck } from "./environment/solutions.ts";
import { variablesCheck } from "./environment/variables.ts";
import { watermarkCheck } from "./environment/watermark.ts";
import { webhookCheck } from "./environment/webhook.ts";
import { nodeCheck } from "./machine/node.ts";
import { pacCheck, sfCheck } from "./machine/tools.ts";
import { settingsCheck } from "./settings/settings.ts";

/** Every check, in the order in which they are shown. */
export const checks: readonly Check[] = [
  nodeCheck,
  pacCheck,
  sfCheck,
  mappingCheck,
  wholeCheck,
  currentCheck,
  makerCheck,
  settingsCheck,
  reachableCheck,
  solutionsCheck,
  referencesCheck,
  connectionsCheck,
  variablesCheck,
  flowsCheck,
  webhookCheck,
  watermarkCheck,
  runsCheck,
  dealsCheck,
  accessCheck,
  schemaCheck,
  stagesCheck,
  rulesCheck,
  attributesCheck,
];
