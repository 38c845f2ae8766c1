import type { ReadFlow } from "../../read/solution-parts.ts";
import { type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import { partsOfFlow } from "../describe/describe-flow.ts";
import { tableParameters } from "../facts.ts";
import { calledOperation } from "../reach/called-operation.ts";

/**
 * What of a trigger is no more as those rely on who start the flow. How often it looks and under which conditions is not
 * among it: the flow does the same, sooner or later.
 */
export function changedTrigger(before: ReadFlow, after: ReadFlow): readonly string[] {
  const old = contractOf(before);
  const now = contractOf(after);
  const facts = [...old.facts].flatMap(([what, value]) => {
    const current = now.facts.get(what) ?? "none";
    return current === value ? [] : [`${what} was ${value} and is ${current}`];
  });
  const gone = [...old.inputs.keys()]
    .filter((name) => !now.inputs.has(name))
    .map((name) => `it takes no "${old.inputs.get(name)?.title}"`);
  const inputs = [...now.inputs].flatMap(([name, { title, type, required }]) => {
    const former = old.inputs.get(name);
    if (required && former?.required !== true) return [`it needs "${title}"`];
    return former !== undefined && former.type !== type
      ? [`"${title}" was ${former.type} and is ${type}`]
      : [];
  });
  return [...facts, ...gone, ...inputs];
}

interface Contract {
  readonly facts: ReadonlyMap<string, string>;
  readonly inputs: ReadonlyMap<string, Input>;
}

interface Input {
  readonly title: string;
  readonly type: string;
  readonly required: boolean;
}

function contractOf(flow: ReadFlow): Contract {
  const { definition, references } = partsOfFlow(flow);
  const [[name, value] = ["", {}]] = Object.entries(objectOf(definition["triggers"]));
  const trigger = objectOf(value);
  const inputs = objectOf(trigger["inputs"]);
  const call = calledOperation(trigger, references);
  const kind = textIn(trigger["kind"]);
  const facts: Readonly<Record<string, string | undefined>> = {
    // The address of a flow that is started by a request holds the name of its trigger.
    "the name of its trigger": kind === "Http" ? name : undefined,
    "its trigger": [textIn(trigger["type"]), kind].filter((each) => each !== "").join(" "),
    "the connector of its trigger": call?.connector,
    "the operation of its trigger": call?.operation,
    "the table of its trigger": tableParameters
      .map((each) => textIn(call?.parameters[each]))
      .find((each) => each !== ""),
    "the method of its request": textIn(inputs["method"]) || undefined,
    "who may send its request": textIn(inputs["triggerAuthenticationType"]) || undefined,
  };
  return {
    facts: new Map(
      Object.entries(facts).flatMap(([what, fact]) => (fact === undefined ? [] : [[what, fact] as const])),
    ),
    inputs: inputsOf(objectOf(inputs["schema"])),
  };
}

function inputsOf(schema: JsonTree): ReadonlyMap<string, Input> {
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  return new Map(
    Object.entries(objectOf(schema["properties"])).map(([name, value]) => {
      const property = objectOf(value);
      const type = textIn(property["type"]) || "anything";
      return [
        name,
        { title: textIn(property["title"]) || name, type, required: required.includes(name) },
      ] as const;
    }),
  );
}
