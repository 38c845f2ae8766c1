import { judgeMapping } from "../../../solution/doctor/build/mapping.ts";
import { judgeCurrent, judgeMaker, judgeWhole } from "../../../solution/doctor/build/result.ts";
import type { Judgement } from "../../../solution/doctor/check.ts";
import { judgeNode } from "../../../solution/doctor/machine/node.ts";
import { judgePac, judgeSf } from "../../../solution/doctor/machine/tools.ts";
import { judgeSettings } from "../../../solution/doctor/settings/settings.ts";

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
};
