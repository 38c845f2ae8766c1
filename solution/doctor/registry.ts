import { mappingCheck } from "./build/mapping.ts";
import { currentCheck, makerCheck, wholeCheck } from "./build/result.ts";
import type { Check } from "./check.ts";
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
];
