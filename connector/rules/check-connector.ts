import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { connectorCodes } from "./codes.ts";
import { isRecord } from "./json.ts";
import type { RuleFinding } from "./rule.ts";
import { checkDefinition, checkProperties } from "./rules.ts";

/**
 * Everything that is to be said of one file of a connector, ours or not: an OpenAPI definition or an apiProperties.json,
 * as parsed JSON. Undefined where it is neither. What breaks a mere advice is said once for each rule.
 */
export function checkConnector(file: string, json: unknown): readonly Diagnostic[] | undefined {
  if (!isRecord(json)) return undefined;
  if (json["swagger"] !== undefined) return diagnostics(file, checkDefinition(json));
  const { properties } = json;
  const isProperties =
    isRecord(properties) &&
    ["iconBrandColor", "connectionParameters", "connectionParameterSets"].some((name) => name in properties);
  return isProperties ? diagnostics(file, checkProperties(json)) : undefined;
}

/** What each rule says to one file, weighty rules first. */
function diagnostics(file: string, findings: readonly RuleFinding[]): readonly Diagnostic[] {
  const weighty = findings.filter(({ severity }) => severity !== "info");
  return [
    ...weighty.map((finding) => {
      const code = finding.severity === "error" ? "RULE_BROKEN" : "RULE_DOUBTED";
      return connectorCodes.finding(code, dataOf(finding), { where: { file, path: finding.at } });
    }),
    ...byRule(findings.filter(({ severity }) => severity === "info")).map(([first, count]) =>
      connectorCodes.finding(
        "RULE_ADVISED",
        { ...dataOf(first), count },
        { where: { file, path: first.at } },
      ),
    ),
  ];
}

/** The first finding of each rule, and how many it has. */
function byRule(findings: readonly RuleFinding[]): readonly (readonly [RuleFinding, number])[] {
  const rules = new Map<string, readonly [RuleFinding, number]>();
  for (const finding of findings) {
    const [first, count] = rules.get(finding.says) ?? [finding, 0];
    rules.set(finding.says, [first, count + 1]);
  }
  return [...rules.values()];
}

function dataOf({ rule, says, pointer, found }: RuleFinding) {
  const place = pointer === "" ? "the root" : pointer;
  return { rule, says, place, found: found === undefined ? "" : `: ${found}` };
}
