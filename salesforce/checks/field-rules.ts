import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";
import { salesforceCodes } from "../codes.ts";
import { limits } from "../facts.ts";
import type { Component, SalesforcePackage } from "../metadata/component.ts";
import { childrenOf, type Element, named, textOf } from "../metadata/element.ts";
import type { Rule } from "./rule.ts";

interface TypeRule {
  readonly needs: readonly string[];
  /** Beyond what every field may have. */
  readonly takes: readonly string[];
}

const always = ["fullName", "description", "inlineHelpText", "label", "type"];

/** Elements by type of field (Metadata API developer guide, CustomField; authoring rules of Salesforce). */
const typeRules: Readonly<Record<string, TypeRule>> = {
  Checkbox: { needs: ["defaultValue"], takes: [] },
  Text: {
    needs: ["length"],
    takes: ["required", "unique", "externalId", "caseSensitive", "defaultValue"],
  },
  // The length of these is fixed: giving one is refused.
  TextArea: { needs: [], takes: ["required", "defaultValue"] },
  Url: { needs: [], takes: ["required", "defaultValue"] },
  LongTextArea: { needs: ["length", "visibleLines"], takes: ["defaultValue"] },
  Number: {
    needs: ["precision", "scale"],
    takes: ["required", "unique", "externalId", "defaultValue"],
  },
  Currency: { needs: ["precision", "scale"], takes: ["required", "defaultValue"] },
  Date: { needs: [], takes: ["required", "defaultValue"] },
  DateTime: { needs: [], takes: ["required", "defaultValue"] },
  Picklist: { needs: ["valueSet"], takes: ["required"] },
  Lookup: {
    needs: ["referenceTo", "relationshipName"],
    takes: ["relationshipLabel", "deleteConstraint", "required", "lookupFilter"],
  },
  MasterDetail: {
    needs: ["referenceTo", "relationshipName", "relationshipOrder"],
    takes: ["relationshipLabel", "reparentableMasterDetail", "writeRequiresMasterRead"],
  },
  Summary: {
    needs: ["summaryForeignKey", "summaryOperation"],
    takes: ["summarizedField", "summaryFilterItems"],
  },
};

/** Each type of field has elements that it needs, and takes no others. */
export const checkElements: Rule = (pack, places) =>
  fieldsOf(pack).flatMap((field): readonly Diagnostic[] => {
    const { name, content } = field;
    const where = places.of(field, "whole");
    const type = textOf(content, "type") ?? "";
    const rule = typeRules[type];
    if (rule === undefined) {
      return [salesforceCodes.finding("ELEMENT_MISSING", { name, type, element: "type" }, where)];
    }
    const missing = ["label", ...rule.needs]
      .filter((element) => named(content, element).length === 0)
      .map((element) => salesforceCodes.finding("ELEMENT_MISSING", { name, type, element }, where));
    const known = new Set([...always, ...rule.needs, ...rule.takes]);
    const forbidden = [...new Set(content.map((element) => element.name))]
      .filter((element) => !known.has(element))
      .map((element) => salesforceCodes.finding("ELEMENT_FORBIDDEN", { name, type, element }, where));
    return [...missing, ...forbidden];
  });

/** Lengths, digits and lines. */
export const checkRanges: Rule = (pack, places) =>
  fieldsOf(pack).flatMap((field) => {
    const { name, content } = field;
    const type = textOf(content, "type");
    const check = (element: string, least: number, most: number): readonly Diagnostic[] => {
      const value = textOf(content, element);
      if (value === undefined || (/^\d+$/.test(value) && Number(value) >= least && Number(value) <= most))
        return [];
      const where = places.of(field, "whole");
      return [salesforceCodes.finding("NUMBER_OUT_OF_RANGE", { element, name, value, least, most }, where)];
    };
    const length = type === "LongTextArea" ? limits.longText : limits.text;
    const precision = Number(textOf(content, "precision") ?? limits.precision);
    return [
      ...check("length", length.least, length.most),
      ...check("precision", 1, limits.precision),
      ...check("scale", 0, Math.min(precision, limits.precision)),
      ...check("visibleLines", 2, 50),
    ];
  });

/** A pick list has values of its own, each once, neither empty nor too long. */
export const checkPicklists: Rule = (pack, places) =>
  fieldsOf(pack)
    .filter(({ content }) => textOf(content, "type") === "Picklist")
    .flatMap((field) =>
      problemsOfPicklist(field.content).map((problem) =>
        salesforceCodes.finding(
          "PICKLIST_INVALID",
          { name: field.name, problem },
          places.of(field, "values"),
        ),
      ),
    );

function problemsOfPicklist(content: readonly Element[]): readonly string[] {
  const [set] = named(content, "valueSet");
  const inSet = set === undefined ? [] : childrenOf(set);
  const [definition] = named(inSet, "valueSetDefinition");
  if (named(inSet, "valueSetName").length > 0) {
    return definition === undefined ? [] : ["it has a value set of its own and a global one"];
  }
  const values = named(definition === undefined ? [] : childrenOf(definition), "value").map(
    (value) => textOf(childrenOf(value), "fullName") ?? "",
  );
  const twice = values.filter((value, index) => lower(values.slice(0, index)).includes(value.toLowerCase()));
  return [
    ...(values.length === 0 ? ["there are none"] : []),
    ...(values.length > limits.picklistValues ? [`there are more than ${limits.picklistValues}`] : []),
    ...(values.includes("") ? ["one of them is empty"] : []),
    ...twice.map((value) => `“${value}” is there twice`),
    ...values
      .filter((value) => value.length > limits.picklistValue)
      .map((value) => `“${value.slice(0, 40)}…” has more than ${limits.picklistValue} characters`),
  ];
}

const lower = (values: readonly string[]) => values.map((value) => value.toLowerCase());

export function fieldsOf({ components }: SalesforcePackage): readonly Component[] {
  return components.filter(({ type }) => type === "CustomField");
}
