import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { check } from "../../../generator/pipeline.ts";
import { mergePatch } from "../../golden/cases.ts";

const text = readFileSync(new URL("../../../mapping.yaml", import.meta.url), "utf8");

/** Of each finding about Salesforce: its code, the path in the mapping, and the first line of what it points at. */
function found(patch: unknown): readonly (readonly [string, string, string])[] {
  const changed = stringify(mergePatch(parse(text), patch), { lineWidth: 0 });
  return check({ file: "mapping.yaml", text: changed })
    .filter(({ code }) => code.startsWith("SFM."))
    .map(({ code, where }) => [
      code,
      (where?.path ?? []).join("."),
      changed.slice(where?.start?.offset ?? 0, where?.end?.offset ?? 0).split("\n")[0] ?? "",
    ]);
}

const { fields }: { readonly fields: readonly unknown[] } = parse(text);
const row = { referral: "customerProfile.address.region", direction: "both", policy: "crm" };
const withRow = (more: Readonly<Record<string, unknown>>) => ({ fields: [...fields, { ...row, ...more }] });
const last = fields.length;
const long = "A label that Salesforce does not take, since it is too long";

it.each<[string, unknown, readonly (readonly [string, string, string])[]]>([
  [
    "a label under crm.labels",
    { crm: { labels: { Audit__c: long } } },
    [["SFM.LABEL_TOO_LONG", "crm.labels.Audit__c", long]],
  ],
  [
    "a label under crm.labels, with a namespace",
    { crm: { namespace: "acme", labels: { Audit__c: long } } },
    [["SFM.LABEL_TOO_LONG", "crm.labels.Audit__c", long]],
  ],
  [
    "the label of a related list",
    { crm: { labels: { Microsoft_Solutions: long } } },
    [["SFM.LABEL_TOO_LONG", "crm.labels.Microsoft_Solutions", long]],
  ],
  [
    "the label of a row",
    withRow({ label: long, crm: "Opportunity.Deal_Country__c" }),
    [["SFM.LABEL_TOO_LONG", `fields.${last}.label`, long]],
  ],
  [
    "the name of a row",
    withRow({ label: "Country", crm: "Opportunity.Group__c" }),
    [["SFM.NAME_INVALID", `fields.${last}.crm`, "Opportunity.Group__c"]],
  ],
  [
    "what is said to exist",
    { crm: { existing: ["Opportunity.Audit__c", "Opportunity.Audits__c"] } },
    [["SFM.EXISTING_UNKNOWN", "crm.existing.1", "Opportunity.Audits__c"]],
  ],
  [
    "the name of a field that the sync keeps",
    { crm: { opportunity: { audit: "Limit__c" } } },
    [["SFM.NAME_INVALID", "crm.opportunity.audit", "Limit__c"]],
  ],
  [
    "the name of a permission set",
    { crm: { permissionSets: { seller: "Select" } } },
    [["SFM.NAME_INVALID", "crm.permissionSets.seller", "Select"]],
  ],
  [
    "the name of the custom permission",
    { crm: { customPermission: "User" } },
    [["SFM.NAME_INVALID", "crm.customPermission", "User"]],
  ],
  [
    "the name of a validation rule",
    { crm: { validationRules: { clone: "Limit" } } },
    [["SFM.NAME_INVALID", "crm.validationRules.clone", "Limit"]],
  ],
  [
    "the name of a list view",
    { crm: { listViews: { solutions: "Order" } } },
    [["SFM.NAME_INVALID", "crm.listViews.solutions", "Order"]],
  ],
  [
    "the label of nothing, with a namespace",
    { crm: { namespace: "acme", labels: { Audits__c: "Log" } } },
    [["SFM.LABEL_UNKNOWN", "crm.labels.Audits__c", "Log"]],
  ],
  [
    "the label of the object, where only its plural is too long",
    { crm: { labels: { Microsoft_Partner_Center_Solution__c: "S".repeat(40) } } },
    [["SFM.LABEL_TOO_LONG", "crm.labels.Microsoft_Partner_Center_Solution__c", "S".repeat(40)]],
  ],
  [
    "the values of a pick list of the package",
    {
      closingReasons: {
        default: "Others",
        values: [
          { crm: "Too late", referral: "Proposed timeline too short" },
          { crm: "too late", referral: "Others" },
        ],
      },
    },
    [["SFM.PICKLIST_INVALID", "closingReasons.values", "- crm: Too late"]],
  ],
])("a finding points at %s", (_, patch, expected) => {
  expect(found(patch)).toEqual(expected);
});
