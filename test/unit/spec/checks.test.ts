import { describe, expect, it } from "vitest";
import { withChanges, withField } from "./mapping.ts";

/** Codes and places of what is found, `CODE at path`. */
const found = ({ diagnostics }: ReturnType<typeof withChanges>) =>
  diagnostics.map(({ code, where }) => `${code} at ${where?.path?.join(".")}`);
const field = (crm: string, referral: string, direction = "toCrm") =>
  found(withField({ label: "Extra", crm, referral, direction } as { referral: string }));
const variable = (key: string, change: object) =>
  found(withChanges({ environmentVariables: { [key]: change } }));
const environment = (variables: object) =>
  found(withChanges({ environments: [{ name: "staging", variables }] }));

describe("a field of Salesforce", () => {
  it.each([
    [
      "that a variable names by default",
      "Account.billingcountry",
      "customerProfile.address.region",
      "MAP.DUPLICATE",
    ],
    ["in another case", "Opportunity.NAME", "campaignId", "MAP.DUPLICATE"],
    [
      "that the flows write",
      "Opportunity.Partner_Center_Sync_State__c",
      "referralProgram",
      "MAP.FIELD_TAKEN",
    ],
    [
      "by which an account is found",
      "Account.Partner_Center_Account_Key__c",
      "campaignId",
      "MAP.FIELD_TAKEN",
    ],
    ["that the stage map moves", "Opportunity.StageName", "salesStage", "MAP.FIELD_TAKEN"],
    ["that Salesforce alone fills", "Opportunity.Id", "engagementId", "MAP.FIELD_READ_ONLY"],
  ])("%s is not mapped as well", (_, crm, referral, code) => {
    expect(field(crm, referral)).toContainEqual(expect.stringMatching(`^${code} at fields\\.\\d+\\.crm$`));
  });

  it("is found with the namespace that its package has", () => {
    const { diagnostics } = withChanges({
      crm: { namespace: "acme" },
      fields: [
        { label: "Extra", crm: "Opportunity.acme__Audit__c", referral: "campaignId", direction: "toCrm" },
      ],
    });
    expect(diagnostics.map(({ code }) => code)).toContain("MAP.FIELD_TAKEN");
  });

  it("of the synchronization is not two of them", () => {
    expect(found(withChanges({ crm: { opportunity: { state: "Audit__c" } } }))).toEqual([
      "MAP.NAME_TWICE at crm.opportunity.state",
    ]);
  });
});

describe("a name without suffix", () => {
  it.each<[Record<string, unknown>, string]>([
    [{ permissionSets: { seller: "acme__Seller" } }, "MAP.NAME_INVALID at crm.permissionSets.seller"],
    [{ permissionSets: { viewer: "Deal viewer" } }, "MAP.NAME_INVALID at crm.permissionSets.viewer"],
    [
      { permissionSets: { integration: "D".repeat(81) } },
      "MAP.NAME_TOO_LONG at crm.permissionSets.integration",
    ],
    [
      { permissionSets: { integrationStatus: "cosell_integration" } },
      "MAP.NAME_TWICE at crm.permissionSets.integrationStatus",
    ],
    [{ customPermission: "Deal_" }, "MAP.NAME_INVALID at crm.customPermission"],
    [{ customPermission: "D".repeat(81) }, "MAP.NAME_TOO_LONG at crm.customPermission"],
    [{ validationRules: { clone: "1st" } }, "MAP.NAME_INVALID at crm.validationRules.clone"],
    [{ validationRules: { clone: "D".repeat(41) } }, "MAP.NAME_TOO_LONG at crm.validationRules.clone"],
    [
      { validationRules: { clone: "Visibility_only_one_way" } },
      "MAP.NAME_TWICE at crm.validationRules.clone",
    ],
    [{ listViews: { failed: "Fehler: Geschäfte" } }, "MAP.NAME_INVALID at crm.listViews.failed"],
    [{ listViews: { pending: "D".repeat(41) } }, "MAP.NAME_TOO_LONG at crm.listViews.pending"],
    [{ listViews: { pending: "partner_center_failed" } }, "MAP.NAME_TWICE at crm.listViews.pending"],
    [{ pages: { section: "D".repeat(81) } }, "MAP.NAME_TOO_LONG at crm.pages.section"],
    [{ pages: { solutions: "D".repeat(41) } }, "MAP.NAME_TOO_LONG at crm.pages.solutions"],
  ])("%j is refused", (crm, finding) => {
    expect(found(withChanges({ crm }))).toEqual([finding]);
  });

  it("is as long as Salesforce takes it, and lists of two objects may share one", () => {
    const crm = {
      permissionSets: { seller: "D".repeat(80) },
      customPermission: "D".repeat(80),
      validationRules: { clone: "D".repeat(40) },
      listViews: { failed: "D".repeat(40), solutions: "D".repeat(40) },
      pages: { section: "D".repeat(80), solutionLayout: "D".repeat(80), solutionNumber: "D".repeat(40) },
    };
    expect(found(withChanges({ crm }))).toEqual([]);
  });
});

describe("the default of a variable", () => {
  it.each([
    ["countryField", ""],
    ["countryField", "Billing Country"],
    ["dealValueField", "Opportunity.Amount"],
    ["activeStage", ""],
    ["onHoldStage", "  "],
  ])("%s cannot be %j", (key, value) => {
    expect(variable(key, { default: value })).toContain(
      `MAP.NAME_INVALID at environmentVariables.${key}.default`,
    );
  });

  it("may be empty where one currency leaves the field unused", () => {
    const single = { crm: { currency: { mode: "single", code: "EUR" } } };
    expect(
      found(withChanges({ ...single, environmentVariables: { dealCurrencyField: { default: "" } } })),
    ).toEqual([]);
  });

  it("is of the type that the flows need", () => {
    expect(variable("activeStage", { type: "number", default: 3 })).toContain(
      "MAP.VARIABLE_TYPE at environmentVariables.activeStage.type",
    );
  });
});

describe("the value of a variable in one environment", () => {
  it.each([
    [{ dealValueField: "My Field" }, ["MAP.NAME_INVALID at environments.0.variables.dealValueField"]],
    [{ activeStage: "Prospecting" }, ["MAP.STAGE_TWICE at environments.0.variables.activeStage"]],
    [{ activeStage: "Closed Won" }, ["MAP.STAGE_TWICE at environments.0.variables.activeStage"]],
    [{ activeStage: "Proposal", onHoldStage: "Qualification" }, []],
  ])("%j", (variables, expected) => {
    expect(environment(variables)).toEqual(expected);
  });
});

it("a closing reason of Salesforce stands for one reason only", () => {
  const values = ["Others", "Not a customer"].map((referral) => ({ crm: "Others", referral }));
  expect(found(withChanges({ closingReasons: { default: "Others", values } }))).toEqual([
    "MAP.VALUE_TWICE at closingReasons.values.1.crm",
  ]);
});
