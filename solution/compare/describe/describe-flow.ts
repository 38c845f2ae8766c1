import { textOf } from "../../read/parse-xml.ts";
import type { ReadFlow } from "../../read/solution-parts.ts";
import { type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import type { Component, Part } from "../component.ts";
import { flattenJson } from "../flatten.ts";
import { present } from "./describe-solution.ts";

/** A cloud flow: its properties, and trigger, actions, parameters and connections as parts. */
export function describeFlow(flow: ReadFlow): Component {
  const { definition, references } = partsOfFlow(flow);
  const parameters = Object.entries(objectOf(definition["parameters"])).filter(
    ([name]) => !name.startsWith("$"),
  );
  return {
    kind: "flow",
    key: flowKey(flow),
    name: flow.name,
    fields: present({
      name: flow.name,
      description: flow.element.attributes["Description"],
      customizable: textOf(flow.element, "IsCustomizable"),
      state: textOf(flow.element, "StateCode"),
      // A file that is no JSON is compared as a whole.
      file: flow.content === undefined ? flow.text : undefined,
    }),
    parts: [
      ...Object.entries(objectOf(definition["triggers"])).map(
        ([name, trigger]): Part => ({
          kind: "trigger",
          name: spoken(name),
          fields: flattenJson(trigger, noise),
        }),
      ),
      ...actionsIn(definition["actions"]).map(
        ({ name, action, inside }): Part => ({
          kind: "action",
          name: spoken(name),
          fields: new Map([...flattenJson(action, actionNoise), ...present({ inside })]),
        }),
      ),
      ...parameters.map(
        ([name, parameter]): Part => ({ kind: "parameter", name, fields: flattenJson(parameter, noise) }),
      ),
      ...Object.entries(references).map(
        ([name, reference]): Part => ({ kind: "connection", name, fields: flattenJson(reference, noise) }),
      ),
    ],
  };
}

/** The id that stays through every upgrade. */
export function flowKey({ id, name }: ReadFlow): string {
  return id === "" ? name : id.replace(/[{}]/g, "").toLowerCase();
}

export interface FlowParts {
  readonly definition: JsonTree;
  /** By the name under which actions call the connection. */
  readonly references: JsonTree;
}

export function partsOfFlow({ content }: ReadFlow): FlowParts {
  const properties = objectOf(objectOf(content)["properties"]);
  return {
    definition: objectOf(properties["definition"]),
    references: objectOf(properties["connectionReferences"]),
  };
}

export interface ActionInFlow {
  readonly name: string;
  readonly action: JsonTree;
  /** The action around it, and its branch: `If it is there › otherwise`. Empty for one that stands in the flow itself. */
  readonly inside: string;
}

/** Every action, those inside others, too. The reader has bounded how deep they are. */
export function actionsIn(actions: unknown, inside = ""): readonly ActionInFlow[] {
  return Object.entries(objectOf(actions)).flatMap(([name, value]) => {
    const action = objectOf(value);
    const title = spoken(name);
    return [
      { name, action, inside },
      ...actionsIn(action["actions"], title),
      ...actionsIn(objectOf(action["else"])["actions"], `${title} › otherwise`),
      ...Object.entries(objectOf(action["cases"])).flatMap(([key, branch]) =>
        actionsIn(objectOf(branch)["actions"], `${title} › ${spoken(key)}`),
      ),
      ...actionsIn(objectOf(action["default"])["actions"], `${title} › default`),
    ];
  });
}

/** Ids of the designer: they mean nothing to anybody who reads a plan. */
const noise = new Set(["operationMetadataId"]);
/** What is inside an action is described as actions of its own. */
const actionNoise = new Set([...noise, "actions"]);

/** The name as the designer shows it. */
export function spoken(name: string): string {
  return textIn(name).replaceAll("_", " ");
}
