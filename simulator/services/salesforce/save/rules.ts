import { SalesforceFault, saveError, saveFault } from "../fault.ts";
import { holds } from "../formula/evaluate.ts";
import { type Formula, parseFormula } from "../formula/parse.ts";
import type { StoredRecord } from "../records/store.ts";
import type { ValidationRule } from "../schema/model.ts";
import type { DuplicateRule, FieldValues, SalesforceError, Value } from "../types.ts";
import type { Draft, SaveContext } from "./context.ts";

/** What stands between a draft and the store, in the order in which Salesforce asks. */
export function checkRules(context: SaveContext, draft: Draft): void {
  checkRequired(draft);
  checkValidationRules(context, draft);
  checkUnique(context, draft);
  checkDuplicates(context, draft);
}

function checkRequired(draft: Draft): void {
  const missing = draft.type.fields
    .filter((field) => field.required === true && (draft.values[field.name] ?? null) === null)
    .map((field) => field.name);
  if (missing.length === 0) return;
  throw saveFault("REQUIRED_FIELD_MISSING", `Required fields are missing: [${missing.join(", ")}]`, missing);
}

const parsedRules = new WeakMap<ValidationRule, Formula>();

function checkValidationRules(context: SaveContext, draft: Draft): void {
  const errors: SalesforceError[] = [];
  for (const rule of draft.type.rules) {
    const name = `${draft.type.name}.${rule.name}`;
    let formula = parsedRules.get(rule);
    if (formula === undefined) {
      formula = parseFormula(name, rule.formula);
      parsedRules.set(rule, formula);
    }
    const refused = holds(formula, {
      rule: name,
      type: draft.type,
      before: draft.before,
      after: draft.values,
      isClone: context.isClone === true,
      hasPermission: (permission) => context.user.access.customPermissions.has(permission),
    });
    if (refused) {
      const fields = rule.field === undefined ? [] : [rule.field];
      errors.push(saveError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, fields));
    }
  }
  if (errors.length > 0) throw new SalesforceFault(400, errors);
}

function checkUnique(context: SaveContext, draft: Draft): void {
  const table = context.org.store.table(draft.type);
  for (const field of draft.type.fields) {
    if (field.unique !== true) continue;
    const value = draft.values[field.name] ?? null;
    if (value === null || value === draft.before?.[field.name]) continue;
    for (const id of table.lookup(field, value)) {
      if (id === draft.id) continue;
      throw saveFault(
        "DUPLICATE_VALUE",
        `duplicate value found: ${field.name} duplicates value on record with id: ${id.slice(0, 15)}`,
      );
    }
  }
}

function checkDuplicates(context: SaveContext, draft: Draft): void {
  if (draft.before !== undefined) return;
  for (const rule of context.org.options.duplicateRules) {
    if (rule.object !== draft.type.name) continue;
    if (rule.action === "alert" && (context.allowDuplicates || context.source === "screen")) continue;
    const matches = matching(context, draft, rule);
    if (matches.length > 0) throw new SalesforceFault(400, [duplicatesDetected(draft, rule, matches)]);
  }
}

function matching(context: SaveContext, draft: Draft, rule: DuplicateRule): readonly StoredRecord[] {
  const wanted = rule.fields.map((name) => [name, draft.values[name] ?? null] as const);
  if (wanted.some(([, value]) => value === null)) return [];
  const matches: StoredRecord[] = [];
  for (const record of context.org.store.table(draft.type).all()) {
    if (record.deleted || record.id === draft.id) continue;
    if (wanted.every(([name, value]) => alike(record.values, name, value))) matches.push(record);
  }
  return matches;
}

function alike(values: FieldValues, name: string, value: Value): boolean {
  const other = values[name] ?? null;
  return other !== null && String(other).toLowerCase() === String(value).toLowerCase();
}

function duplicatesDetected(
  draft: Draft,
  rule: DuplicateRule,
  matches: readonly StoredRecord[],
): SalesforceError {
  const message = "Use one of these records?";
  const object = draft.type.name;
  return {
    message,
    errorCode: "DUPLICATES_DETECTED",
    duplicateResult: {
      allowSave: rule.action === "alert",
      duplicateRule: rule.name,
      duplicateRuleEntityType: object,
      errorMessage: message,
      matchResults: [
        {
          entityType: object,
          errors: [],
          matchEngine: "ExactMatchEngine",
          matchRecords: matches.map(({ id }) => ({
            additionalInformation: [],
            fieldDiffs: [],
            matchConfidence: 100,
            record: {
              attributes: { type: object, url: `/services/data/v58.0/sobjects/${object}/${id}` },
              Id: id,
            },
          })),
          rule: rule.name,
          size: matches.length,
          success: true,
        },
      ],
    },
  };
}
