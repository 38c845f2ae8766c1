import { textOf } from "../../read/parse-xml.ts";
import type { ReadFlow, ReadSolution } from "../../read/solution-parts.ts";
import { objectOf, textIn } from "../../verify/json-values.ts";
import { actionsIn, flowKey, partsOfFlow, spoken } from "../describe/describe-flow.ts";
import { methodsOf } from "./called-operation.ts";
import type { Reach } from "./reach.ts";
import { triggerWords } from "./trigger-words.ts";
import { columnsIn, patchesIn, writesOf } from "./writes.ts";

/** What starts the flows, what they write, and which of them makers may edit. */
export function flowReach(
  solutions: readonly ReadSolution[],
  titles: ReadonlyMap<string, string>,
): readonly Reach[] {
  const methods = methodsOf(solutions);
  return solutions
    .flatMap(({ flows }) => flows)
    .flatMap((flow) => [...triggers(flow), ...writes(flow, titles, methods), ...customization(flow)]);
}

function triggers(flow: ReadFlow): readonly Reach[] {
  const { definition } = partsOfFlow(flow);
  return Object.entries(objectOf(definition["triggers"])).map(([name, trigger]) => ({
    audience: "owners of the flows",
    kind: "trigger",
    key: flowKey(flow),
    subject: `"${flow.name}" starts`,
    text: triggerWords(spoken(name), objectOf(trigger)),
  }));
}

function writes(
  flow: ReadFlow,
  titles: ReadonlyMap<string, string>,
  methods: ReadonlyMap<string, string>,
): readonly Reach[] {
  const { definition, references } = partsOfFlow(flow);
  const actions = actionsIn(definition["actions"]).map(({ action }) => action);
  const targets = actions.flatMap((action) => writesOf(action, references, titles, methods));
  return [...targets, ...columnsIn(actions), ...patchesIn(actions)];
}

/** What makers have put into a flow lies above the new version, and is lost to them where it is locked. */
function customization({ element, name, ...flow }: ReadFlow): readonly Reach[] {
  if (textOf(element, "IsCustomizable") !== "1") return [];
  return [
    {
      audience: "makers",
      kind: "customization",
      key: flowKey({ element, name, ...flow }),
      text: `"${textIn(name)}" may be edited`,
    },
  ];
}
