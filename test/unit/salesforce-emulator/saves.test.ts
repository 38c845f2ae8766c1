import { describe, expect, it } from "vitest";
import { assert } from "../../../generator/diagnostics/failure.ts";
import { defaultUsers } from "../../../simulator/services/salesforce/defaults.ts";
import { coSellSchema } from "../../../simulator/services/salesforce/schema/co-sell.ts";
import type { PermissionSetSchema } from "../../../simulator/services/salesforce/schema/model.ts";
import { codes, integration, seller, testOrg } from "./org.ts";

const opportunityBase = { Name: "Adatum", StageName: "Prospecting", CloseDate: "2026-05-01" };

describe("values", () => {
  const org = testOrg();
  const create = (fields: Readonly<Record<string, unknown>>) =>
    org.rest("POST", "/sobjects/Opportunity", { ...opportunityBase, ...fields });

  it.each([
    [{ Name: "x".repeat(121) }, "STRING_TOO_LONG"],
    [{ How_can_Microsoft_help__c: "Coffee" }, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"],
    [{ CurrencyIsoCode: "JPY" }, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"],
    [{ Amount: 1e17 }, "NUMBER_OUTSIDE_VALID_RANGE"],
    [{ Amount: "abc" }, "JSON_PARSER_ERROR"],
    [{ CloseDate: "2026-02-30" }, "JSON_PARSER_ERROR"],
    [{ Name: 5 }, "JSON_PARSER_ERROR"],
    [{ Sync_with_Partner_Center__c: null }, "JSON_PARSER_ERROR"],
    [{ Nope__c: 1 }, "INVALID_FIELD"],
    [{ IsWon: true }, "INVALID_FIELD_FOR_INSERT_UPDATE"],
    [{ AccountId: "nonsense" }, "MALFORMED_ID"],
    [{ AccountId: "001uL0000000000AAA" }, "INVALID_CROSS_REFERENCE_KEY"],
    [{ Id: "006uL0000000000AAA" }, "INVALID_FIELD"],
  ])("refuses %j", (fields, code) => {
    const answer = create(fields);
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual([code]);
  });

  it("says which limit a long text breaks, in Salesforce's words", () => {
    const answer = create({ NextStep: "y".repeat(256) });
    expect(answer.body).toEqual([
      {
        message: `Next Step: data value too large: ${"y".repeat(256)} (max length=255)`,
        errorCode: "STRING_TOO_LONG",
        fields: ["NextStep"],
      },
    ]);
  });

  it("names all missing fields at once", () => {
    expect(org.rest("POST", "/sobjects/Opportunity", { Name: "x" }).body).toEqual([
      {
        message: "Required fields are missing: [StageName, CloseDate]",
        errorCode: "REQUIRED_FIELD_MISSING",
        fields: ["StageName", "CloseDate"],
      },
    ]);
  });

  it("stores rounded numbers, normalised date-times and no empty text", () => {
    const id = org.opportunity();
    org.control.automate("Opportunity", id, {});
    const answer = org.rest("PATCH", `/sobjects/Opportunity/${id}`, {
      Amount: 10.005,
      NextStep: "",
      Partner_Center_Last_Synced__c: "2026-01-01T02:00:00+02:00",
    });
    expect(answer.status).toBe(204);
    expect(org.control.record("Opportunity", id)).toMatchObject({
      Amount: 10.01,
      NextStep: null,
      Partner_Center_Last_Synced__c: "2026-01-01T00:00:00.000+0000",
    });
  });

  it("checks e-mail addresses", () => {
    expect(codes(org.rest("POST", "/sobjects/Contact", { LastName: "Vance", Email: "not one" }))).toEqual([
      "INVALID_EMAIL_ADDRESS",
    ]);
  });
});

describe("uniqueness", () => {
  it("ignores case, names the other record, and lets many be empty", () => {
    const org = testOrg();
    const first = org.rest("POST", "/sobjects/Opportunity", {
      ...opportunityBase,
      Referral_Identifier__c: "AB-1",
    });
    const second = org.rest("POST", "/sobjects/Opportunity", {
      ...opportunityBase,
      Referral_Identifier__c: "ab-1",
    });
    expect(first.status).toBe(201);
    expect(codes(second)).toEqual(["DUPLICATE_VALUE"]);
    expect(org.rest("POST", "/sobjects/Opportunity", opportunityBase).status).toBe(201);
    expect(org.rest("POST", "/sobjects/Opportunity", opportunityBase).status).toBe(201);
  });

  it("frees a value when its record is deleted", () => {
    const org = testOrg();
    const create = () =>
      org.rest("POST", "/sobjects/Opportunity", { ...opportunityBase, Referral_Identifier__c: "free" });
    const body = create().body;
    const id = typeof body === "object" && body !== null && "id" in body ? String(body.id) : "";
    org.rest("DELETE", `/sobjects/Opportunity/${id}`);
    expect(create().status).toBe(201);
  });
});

describe("stages", () => {
  it("decide closed, won, probability and forecast category", () => {
    const org = testOrg();
    const id = org.opportunity({ StageName: "Closed Won", Amount: 200 });
    expect(org.control.record("Opportunity", id)).toMatchObject({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ForecastCategoryName: "Closed",
      ExpectedRevenue: 200,
    });
    org.control.as(seller).edit("Opportunity", id, { StageName: "Prospecting", Probability: 42 });
    expect(org.control.record("Opportunity", id)).toMatchObject({ IsClosed: false, Probability: 42 });
  });

  it("may be unknown in a permissive org only", () => {
    const permissive = testOrg();
    const id = permissive.opportunity({ StageName: "Mispelt" });
    expect(permissive.control.record("Opportunity", id)?.["StageName"]).toBe("Mispelt");
    const strict = testOrg({ org: { stageNames: "strict" } });
    expect(
      codes(strict.rest("POST", "/sobjects/Opportunity", { ...opportunityBase, StageName: "Mispelt" })),
    ).toEqual(["INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"]);
  });
});

describe("products", () => {
  it("make the amount their sum and later writes of it vain", () => {
    const org = testOrg();
    const id = org.opportunity({ Amount: 10 });
    org.control.as(seller).addProduct(id, { name: "Adapter", quantity: 3, unitPrice: 19.99 });
    expect(org.control.record("Opportunity", id)).toMatchObject({
      Amount: 59.97,
      HasOpportunityLineItem: true,
    });
    expect(org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Amount: 1000 }).status).toBe(204);
    expect(org.control.record("Opportunity", id)?.["Amount"]).toBe(59.97);
  });
});

describe("solutions under an opportunity", () => {
  const object = "Microsoft_Partner_Center_Solution__c";
  it("are counted, numbered, and go with their master", () => {
    const org = testOrg();
    const id = org.opportunity();
    const actor = org.control.as(seller);
    actor.create(object, { Opportunity__c: id, Solution_Id__c: "SOL-15974-MQF" });
    const second = actor.create(object, { Opportunity__c: id, Solution_Id__c: "SOL-2" });
    expect(org.control.record("Opportunity", id)?.["Microsoft_Solution_Count__c"]).toBe(2);
    expect(org.control.records(object).map((row) => row["Name"])).toEqual(["MPCS-000001", "MPCS-000002"]);
    if (second.ok) actor.delete(object, second.id);
    expect(org.control.record("Opportunity", id)?.["Microsoft_Solution_Count__c"]).toBe(1);
    actor.delete("Opportunity", id);
    expect(org.control.records(object)).toEqual([]);
    expect(org.control.deletedRecords(object)).toHaveLength(2);
  });

  it("cannot be moved to another master", () => {
    const org = testOrg();
    const made = org.control.as(seller).create(object, {
      Opportunity__c: org.opportunity(),
      Solution_Id__c: "SOL-1",
    });
    if (!made.ok) return expect.unreachable();
    const moved = org.rest("PATCH", `/sobjects/${object}/${made.id}`, { Opportunity__c: org.opportunity() });
    return expect(codes(moved)).toEqual(["INVALID_FIELD_FOR_INSERT_UPDATE"]);
  });
});

describe("deleting", () => {
  it("takes contacts and opportunities of an account along, and clears lookups", () => {
    const org = testOrg();
    const admin = org.control.as("admin@contoso.example");
    const parent = admin.create("Account", { Name: "Fabrikam" });
    if (!parent.ok) return expect.unreachable();
    const child = admin.create("Account", { Name: "Fabrikam Italia", ParentId: parent.id });
    const deal = org.opportunity({ AccountId: parent.id });
    admin.delete("Account", parent.id);
    expect(org.control.record("Opportunity", deal)).toBeUndefined();
    return expect(child.ok && org.control.record("Account", child.id)?.["ParentId"]).toBe(null);
  });
});

describe("field-level security", () => {
  it("hides columns from users without the permission set", () => {
    const org = testOrg();
    const id = org.opportunity();
    org.control.removePermissionSet(integration, "Cosell_Integration");
    org.control.removePermissionSet(integration, "Cosell_Integration_Status");
    expect(codes(org.soql("SELECT Referral_Identifier__c FROM Opportunity"))).toEqual(["INVALID_FIELD"]);
    expect(codes(org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Audit__c: "x" }))).toEqual([
      "INVALID_FIELD",
    ]);
    expect(codes(org.soql("SELECT Id FROM Microsoft_Partner_Center_Solution__c"))).toEqual(["INVALID_TYPE"]);
    expect(org.rest("GET", `/sobjects/Opportunity/${id}`).body).not.toHaveProperty("Audit__c");
    org.control.assignPermissionSet(integration, "Cosell_Integration");
    expect(org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Audit__c: "x" }).status).toBe(204);
  });

  it("lets sellers read what only the integration writes", () => {
    const org = testOrg();
    const id = org.opportunity();
    const saved = org.control.as(seller).edit("Opportunity", id, { Audit__c: "mine" });
    expect(saved.ok ? [] : saved.errors.map(({ errorCode }) => errorCode)).toEqual([
      "INVALID_FIELD_FOR_INSERT_UPDATE",
    ]);
  });
});

describe("people of a new org", () => {
  const [viewer, sell, integrate, report] = coSellSchema.permissionSets;
  assert(viewer && sell && integrate && report, "the usual package has four permission sets");
  const setsOf = (schema: readonly PermissionSetSchema[]) =>
    defaultUsers(schema).map(({ permissionSets }) => permissionSets);

  it("have the permission sets that are for them, whatever these are called", () => {
    const renamed = [
      { ...report, name: "Alpha" },
      { ...sell, name: "Beta" },
      { ...viewer, name: "Gamma" },
      { ...integrate, name: "Delta" },
    ];
    expect(setsOf(renamed)).toEqual([["Delta"], ["Alpha", "Delta"], ["Beta"]]);
    expect(setsOf([])).toEqual([[], [], []]);
  });

  it("lose none that the org does not know", () => {
    expect(() => testOrg().control.removePermissionSet(seller, "Deal_Desk")).toThrow(
      expect.objectContaining({ diagnostic: expect.objectContaining({ code: "EMU_SF.ACTOR_REFUSED" }) }),
    );
  });
});

describe("minimum access", () => {
  const held = (...permissionSets: readonly string[]) => {
    const org = testOrg({
      users: [
        ...defaultUsers(coSellSchema.permissionSets).filter(({ username }) => username !== integration),
        { username: integration, lastName: "Integration", profile: "minimumAccess", permissionSets },
      ],
    });
    return { org, id: org.opportunity() };
  };

  it("calls no API without the permission to", () => {
    const { org } = held("Cosell_Viewer");
    expect(org.soql("SELECT Id FROM Opportunity").status).toBe(403);
    expect(codes(org.soql("SELECT Id FROM Opportunity"))).toEqual(["API_DISABLED_FOR_ORG"]);
    expect(org.connector("GET", "/datasets/default/tables/Opportunity/items").status).toBe(403);
  });

  it("has of standard objects what the permission sets say", () => {
    const { org, id } = held("Cosell_Integration_Status");
    expect(org.soql("SELECT Id, Account.Name, Audit__c FROM Opportunity").status).toBe(200);
    expect(codes(org.soql("SELECT Id FROM Contact"))).toEqual(["INVALID_TYPE"]);
    expect(codes(org.soql("SELECT Contact.Name FROM OpportunityContactRole"))).toEqual(["INVALID_FIELD"]);
    expect(org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Audit__c: "x" }).status).toBe(204);
    expect(codes(org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Referral_Link__c: "x" }))).toEqual([
      "INVALID_FIELD",
    ]);
    expect(codes(org.rest("POST", "/sobjects/Account", { Name: "Fabrikam" }))).toEqual([
      "INSUFFICIENT_ACCESS_OR_READONLY",
    ]);
  });

  it("makes and changes, but deletes no opportunity, with the set of the integration", () => {
    const { org, id } = held("Cosell_Integration");
    expect(org.rest("POST", "/sobjects/Account", { Name: "Fabrikam" }).status).toBe(201);
    expect(org.rest("DELETE", `/sobjects/Opportunity/${id}`).status).toBe(403);
  });
});

describe("validation rules", () => {
  it("hold for sellers and are passed by the custom permission", () => {
    const org = testOrg();
    const id = org.opportunity({ Referral_visible_to_Microsoft_sellers__c: true });
    const change = { Referral_visible_to_Microsoft_sellers__c: false };
    const refused = org.control.as(seller).edit("Opportunity", id, change);
    expect(refused).toMatchObject({
      ok: false,
      errors: [
        {
          errorCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
          fields: ["Referral_visible_to_Microsoft_sellers__c"],
        },
      ],
    });
    expect(org.rest("PATCH", `/sobjects/Opportunity/${id}`, change).status).toBe(204);
  });
});

describe("locks", () => {
  it("refuse as many writes as asked, of the row, its details and its children", () => {
    const org = testOrg();
    const id = org.opportunity();
    org.control.lockRow(id, 2);
    expect(codes(org.rest("PATCH", `/sobjects/Opportunity/${id}`, {}))).toEqual(["UNABLE_TO_LOCK_ROW"]);
    const row = { Opportunity__c: id, Solution_Id__c: "SOL-1" };
    expect(codes(org.rest("POST", "/sobjects/Microsoft_Partner_Center_Solution__c", row))).toEqual([
      "UNABLE_TO_LOCK_ROW",
    ]);
    expect(org.rest("PATCH", `/sobjects/Opportunity/${id}`, {}).status).toBe(204);
  });
});

describe("duplicate rules", () => {
  const rule = { name: "Same_Name", object: "Account", fields: ["Name"] };
  const body = { Name: "Fabrikam" };
  it("block, and name what they found", () => {
    const org = testOrg({ org: { duplicateRules: [{ ...rule, action: "block" }] } });
    expect(org.rest("POST", "/sobjects/Account", body).status).toBe(201);
    const answer = org.rest(
      "POST",
      "/sobjects/Account",
      { Name: "fabrikam" },
      {
        "sforce-duplicate-rule-header": "allowSave=true",
      },
    );
    expect(codes(answer)).toEqual(["DUPLICATES_DETECTED"]);
    expect(answer.body).toMatchObject([
      {
        duplicateResult: {
          allowSave: false,
          matchResults: [{ matchRecords: [{ record: { Id: expect.stringMatching(/^001/) } }] }],
        },
      },
    ]);
  });

  it("alert, and yield to the header and to the screen", () => {
    const org = testOrg({ org: { duplicateRules: [{ ...rule, action: "alert" }] } });
    const header = { "sforce-duplicate-rule-header": "allowSave=true; runAsCurrentUser=true" };
    org.rest("POST", "/sobjects/Account", body);
    expect(codes(org.rest("POST", "/sobjects/Account", body))).toEqual(["DUPLICATES_DETECTED"]);
    expect(org.rest("POST", "/sobjects/Account", body, header).status).toBe(201);
    expect(org.control.as(seller).create("Account", body).ok).toBe(true);
  });
});

describe("org switches", () => {
  it("have a currency column only with several currencies", () => {
    const org = testOrg({ org: { currency: { kind: "single", code: "EUR" } } });
    expect(codes(org.soql("SELECT CurrencyIsoCode FROM Opportunity"))).toEqual(["INVALID_FIELD"]);
    expect(codes(org.soql("SELECT IsoCode FROM CurrencyType"))).toEqual(["INVALID_TYPE"]);
  });

  it("keep countries by name and code where they are picklists", () => {
    const org = testOrg({ org: { stateCountryPicklists: true } });
    const account = (fields: Readonly<Record<string, unknown>>) =>
      org.rest("POST", "/sobjects/Account", { Name: "Fabrikam", ...fields });
    expect(codes(account({ BillingCountry: "US" }))).toEqual(["FIELD_INTEGRITY_EXCEPTION"]);
    expect(codes(account({ BillingCountryCode: "XX" }))).toEqual(["FIELD_INTEGRITY_EXCEPTION"]);
    expect(codes(account({ BillingState: "Lazio" }))).toEqual(["FIELD_INTEGRITY_EXCEPTION"]);
    expect(account({ BillingCountryCode: "it", BillingState: "Lazio" }).status).toBe(201);
    expect(account({ BillingCountry: "united states" }).status).toBe(201);
    expect(
      org.control.records("Account").map((row) => [row["BillingCountry"], row["BillingCountryCode"]]),
    ).toEqual([
      ["Italy", "IT"],
      ["United States", "US"],
    ]);
  });

  it("lack the team object without team selling", () => {
    const org = testOrg({ org: { opportunityTeams: false } });
    expect(codes(org.soql("SELECT Id FROM OpportunityTeamMember"))).toEqual(["INVALID_TYPE"]);
  });
});

describe("actors", () => {
  it("clone what they may write, under another id", () => {
    const org = testOrg();
    const id = org.opportunity({ Amount: 5, Sync_with_Partner_Center__c: true });
    org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Referral_Identifier__c: "r1", Audit__c: "a" });
    const refused = org.control.as(seller).clone("Opportunity", id, { Name: "Copy" });
    expect(refused).toMatchObject({
      ok: false,
      errors: [{ errorCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION" }],
    });
    const changes = { Name: "Copy", Sync_with_Partner_Center__c: false };
    const copy = org.control.as(seller).clone("Opportunity", id, changes);
    if (!copy.ok) return expect.unreachable();
    return expect(org.control.record("Opportunity", copy.id)).toMatchObject({
      Name: "Copy",
      Amount: 5,
      Sync_with_Partner_Center__c: false,
      Referral_Identifier__c: null,
      Audit__c: null,
    });
  });

  it("save several records in one transaction or none", () => {
    const org = testOrg();
    const before = org.control.snapshot();
    const outcomes = org.control
      .as(seller)
      .together((actor) => [actor.create("Account", { Name: "Litware" }), actor.create("Account", {})]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
    expect(org.control.snapshot()).toEqual(before);
  });

  it("live in an org whose copy has another id and the same records", () => {
    const org = testOrg();
    const id = org.opportunity();
    const production = org.control.organizationId();
    const sandbox = org.control.copyToSandbox("Contoso UAT");
    expect(sandbox).not.toBe(production);
    expect(org.control.organizationId()).toBe(sandbox);
    expect(
      org.soql("SELECT Id, Name, IsSandbox FROM Organization WHERE IsSandbox = true").body,
    ).toMatchObject({
      records: [{ Id: sandbox, Name: "Contoso UAT" }],
    });
    expect(org.control.record("Opportunity", id)).toBeDefined();
  });

  it("lose their session when they are deactivated", () => {
    const org = testOrg();
    org.control.deactivateUser(integration);
    expect(org.rest("GET", "/limits")).toMatchObject({ status: 401 });
  });
});

describe("automation", () => {
  it("moves SystemModstamp and leaves LastModifiedDate", () => {
    const org = testOrg();
    const id = org.opportunity();
    org.advance(60);
    org.control.automate("Opportunity", id, { NextStep: "set by a flow" });
    expect(org.control.record("Opportunity", id)).toMatchObject({
      LastModifiedDate: "2026-01-15T09:00:00.000+0000",
      SystemModstamp: "2026-01-15T09:01:00.000+0000",
    });
  });
});
