import { parseSync } from "sformula";
import { describe, expect, it } from "vitest";
import { splitName } from "../../../salesforce/metadata/component.ts";
import { textOf } from "../../../salesforce/metadata/element.ts";
import { packageWith } from "./packages.ts";

// A library of others parses the formulas, holds their types against those of the fields, and evaluates them.

type FormulaTypes = NonNullable<NonNullable<Parameters<typeof parseSync>[1]>["inputTypes"]>;
type FormulaType = NonNullable<FormulaTypes[string]>;

const boolean = { type: "boolean" } as const;
const takes = (argument: FormulaType | undefined, returns: FormulaType): FormulaType => ({
  type: "function",
  arguments: argument === undefined ? [] : [{ argument, optional: false }],
  returns,
});

/** What the library does not know: the functions that only validation rules have (Salesforce Help, formula functions). */
const ofRules: FormulaTypes = {
  ISCLONE: takes(undefined, boolean),
  ISCHANGED: takes({ type: "any" }, boolean),
  PRIORVALUE: takes(boolean, boolean),
  $Permission: { type: "object", properties: { Cosell_Integration_User: boolean } },
};

const formulaTypes: Readonly<Record<string, FormulaType>> = {
  Checkbox: boolean,
  DateTime: { type: "datetime" },
  Picklist: { type: "picklist" },
  Text: { type: "string" },
  Url: { type: "string" },
};

/** The rules of a package, parsed with the types of its fields. */
function rulesOf(patch: unknown = {}, permission = "Cosell_Integration_User") {
  const { components } = packageWith(patch);
  const fields = Object.fromEntries(
    components
      .filter(({ type, name }) => type === "CustomField" && name.startsWith("Opportunity."))
      .map(({ name, content }) => [splitName(name).member, formulaTypes[textOf(content, "type") ?? ""]]),
  );
  const rules = components.filter(({ type }) => type === "ValidationRule");
  return new Map(
    rules.map(({ name, content }) => [
      splitName(name).member,
      parseSync(textOf(content, "errorConditionFormula") ?? "", {
        returnType: "boolean",
        inputTypes: {
          ...fields,
          ...ofRules,
          $Permission: { type: "object", properties: { [permission]: boolean } },
        },
      }),
    ]),
  );
}

/** Every combination of as many switches. */
const combinations = (count: number): readonly (readonly boolean[])[] =>
  Array.from({ length: 2 ** count }, (_, number) =>
    Array.from({ length: count }, (_, bit) => (number & (1 << bit)) !== 0),
  );

const integration = (is: boolean | undefined) => ({ $Permission: { Cosell_Integration_User: is } });

describe("the formulas of the validation rules, read by others", () => {
  it.each<[string, unknown]>([
    ["the default mapping", {}],
    ["other names", { crm: { opportunity: { sync: "Share__c", referralLink: "Deal_Link__c" } } }],
    ["a namespace", { crm: { namespace: "acme" } }],
  ])("have no mistake and come to a yes or no, with %s", (_, patch) => {
    expect([...rulesOf(patch)].map(([name, { returnType }]) => [name, returnType])).toEqual([
      ["Clone_saved_with_sync_off", "boolean"],
      ["Integration_fields_not_by_hand", "boolean"],
      ["Visibility_only_one_way", "boolean"],
    ]);
  });

  it("let another permission pass where the mapping names one", () => {
    const patch = {
      crm: {
        customPermission: "Deals_by_machine",
        validationRules: { visibility: "One", integrationFields: "Two", clone: "Three" },
      },
    };
    expect([...rulesOf(patch, "Deals_by_machine").keys()]).toEqual(["One", "Three", "Two"]);
    expect(() => rulesOf(patch)).toThrow();
  });

  it("would be found out: a wrong type, a missing comma, an unknown field", () => {
    const read = (formula: string) => () =>
      parseSync(formula, { returnType: "boolean", inputTypes: { ...ofRules, Link__c: { type: "string" } } });
    expect(read("NOT(ISCHANGED(Link__c))")).not.toThrow();
    expect(read("NOT(Link__c)")).toThrow();
    expect(read("AND(ISCLONE() ISCLONE())")).toThrow();
    expect(read("NOT(Other__c)")).toThrow();
  });

  it("refuse just what they are meant to refuse: visibility that is taken back by a person", () => {
    const rule = rulesOf().get("Visibility_only_one_way");
    for (const [before, after, isIntegration] of combinations(3)) {
      const refused = rule?.evaluate({
        ...integration(isIntegration),
        Referral_visible_to_Microsoft_sellers__c: after,
        PRIORVALUE: () => before,
      });
      expect(refused).toBe(before === true && after === false && isIntegration === false);
    }
  });

  it("a field of the integration that a person changes", () => {
    const rule = rulesOf().get("Integration_fields_not_by_hand");
    const fields = ["Referral_Identifier__c", "Referral_Link__c", "Partner_Center_Last_Synced__c"];
    for (const [isIntegration, ...changes] of combinations(4)) {
      const changed = fields.filter((_, index) => changes[index]);
      const refused = rule?.evaluate({
        ...integration(isIntegration),
        ...Object.fromEntries(fields.map((name) => [name, name])),
        ISCHANGED: (name: string) => changed.includes(name),
      });
      expect(refused).toBe(changed.length > 0 && isIntegration === false);
    }
  });

  it("a clone that a person saves with the sync on", () => {
    const rule = rulesOf().get("Clone_saved_with_sync_off");
    for (const [isClone, isOn, isIntegration] of combinations(3)) {
      const refused = rule?.evaluate({
        ...integration(isIntegration),
        Sync_with_Partner_Center__c: isOn,
        ISCLONE: () => isClone,
      });
      expect(refused).toBe(isClone === true && isOn === true && isIntegration === false);
    }
  });
});
