import type { Model, VariableKey, VariableType } from "../../generator/model/model.ts";

/** What has to be known of a variable to judge a value of it. */
export interface VariableRule {
  readonly key: VariableKey;
  readonly schemaName: string;
  readonly type: VariableType;
  /** A flow writes its value at run time. */
  readonly kept?: boolean;
}

export function variableRules(model: Model): readonly VariableRule[] {
  return model.variables.map(({ key, schemaName, type, kept }) => ({ key, schemaName, type, kept }));
}

/** Salesforce stages that close a deal, which no variable may hold. */
export const closedStages = ({ stages }: Model): readonly string[] => [...stages.won, ...stages.lost];

/** The longest value (Dataverse table reference, environmentvariablevalue). */
const longestValue = 2000;

/** What a value should be where it is not; nothing where it fits. */
export function expectedInstead(
  { key, type }: VariableRule,
  value: string,
  closed: readonly string[],
): string | undefined {
  if (value.length > longestValue) return `at most ${longestValue} characters`;
  return ofType(type, value) ?? ofMeaning(key, value, closed);
}

function ofType(type: VariableType, value: string): string | undefined {
  switch (type) {
    case "yesNo":
      // Makers see Yes and No; what is stored is the small word, or a truth value (measured in exported solutions).
      return /^(?:yes|no|true|false)$/i.test(value) ? undefined : "yes or no";
    case "number":
      return /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? undefined : "a number";
    case "json":
      return isJson(value) ? undefined : "JSON";
    case "text":
      return value.trim() === "" ? "a text that is not empty" : undefined;
  }
}

function ofMeaning(key: VariableKey, value: string, closed: readonly string[]): string | undefined {
  switch (key) {
    case "activeStage":
    case "onHoldStage":
      return closed.includes(value) ? "an open stage: this one closes the deal" : undefined;
    case "countryField":
    case "dealValueField":
    case "dealCurrencyField":
      return /^[A-Za-z]\w*$/.test(value) ? undefined : "the API name of a field";
    case "organizationId":
      return value === "unknown" || guid.test(value)
        ? undefined
        : "the id that the registration flow shows, or unknown";
    default:
      return undefined;
  }
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
