import { type JsonTree, objectOf, textIn } from "../../verify/json-values.ts";
import { tableParameters } from "../facts.ts";

/** When a flow starts, as the end of "the flow starts …". */
export function triggerWords(name: string, trigger: JsonTree): string {
  const inputs = objectOf(trigger["inputs"]);
  const parameters = objectOf(inputs["parameters"]);
  const table = tableParameters.map((each) => textIn(parameters[each])).find((each) => each !== "");
  const operation = textIn(objectOf(inputs["host"])["operationId"]);
  const conditions = Array.isArray(trigger["conditions"]) ? trigger["conditions"].length : 0;
  const words = [
    operation === ""
      ? kindWords(trigger, inputs)
      : `${lowerFirst(name)} (${[operation, table].filter(Boolean).join(", ")})`,
    intervalWords(objectOf(trigger["recurrence"])),
    conditions === 0 ? "" : `under ${conditions} condition${conditions === 1 ? "" : "s"}`,
  ];
  return words.filter((each) => each !== "").join(", ");
}

/** Kinds of the trigger Request (Workflow Definition Language, triggers). */
function kindWords(trigger: JsonTree, inputs: JsonTree): string {
  const type = textIn(trigger["type"]);
  const kind = textIn(trigger["kind"]);
  switch (`${type}/${kind}`) {
    case "Recurrence/":
      return "by the clock";
    case "Request/Button":
      return "by hand or from another flow";
    case "Request/Http":
      return `by a request from outside, by ${lowerFirst(textIn(inputs["triggerAuthenticationType"]) || "all")}`;
    default:
      return [type, kind].filter((each) => each !== "").join(" ");
  }
}

function intervalWords(recurrence: JsonTree): string {
  const interval = recurrence["interval"];
  const frequency = textIn(recurrence["frequency"]).toLowerCase();
  if (typeof interval !== "number" || frequency === "") return "";
  return interval === 1 ? `every ${frequency}` : `every ${interval} ${frequency}s`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
