import { readDocument } from "./document.ts";
import { documentRules } from "./document-rules.ts";
import { extensionRules } from "./extension-rules.ts";
import { isRecord, jsonPointer } from "./json.ts";
import { operationRules } from "./operation-rules.ts";
import { parameterRules } from "./parameter-rules.ts";
import { referenceRules } from "./reference-rules.ts";
import { responseRules } from "./response-rules.ts";
import type { DefinitionRule, Rule, RuleFinding } from "./rule.ts";
import { schemaRules } from "./schema-rules.ts";
import { webhookRules } from "./webhook-rules.ts";

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

export function applyRules<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
): readonly RuleFinding[] {
  return rules.flatMap(({ id, severity, says, check }) =>
    [...check(subject)].map(({ at, found }) => ({
      rule: id,
      severity,
      says,
      pointer: jsonPointer(at),
      ...(found === undefined ? {} : { found }),
    })),
  );
}
