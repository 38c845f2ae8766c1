import { readDocument } from "./document.ts";
import { documentRules } from "./document-rules.ts";
import { extensionRules } from "./extension-rules.ts";
import { entriesOf, isRecord, type JsonRecord, jsonPointer, textOf } from "./json.ts";
import { operationRules } from "./operation-rules.ts";
import { parameterRules } from "./parameter-rules.ts";
import { propertiesRules } from "./properties-rules.ts";
import { referenceRules } from "./reference-rules.ts";
import { responseRules } from "./response-rules.ts";
import type { DefinitionRule, Rule, RuleFinding } from "./rule.ts";
import { schemaRules } from "./schema-rules.ts";
import { webhookRules } from "./webhook-rules.ts";

export { propertiesRules } from "./properties-rules.ts";
export type { RuleFinding } from "./rule.ts";

/** Every rule about definitions, in the order of a definition. */
export const definitionRules: readonly DefinitionRule[] = [
  ...documentRules,
  ...operationRules,
  ...parameterRules,
  ...responseRules,
  ...schemaRules,
  ...referenceRules,
  ...extensionRules,
  ...webhookRules,
];

/** Looks at the OpenAPI 2.0 definition of any connector, as parsed JSON. */
export function checkDefinition(definition: unknown): readonly RuleFinding[] {
  const root = isRecord(definition) ? definition : {};
  return applyRules(definitionRules, readDocument(root));
}

/** Looks at the apiProperties.json of any connector, as parsed JSON, together with its definition where that is at hand. */
export function checkProperties(properties: unknown, definition?: unknown): readonly RuleFinding[] {
  const root = isRecord(properties) ? properties : {};
  if (!isRecord(definition)) return applyRules(propertiesRules, { root });
  return applyRules(propertiesRules, { root, operationIds: operationIds(definition) });
}

function operationIds(definition: JsonRecord): ReadonlySet<string> {
  const operations = entriesOf(definition, "paths").flatMap(([, path]) =>
    isRecord(path) ? Object.values(path) : [],
  );
  return new Set(operations.map((operation) => textOf(operation, "operationId") ?? ""));
}

function applyRules<Subject>(rules: readonly Rule<Subject>[], subject: Subject): readonly RuleFinding[] {
  const findings: RuleFinding[] = [];
  for (const { id, severity, says, check } of rules) {
    for (const { at, found } of check(subject)) {
      findings.push({
        rule: id,
        severity,
        says,
        at,
        // Written out when it is asked for: a path may be long, and what is wrong with it much.
        get pointer() {
          return jsonPointer(at);
        },
        ...(found === undefined ? {} : { found }),
      });
    }
  }
  return findings;
}
