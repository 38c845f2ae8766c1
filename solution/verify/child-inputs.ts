import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import type { ReadFlow, ReadSolution } from "../read/solution-parts.ts";
import { solutionCodes } from "./codes.ts";
import {
  anything,
  integer,
  type Kinds,
  kindOfJson,
  kindsInWords,
  list,
  nothing,
  number,
  object,
  text,
  truth,
} from "./expressions/kinds.ts";
import type { Action, FlowParts } from "./flow/parts.ts";
import { isObject, type JsonTree, objectOf, textIn } from "./json-values.ts";
import type { KnownTexts } from "./known-texts.ts";
import { at, bare, type SolutionRule } from "./rule.ts";

/**
 * Rules about what a flow hands to a child flow in the same solution. The trigger of the child holds it against its schema
 * and refuses what is of another type (TriggerInputSchemaMismatch); properties that it does not know it passes over.
 */
export const childInputRules: readonly SolutionRule[] = [
  { codes: ["CHILD_INPUT_UNKNOWN", "CHILD_INPUT_MISSING", "CHILD_INPUT_KIND"], check: inputs },
];

function inputs(solution: ReadSolution, known: KnownTexts): readonly Diagnostic[] {
  return solution.flows.flatMap((flow) => {
    const { parts } = known.flow(flow.text ?? "", flow.content);
    const calls = (parts?.actions ?? []).filter(({ kind }) => kind === "workflow");
    return calls.flatMap((call) => {
      const { host } = objectOf(call.value["inputs"]);
      const id = bare(textIn(objectOf(host)["workflowReferenceName"]));
      const child = solution.flows.find((each) => bare(each.id) === id);
      if (parts === undefined || child === undefined) return [];
      const schema = schemaOf(known.flow(child.text ?? "", child.content).parts);
      return schema === undefined ? [] : problems({ solution, flow, child, parts }, call, schema);
    });
  });
}

/** What the trigger of a child asks for; undefined where it leaves that open. */
function schemaOf(child: FlowParts | undefined): JsonTree | undefined {
  const [trigger] = child?.triggers ?? [];
  const { schema } = objectOf(trigger?.value["inputs"]);
  return trigger?.kind === "request" && isObject(objectOf(schema)["properties"])
    ? objectOf(schema)
    : undefined;
}

interface Call {
  readonly solution: ReadSolution;
  readonly flow: ReadFlow;
  readonly child: ReadFlow;
  readonly parts: FlowParts;
}

function problems(
  { solution, flow, child, parts }: Call,
  { value, path }: Action,
  schema: JsonTree,
): readonly Diagnostic[] {
  const { body } = objectOf(value["inputs"]);
  // A body that is computed as a whole may hold anything.
  if (body !== undefined && !isObject(body)) return [];
  const given = objectOf(body);
  const properties = objectOf(schema["properties"]);
  const { required } = schema;
  const wanted = (Array.isArray(required) ? required : []).map(textIn).filter((name) => name !== "");
  const way = [...path, "inputs", "body"];
  const about = (input: string) => ({ flow: flow.name, child: child.name, input });
  const isOpen = isObject(schema["additionalProperties"]) || schema["additionalProperties"] === true;
  const keys = Object.keys(given).filter((key) => !key.includes("@"));
  const unknown = isOpen ? [] : keys.filter((key) => !Object.hasOwn(properties, key));
  const missing = keys.length < Object.keys(given).length ? [] : wanted.filter((name) => !(name in given));
  const allowed = Object.keys(properties);
  return [
    ...unknown.map((key) =>
      solutionCodes.finding("CHILD_INPUT_UNKNOWN", about(key), {
        ...at(solution, flow.file, [...way, key]),
        allowed,
      }),
    ),
    ...missing.map((name) =>
      solutionCodes.finding("CHILD_INPUT_MISSING", about(name), at(solution, flow.file, way)),
    ),
    ...keys.flatMap((key) => {
      const takes = kindsOfSchema(objectOf(properties[key]));
      const is = kindsOf(parts, given[key]);
      if ((takes & is) !== 0) return [];
      const data = { ...about(key), takes: kindsInWords(takes), is: kindsInWords(is) };
      return [solutionCodes.finding("CHILD_INPUT_KIND", data, at(solution, flow.file, [...way, key]))];
    }),
  ];
}

function kindsOf(flow: FlowParts, value: unknown): Kinds {
  return typeof value === "string" ? flow.screened(value).kinds : kindOfJson(value);
}

const kindsByType: ReadonlyMap<string, Kinds> = new Map([
  ["string", text],
  ["number", number],
  ["integer", integer],
  ["boolean", truth],
  ["array", list],
  ["object", object],
  ["null", nothing],
]);

/** The type of a property may be one or several; what says none takes anything. */
function kindsOfSchema({ type }: JsonTree): Kinds {
  const types = Array.isArray(type) ? type : [type];
  return types.reduce<Kinds>((kinds, each) => kinds | (kindsByType.get(textIn(each)) ?? anything), 0);
}
