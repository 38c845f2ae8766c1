import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { Path, YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";
import { apiName, longest, type NameRule } from "./name-rules.ts";

type Variables = Mapping["environmentVariables"];
type VariableType = Variables["activeStage"]["type"];

/** What the flows take the value of each variable for. */
const needed: Readonly<Record<string, VariableType>> = {
  displayCheckMark: "yesNo",
  activeStage: "text",
  onHoldStage: "text",
  countryField: "text",
  dealValueField: "text",
  dealCurrencyField: "text",
  coSellOnly: "yesNo",
  organizationId: "text",
  reconcileWatermark: "json",
} satisfies Record<keyof Variables, VariableType>;

/** Stages and fields have to be named; the other values may be empty. */
const rules: Readonly<Record<string, NameRule>> = {
  activeStage: { pattern: /\S/, words: "a sales stage of Salesforce" },
  onHoldStage: { pattern: /\S/, words: "a sales stage of Salesforce" },
  countryField: apiName,
  dealValueField: apiName,
  dealCurrencyField: apiName,
} satisfies Partial<Record<keyof Variables, NameRule>>;

/** Types, defaults, and the values set for an environment are those that the flows can work with. */
export function checkVariables(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const { environmentVariables, environments = [] } = mapping;
  const misfit = (
    variable: string,
    type: VariableType,
    value: unknown,
    path: Path,
  ): readonly Diagnostic[] => {
    const where = document.place(path);
    if (!fits(type, value)) {
      const data = { value: JSON.stringify(value), type, variable };
      const allowed = type === "yesNo" ? { allowed: ["true", "false"] } : {};
      return [mapCodes.finding("DEFAULT_INVALID", data, { where, ...allowed })];
    }
    const rule = isUnused(mapping, variable) ? undefined : rules[variable];
    if (rule !== undefined && !rule.pattern.test(String(value))) {
      const data = { what: `The value of ${variable}`, value: JSON.stringify(value), rule: rule.words };
      return [mapCodes.finding("NAME_INVALID", data, { where })];
    }
    const { length } = typeof value === "string" ? value : JSON.stringify(value);
    const maximum = longest.variableDefault;
    return length > maximum
      ? [mapCodes.finding("NAME_TOO_LONG", { what: "The value", length, maximum }, { where })]
      : [];
  };
  const defaults = Object.entries(environmentVariables).flatMap(([key, variable]) =>
    misfit(key, variable.type, variable.default, ["environmentVariables", key, "default"]),
  );
  const values = environments.flatMap((environment, index) =>
    Object.entries(environment.variables ?? {}).flatMap(([key, value]) => {
      const variable = Object.entries(environmentVariables).find(([each]) => each === key)?.[1];
      return variable === undefined
        ? []
        : misfit(key, variable.type, value, ["environments", index, "variables", key]);
    }),
  );
  return [...types(environmentVariables, document), ...defaults, ...values];
}

function types(variables: Variables, document: YamlDocument): readonly Diagnostic[] {
  return Object.entries(variables).flatMap(([variable, { type }]) => {
    const wanted = needed[variable];
    if (wanted === undefined || wanted === type) return [];
    const where = document.place(["environmentVariables", variable, "type"]);
    return [mapCodes.finding("VARIABLE_TYPE", { variable, type, needed: wanted }, { where })];
  });
}

/** With one currency for all records there is no field that holds it. */
function isUnused({ crm }: Mapping, variable: string): boolean {
  return variable === "dealCurrencyField" && crm.currency?.mode === "single";
}

function fits(type: VariableType, value: unknown): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "yesNo":
      return typeof value === "boolean";
    case "number":
      return typeof value === "number";
    case "json":
      return typeof value === "object" && value !== null;
  }
}
