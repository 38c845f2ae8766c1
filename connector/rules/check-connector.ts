import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { shortened } from "../../generator/diagnostics/shortened.ts";
import { connectorCodes } from "./codes.ts";
import { isRecord, jsonPointer, type Pointer } from "./json.ts";
import type { RuleFinding } from "./rule.ts";
import { checkDefinition, checkProperties } from "./rules.ts";

/**
 * Everything that is to be said of one file of a connector, ours or not: an OpenAPI definition or an apiProperties.json,
 * as parsed JSON. Undefined where it is neither. Properties are held against the definition that lies beside them.
 */
export function checkConnector(
  file: string,
  json: unknown,
  definition?: unknown,
): readonly Diagnostic[] | undefined {
  if (!isRecord(json)) return undefined;
  if (json["swagger"] !== undefined) return diagnostics(file, checkDefinition(json));
  const { properties } = json;
  const isProperties =
    isRecord(properties) &&
    ["iconBrandColor", "connectionParameters", "connectionParameterSets"].some((name) => name in properties);
  return isProperties ? diagnostics(file, checkProperties(json, definition)) : undefined;
}

/** What the rules say to one file. Advice would bury the rest, and is one finding together. */
function diagnostics(file: string, findings: readonly RuleFinding[]): readonly Diagnostic[] {
  const weighty = findings.filter(({ severity }) => severity !== "info");
  return [
    ...weighty.map((finding) => {
      const code = finding.severity === "error" ? "RULE_BROKEN" : "RULE_DOUBTED";
      return connectorCodes.finding(code, dataOf(finding), { where: { file, path: finding.at } });
    }),
    ...advice(
      file,
      findings.filter(({ severity }) => severity === "info"),
    ),
  ];
}

/** Rules that are named; the others are counted. */
const namedRules = 3;

function advice(file: string, findings: readonly RuleFinding[]): readonly Diagnostic[] {
  const [first] = findings;
  if (first === undefined) return [];
  const rules = new Map<string, RuleFinding[]>();
  for (const finding of findings) {
    const known = rules.get(finding.says);
    if (known === undefined) rules.set(finding.says, [finding]);
    else known.push(finding);
  }
  const named = [...rules.values()].slice(0, namedRules).map((broken) => {
    const [{ rule, says, at } = first] = broken;
    const more = broken.length === 1 ? "" : ` and ${broken.length - 1} more`;
    return `${says} (${rule}), not so at ${placeOf(at)}${more}`;
  });
  const others = rules.size - named.length;
  const list = [...named, ...(others === 0 ? [] : [`${others} more rules`])].join("; ");
  const data = { rules: rules.size, places: findings.length, list };
  return [connectorCodes.finding("RULE_ADVISED", data, { where: { file, path: first.at } })];
}

/** Characters of one step of a way that are written out. */
const longestStep = 400;

/** The way as a JSON pointer that can be read: names in somebody else's definition may have any length. */
function placeOf(at: Pointer): string {
  const steps = at.map((step) => (typeof step === "string" ? shortened(step, longestStep) : step));
  return at.length === 0 ? "the root" : jsonPointer(steps);
}

function dataOf({ rule, says, at, found }: RuleFinding) {
  return { rule, says, place: placeOf(at), found: found === undefined ? "" : `: ${found}` };
}
