import { describe, expect, it } from "vitest";
import { printPlan } from "../../../generator/cli/print/plan-report.ts";
import { artifactsOf, compareWith, type Edit, editedMapping, filesOf, released } from "./releases.ts";

/** What the new version reaches, and the old one does not, or no more: `+ Salesforce/write the field NextStep`. */
function reachAfter(edits: readonly Edit[], mapping?: string): readonly string[] {
  const after = filesOf(mapping === undefined ? released : artifactsOf(mapping), edits);
  return compareWith(after, "split").reach.map(({ audience, kind, sign, subject, before, text }) => {
    const mark = { add: "+", change: "~", remove: "-" }[sign];
    const said = before === undefined ? text : `${before} → ${text}`;
    return `${mark} ${audience}/${kind} ${subject === undefined ? said : `${subject} ${said}`}`;
  });
}

const customize =
  "Workflows/CustomizeCreateorGetDetailsfromSalesforce-C033D51F-E317-5A5A-B63D-FA6C0B2F1FA9.json";
const merge = "Workflows/SalesforcetoPartnerCenter-969B3923-B1D2-5818-A3B6-7B189734C7EB.json";
const signIn = "Connector/csl_cosellreferrals_connectionparameters.json";
const definition = "Connector/csl_cosellreferrals_openapidefinition.json";

describe("reach", () => {
  it("has new permissions of a connector: scopes, addresses, tokens", () => {
    expect(
      reachAfter([{ file: signIn, before: '"scopes":[]', after: '"scopes":["Referrals.ReadWrite.All"]' }]),
    ).toEqual([
      "+ administrators/permission Co-sell Referrals asks for the permission Referrals.ReadWrite.All",
    ]);
    expect(
      reachAfter([
        {
          file: definition,
          before: '"host":"api.partner.microsoft.com"',
          after: '"host":"proxy.example.com"',
        },
      ]),
    ).toEqual([
      "~ administrators/permission Co-sell Referrals sends requests to api.partner.microsoft.com/v1.0/engagements → sends requests to proxy.example.com/v1.0/engagements",
    ]);
    expect(reachAfter([], editedMapping(["tenant: common", "tenant: fabrikam.example.com"]))).toContain(
      "~ administrators/permission Co-sell Referrals signs in to the tenant common → signs in to the tenant fabrikam.example.com",
    );
  });

  it("has new connections, which somebody has to make", () => {
    const mapping = editedMapping(["dataverse: { name: csl_Dataverse,", "dataverse: { name: csl_Tables,"]);
    expect(reachAfter([], mapping)).toEqual([
      '+ administrators/connection csl_Tables ("Microsoft Dataverse") to shared_commondataserviceforapps',
      '- administrators/connection csl_Dataverse ("Microsoft Dataverse") to shared_commondataserviceforapps',
    ]);
  });

  it("has new writes: records and fields of Salesforce, properties of a referral, operations of a connector", () => {
    const field =
      "  - { label: Next step, crm: Opportunity.NextStep, referral: details.customerAction, direction: both, policy: partnerCenter }\n";
    expect(reachAfter([], editedMapping(["  - { label: Notes,", `${field}  - { label: Notes,`]))).toContain(
      "+ Salesforce/write the field NextStep",
    );
    expect(reachAfter([{ file: customize, before: "/sobjects/Lead", after: "/sobjects/Case" }])).toEqual([
      "+ Salesforce/write records of Case in Salesforce",
      "- Salesforce/write records of Lead in Salesforce",
    ]);
    const patch = String.raw`\"path\":\"/details/notes\"`;
    expect(reachAfter([{ file: merge, before: patch, after: patch.replace("notes", "title") }])).toContain(
      "+ Partner Center/write the property details.title of a referral",
    );
    expect(
      reachAfter([
        {
          file: merge,
          before: '"operationId": "GetAllReferrals"',
          after: '"operationId": "UpdateReferralById"',
        },
      ]),
    ).toEqual(["+ Partner Center/write UpdateReferralById in Co-sell Referrals"]);
  });

  it("has new triggers, and what is changed of one", () => {
    const mapping = editedMapping(["intervalMinutes: 60", "intervalMinutes: 15"]);
    expect(reachAfter([], mapping)).toEqual([
      '~ owners of the flows/trigger "Reconcile" starts by the clock, every 60 minutes → by the clock, every 15 minutes',
    ]);
    const off = editedMapping(["reconcile: { enabled: true", "reconcile: { enabled: false"]);
    expect(reachAfter([], off)).toContain(
      '- owners of the flows/trigger "Reconcile" starts by the clock, every 60 minutes',
    );
  });

  it("has fields and variables that are gone, and not those that come", () => {
    const mapping = editedMapping(["audit: Audit__c", "audit: Deal_Log__c"]);
    const fields = reachAfter([], mapping).filter((line) => line.includes("/field"));
    expect(fields).toEqual(["- Salesforce/field Opportunity.Audit__c"]);
    expect(reachAfter([], editedMapping(["csl_dealvaluefield", "csl_valuefield"])).at(-1)).toBe(
      '- administrators/variable csl_dealvaluefield ("Deal value field name in Salesforce")',
    );
  });

  it("has variables that need a value from now on", () => {
    const file = "environmentvariabledefinitions/csl_dealvaluefield/environmentvariabledefinition.xml";
    expect(reachAfter([{ file, before: "<defaultvalue>Amount</defaultvalue>", after: "" }])).toEqual([
      '+ administrators/value csl_dealvaluefield ("Deal value field name in Salesforce") needs one, and has no default',
    ]);
  });

  it("has permissions of Salesforce, and what makers may edit", () => {
    const set = "permissionsets/Cosell_Seller.permissionset";
    const before = "<editable>false</editable>\n        <field>Opportunity.Audit__c</field>";
    expect(reachAfter([{ file: set, before, after: before.replace("false", "true") }])).toEqual([
      "+ Salesforce/permission users with Cosell_Seller may edit field Opportunity.Audit__c",
    ]);
    const locked = "<IsCustomizable>1</IsCustomizable>";
    expect(
      reachAfter([{ file: "customizations.xml", before: locked, after: locked.replace("1", "0") }]),
    ).toEqual(['- makers/customization "[Customize] Create or Get Details from Salesforce" may be edited']);
  });

  it("has a permission set of another name, with all that it lets people do", () => {
    const seller = "  # customPermission:";
    const mapping = editedMapping([seller, `  permissionSets: { seller: Deal_Desk }\n${seller}`]);
    const lines = reachAfter([], mapping).filter((line) => line.includes("Opportunity.Audit__c"));
    expect([...lines].sort()).toEqual([
      "+ Salesforce/permission users with Deal_Desk may see field Opportunity.Audit__c",
      "- Salesforce/permission users with Cosell_Seller may see field Opportunity.Audit__c",
    ]);
  });

  it("is empty where only words change, and says so", () => {
    const mapping = editedMapping([
      "displayName: Salesforce Connection",
      "displayName: Salesforce Connection",
    ]);
    expect(reachAfter([], mapping)).toEqual([]);
    const comparison = compareWith(
      filesOf(artifactsOf(editedMapping([" version: 1.0.0.0", " version: 1.1.0.0"]))),
    );
    expect(printPlan(comparison, (_, text) => text)).toContain(
      "Nobody needs to do anything, and nothing new is written or started.",
    );
  });
});
