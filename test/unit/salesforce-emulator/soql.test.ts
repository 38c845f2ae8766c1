import { describe, expect, it } from "vitest";
import { codes, testOrg } from "./org.ts";

const org = testOrg();
const account = org.control.as("admin@contoso.example").create("Account", { Name: "O'Neil \\ Sons 100%" });
const accountId = account.ok ? account.id : "";
const rows = [
  { Name: "Alpha", Amount: 10, AccountId: accountId, CloseDate: "2026-01-15", NextStep: "call" },
  { Name: "beta", Amount: 20, CloseDate: "2026-01-16" },
  { Name: "Gamma_1", CloseDate: "2026-01-10", Sync_with_Partner_Center__c: true },
];
const ids = rows.map((row) => org.opportunity(row));

function names(where: string): unknown {
  const answer = org.soql(`SELECT Name FROM Opportunity ${where}`);
  const body: unknown = answer.body;
  if (typeof body !== "object" || body === null || !("records" in body) || !Array.isArray(body.records))
    return body;
  return body.records.map((record: { readonly Name: string }) => record.Name);
}

describe("SOQL", () => {
  it.each([
    ["WHERE Name = 'ALPHA'", ["Alpha"]],
    ["WHERE Amount != 10 ORDER BY Name", ["beta", "Gamma_1"]],
    ["WHERE Amount = null", ["Gamma_1"]],
    ["WHERE Amount >= 10 AND Amount < 20", ["Alpha"]],
    ["WHERE Name LIKE 'g%' OR Name LIKE '%ET%' ORDER BY Name", ["beta", "Gamma_1"]],
    ["WHERE Name LIKE '%\\_1'", ["Gamma_1"]],
    [
      "WHERE (NOT Name LIKE 'a%') AND (Amount = 20 OR Sync_with_Partner_Center__c = true) ORDER BY Name",
      ["beta", "Gamma_1"],
    ],
    ["WHERE NOT (Amount = 10 OR Amount = 20)", ["Gamma_1"]],
    ["WHERE Name IN ('Alpha', 'BETA') ORDER BY Name DESC", ["beta", "Alpha"]],
    ["WHERE Name NOT IN ('Alpha', 'beta')", ["Gamma_1"]],
    ["WHERE CloseDate = TODAY", ["Alpha"]],
    ["WHERE CloseDate < 2026-01-15", ["Gamma_1"]],
    [
      "WHERE CreatedDate >= 2026-01-15T10:00:00+01:00 AND CreatedDate = TODAY ORDER BY Name",
      ["Alpha", "beta", "Gamma_1"],
    ],
    ["WHERE Account.Name = 'O\\'Neil \\\\ Sons 100%'", ["Alpha"]],
    ["WHERE AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'O%')", ["Alpha"]],
    ["WHERE AccountId NOT IN (SELECT Id FROM Account) ORDER BY Name", ["beta", "Gamma_1"]],
    ["ORDER BY Amount NULLS LAST LIMIT 2 OFFSET 1", ["beta", "Gamma_1"]],
    ["ORDER BY Amount DESC", ["Gamma_1", "beta", "Alpha"]],
    ["o WHERE o.Owner.Name = 'Sam Seller' AND o.Amount = 10", ["Alpha"]],
    ["WHERE StageName = 'Qualification' AND NextStep = ''", ["beta", "Gamma_1"]],
  ])("%s", (where, expected) => {
    expect(names(where)).toEqual(expected);
  });

  it("finds ids in all their forms", () => {
    const id = ids[1] ?? "";
    expect(names(`WHERE Id = '${id}'`)).toEqual(["beta"]);
    expect(names(`WHERE Id = '${id.slice(0, 15)}'`)).toEqual(["beta"]);
    expect(names(`WHERE Id IN ('${id}', '${ids[0] ?? ""}') ORDER BY Name`)).toEqual(["Alpha", "beta"]);
  });

  it("answers parents, children and counts", () => {
    expect(org.soql("SELECT COUNT() FROM Opportunity WHERE Amount > 0").body).toEqual({
      totalSize: 2,
      done: true,
      records: [],
    });
    expect(org.soql("SELECT Name, (SELECT Name, Amount FROM Opportunities) FROM Account").body).toMatchObject(
      {
        records: [{ Opportunities: { totalSize: 1, done: true, records: [{ Name: "Alpha", Amount: 10 }] } }],
      },
    );
    expect(
      org.soql("SELECT Account.Name, Account.Owner.Name FROM Opportunity WHERE Name = 'beta'").body,
    ).toMatchObject({
      records: [{ Account: null }],
    });
    expect(
      org.soql("SELECT Account.Name, Account.Owner.Email FROM Opportunity WHERE Name = 'Alpha'").body,
    ).toMatchObject({
      records: [{ Account: { Name: "O'Neil \\ Sons 100%", Owner: { Email: "admin@contoso.example" } } }],
    });
  });

  it.each([
    ["SELECT Id FROM Opportunity WHERE Name = 'it's'", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity WHERE Name = 'a' AND Amount = 1 OR Amount = 2", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity WHERE Name = 'a\\q'", "MALFORMED_QUERY"],
    ["SELECT Id x FROM Opportunity", "MALFORMED_QUERY"],
    ["SELECT Id FROM Nope", "INVALID_TYPE"],
    ["SELECT Nope FROM Opportunity", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Account.Nope = 'x'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Nope__r.Name = 'x'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Amount = '1'", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Name = 1", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE CreatedDate = 2026-01-01", "INVALID_FIELD"],
    ["SELECT Id FROM Opportunity WHERE Id = 'xyz'", "INVALID_QUERY_FILTER_OPERATOR"],
    ["SELECT Id FROM Opportunity WHERE Amount LIKE '1%'", "INVALID_QUERY_FILTER_OPERATOR"],
    ["SELECT Id FROM Opportunity ORDER BY Description", "MALFORMED_QUERY"],
    ["SELECT Id FROM Opportunity LIMIT 1 OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE"],
    ["SELECT Id, (SELECT Id FROM Nopes) FROM Account", "INVALID_TYPE"],
  ])("%s is refused as Salesforce refuses it", (query, code) => {
    expect(codes(org.soql(query))).toEqual([code]);
  });

  it.each([
    "SELECT COUNT(Id) FROM Opportunity GROUP BY StageName",
    "SELECT toLabel(StageName) FROM Opportunity",
    "SELECT FIELDS(ALL) FROM Opportunity LIMIT 10",
    "SELECT Id FROM Opportunity FOR UPDATE",
    "SELECT Id FROM Opportunity WHERE (NOT ((NOT ((NOT (Amount = 1))))))",
    "SELECT Id FROM Opportunity WHERE CALENDAR_YEAR(CreatedDate) = 2026",
    "SELECT Id FROM Opportunity WHERE CreatedDate = LAST_FISCAL_YEAR",
    "SELECT Id FROM Opportunity WHERE Amount > USD5000",
  ])("%s is not known and says so", (query) => {
    expect(() => org.soql(query)).toThrow("EMU_SF.SOQL_UNSUPPORTED");
  });

  it("shows deleted records to queryAll only", () => {
    const own = testOrg();
    const id = own.opportunity();
    own.rest("DELETE", `/sobjects/Opportunity/${id}`);
    const query = "q=SELECT+Id,IsDeleted+FROM+Opportunity";
    expect(own.rest("GET", `/query?${query}`).body).toMatchObject({ totalSize: 0 });
    expect(own.rest("GET", `/queryAll?${query}`).body).toMatchObject({
      records: [{ Id: id, IsDeleted: true }],
    });
  });

  it("answers page by page", () => {
    const own = testOrg({ org: { queryPageSize: 2 } });
    for (const Name of ["a", "b", "c"]) own.opportunity({ Name });
    const first = own.soql("SELECT Name FROM Opportunity ORDER BY Name").body;
    expect(first).toMatchObject({ totalSize: 3, done: false, records: [{ Name: "a" }, { Name: "b" }] });
    const next =
      typeof first === "object" && first !== null && "nextRecordsUrl" in first
        ? String(first.nextRecordsUrl)
        : "";
    expect(own.rest("GET", next.replace("/services/data/v58.0", "")).body).toMatchObject({
      done: true,
      records: [{ Name: "c" }],
    });
    expect(codes(own.rest("GET", "/query/01gNOTTHERE-2"))).toEqual(["INVALID_QUERY_LOCATOR"]);
  });
});
