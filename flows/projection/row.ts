import type { FieldModel } from "../../generator/model/model.ts";
import type { Expression, Operand, Value } from "../kit/expression.ts";

/**
 * One line of the comparison. The texts of both sides are canonical; `sent` is what Partner Center would hold after
 * sending, `change` the JSON-Patch operations that send it, `values` what Salesforce would be given instead.
 */
export interface Row {
  readonly field: string;
  readonly label: string;
  /** How the field is decided: an ordinary value, or one with rules of its own. */
  readonly kind: "value" | "visibility" | "help" | "stage" | "link" | "set";
  readonly policy: string;
  readonly sends: boolean | Expression;
  readonly takes: boolean | Expression;
  readonly crm: Expression;
  readonly pc: Expression;
  readonly sent: Expression;
  /** Whether what Salesforce holds can be sent at all. */
  readonly valid: Operand;
  readonly change: Expression | string;
  /** Whether Partner Center is not known to take the change: then it goes alone, after the others. */
  readonly alone: boolean;
  readonly values: Readonly<Record<string, Value>>;
}

export const moneyKey = "money";
export const linkKey = "externalReferenceId";
export const stageKey = "stage";
export const salesStageKey = "salesStage";

/** The property of [Customize]'s body that carries a field; Microsoft's names where they are known. */
export function bodyProperty(field: FieldModel): string {
  if (field.role === "name") return "OpportunityName";
  if (field.role === "closingDate") return "DealCloseDate";
  if (field.role === "notes") return "Notes";
  return field.key.charAt(0).toUpperCase() + field.key.slice(1);
}

export const dealValueProperty = "DealValue";
export const dealCurrencyProperty = "DealValueCurrency";
export const stageProperty = "StageName";
export const reasonProperty = "ClosingReason";
