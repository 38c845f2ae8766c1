import { describe, expect, it } from "vitest";
import { normaliseId, withChecksum } from "../../../simulator/services/salesforce/ids.ts";
import { codes, seller, testOrg } from "./org.ts";

const path = "/sobjects/Opportunity";
const base = { Name: "Adatum", StageName: "Prospecting", CloseDate: "2026-05-01" };

describe("ids", () => {
  it("carry the checksum of their capitals and are found in three forms", () => {
    // From Salesforce's own help article on record ids.
    expect(withChecksum("0013000000TestQ")).toHaveLength(18);
    expect(withChecksum("a0B000000000000")).toBe("a0B000000000000EAA");
    const id = withChecksum("006uL0000006Qaz");
    expect(normaliseId(id.slice(0, 15))).toBe(id);
    expect(normaliseId(id.toLowerCase())).toBe(id);
    expect(normaliseId("not an id")).toBeUndefined();
  });

  it("are the same for the same seed", () => {
    expect(testOrg().opportunity()).toBe(testOrg().opportunity());
    expect(testOrg({ seed: 8 }).opportunity()).not.toBe(testOrg().opportunity());
  });
});

describe("rows", () => {
  it("are created, read by chosen fields, changed and deleted", () => {
    const org = testOrg();
    const made = org.rest("POST", path, base);
    expect(made).toMatchObject({ status: 201, body: { success: true, errors: [] } });
    const location = made.headers["location"] ?? "";
    const id = location.slice(location.lastIndexOf("/") + 1);
    expect(org.rest("GET", `${path}/${id}?fields=Name,StageName`).body).toEqual({
      attributes: { type: "Opportunity", url: `/services/data/v58.0/sobjects/Opportunity/${id}` },
      Name: "Adatum",
      StageName: "Prospecting",
      Id: id,
    });
    expect(org.rest("PATCH", `${path}/${id.slice(0, 15)}`, { Name: "B" }).status).toBe(204);
    expect(org.rest("DELETE", `${path}/${id}`).status).toBe(204);
    expect(org.rest("GET", `${path}/${id}`)).toMatchObject({ status: 404 });
    expect(codes(org.rest("PATCH", `${path}/${id}`, {}))).toEqual(["ENTITY_IS_DELETED"]);
    expect(codes(org.rest("GET", `${path}/006uL0000000000AAA`))).toEqual(["NOT_FOUND"]);
    expect(codes(org.rest("GET", "/sobjects/Nope"))).toEqual(["NOT_FOUND"]);
    expect(codes(org.rest("PUT", `${path}/${id}`, {}))).toEqual(["METHOD_NOT_ALLOWED"]);
  });

  it("take a parent by its external id", () => {
    const org = testOrg();
    org.rest("POST", "/sobjects/Account", {
      Name: "Fabrikam",
      Partner_Center_Account_Key__c: "fabrikam|1|it",
    });
    const made = org.rest("POST", path, {
      ...base,
      Account: { Partner_Center_Account_Key__c: "fabrikam|1|it" },
    });
    expect(made.status).toBe(201);
    expect(org.control.records("Opportunity")[0]?.["AccountId"]).toBe(
      org.control.records("Account")[0]?.["Id"],
    );
    expect(
      codes(org.rest("POST", path, { ...base, Account: { Partner_Center_Account_Key__c: "none" } })),
    ).toEqual(["INVALID_FIELD"]);
  });
});

describe("external ids", () => {
  const key = `${path}/Referral_Identifier__c`;
  it("upsert: created, then updated, never created with updateOnly", () => {
    const org = testOrg();
    expect(org.rest("PATCH", `${key}/r%2F1?updateOnly=true`, base).status).toBe(404);
    expect(org.rest("PATCH", `${key}/r%2F1`, base)).toMatchObject({ status: 201, body: { created: true } });
    expect(org.rest("PATCH", `${key}/R%2F1`, { Name: "B" })).toMatchObject({
      status: 200,
      body: { created: false },
    });
    expect(org.rest("GET", `${key}/r%2F1`).body).toMatchObject({ Name: "B", Referral_Identifier__c: "r/1" });
    expect(codes(org.rest("PATCH", `${key}/r2`, { ...base, Referral_Identifier__c: "r2" }))).toEqual([
      "INVALID_FIELD",
    ]);
    expect(codes(org.rest("GET", `${path}/NextStep/x`))).toEqual(["NOT_FOUND"]);
    expect(org.rest("GET", `${key}/none`).status).toBe(404);
  });

  it("answer 300 when several records match", () => {
    const org = testOrg({
      schema: [
        {
          objects: [
            {
              name: "Opportunity",
              label: "Opportunity",
              labelPlural: "Opportunities",
              fields: [{ name: "Key__c", label: "Key", type: "string", length: 20, externalId: true }],
            },
          ],
          permissionSets: [],
        },
      ],
    });
    for (const _ of [1, 2]) org.rest("POST", path, { ...base, Key__c: "k" });
    const answer = org.rest("PATCH", `${path}/Key__c/k`, { Name: "x" });
    expect(answer.status).toBe(300);
    expect(answer.body).toHaveLength(2);
    expect(org.control.records("Opportunity", { Name: "x" })).toEqual([]);
  });
});

describe("conditional requests", () => {
  it("compare whole seconds and refuse with 412", () => {
    const org = testOrg();
    const id = org.opportunity();
    const read = org.rest("GET", `${path}/${id}`);
    const header = { "if-unmodified-since": read.headers["last-modified"] ?? "" };
    expect(header["if-unmodified-since"]).toBe("Thu, 15 Jan 2026 09:00:00 GMT");
    expect(org.rest("PATCH", `${path}/${id}`, { NextStep: "same second" }, header).status).toBe(204);
    org.advance(1);
    org.control.as(seller).edit("Opportunity", id, { NextStep: "later" });
    expect(org.rest("PATCH", `${path}/${id}`, { NextStep: "stale" }, header)).toMatchObject({
      status: 412,
      body: [{ errorCode: "PRECONDITION_FAILED" }],
    });
    expect(org.control.record("Opportunity", id)?.["NextStep"]).toBe("later");
    expect(org.rest("PATCH", `${path}/${id}`, {}, { "if-unmodified-since": "2026-01-15" }).status).toBe(400);
    expect(
      org.rest("GET", `${path}/${id}`, undefined, { "if-modified-since": "Fri, 16 Jan 2026 00:00:00 GMT" }),
    ).toMatchObject({
      status: 304,
    });
  });
});

describe("limits", () => {
  it("count calls over a rolling day and close the door", () => {
    const org = testOrg({ org: { dailyApiLimit: 2 } });
    expect(org.rest("GET", "/limits").headers["sforce-limit-info"]).toBe("api-usage=1/2");
    expect(org.rest("GET", "/limits").body).toMatchObject({ DailyApiRequests: { Max: 2, Remaining: 0 } });
    expect(org.rest("GET", "/limits")).toMatchObject({
      status: 403,
      body: [{ errorCode: "REQUEST_LIMIT_EXCEEDED" }],
    });
    org.advance(25 * 3600);
    expect(org.rest("GET", "/limits").status).toBe(200);
    expect(org.control.usage().restCalls).toBe(4);
  });
});

describe("collections", () => {
  const rows = (names: readonly (string | null)[]) => ({
    records: names.map((Name) => ({ attributes: { type: "Account" }, Name })),
  });
  it("save what they can, or all or none", () => {
    const org = testOrg();
    const mixed = org.rest("POST", "/composite/sobjects", { ...rows(["A", null, "C"]), allOrNone: false });
    expect(mixed).toMatchObject({
      status: 200,
      body: [{ success: true }, { success: false }, { success: true }],
    });
    expect(org.control.records("Account")).toHaveLength(2);
    const strict = org.rest("POST", "/composite/sobjects", { ...rows(["D", null]), allOrNone: true });
    expect(strict.body).toMatchObject([
      { success: false, errors: [{ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK" }] },
      { success: false, errors: [{ statusCode: "REQUIRED_FIELD_MISSING", fields: ["Name"] }] },
    ]);
    expect(org.control.records("Account")).toHaveLength(2);
    expect(codes(org.rest("POST", "/composite/sobjects", rows(Array(201).fill("x"))))).toEqual([
      "EXCEEDED_ID_LIMIT",
    ]);
  });

  it("update, upsert, read and delete by id", () => {
    const org = testOrg();
    org.rest("POST", "/composite/sobjects", rows(["A", "B"]));
    const ids = org.control.records("Account").map((row) => String(row["Id"]));
    const records = ids.map((id) => ({ attributes: { type: "Account" }, id, Phone: "1" }));
    expect(org.rest("PATCH", "/composite/sobjects", { records }).body).toMatchObject([
      { success: true },
      { success: true },
    ]);
    const upserts = {
      records: [{ attributes: { type: "Account" }, Partner_Center_Account_Key__c: "k", Name: "K" }],
    };
    const upsert = () =>
      org.rest("PATCH", "/composite/sobjects/Account/Partner_Center_Account_Key__c", upserts).body;
    expect(upsert()).toMatchObject([{ created: true }]);
    expect(upsert()).toMatchObject([{ created: false }]);
    expect(
      org.rest("GET", `/composite/sobjects/Account?ids=${ids.join(",")},001uL0000000000AAA&fields=Phone`)
        .body,
    ).toMatchObject([{ Phone: "1" }, { Phone: "1" }, null]);
    expect(org.rest("DELETE", `/composite/sobjects?ids=${ids.join(",")}`).body).toMatchObject([
      { success: true },
      { success: true },
    ]);
    expect(org.control.records("Account")).toHaveLength(1);
  });
});

describe("what is not emulated", () => {
  it("ends the run instead of answering", () => {
    const org = testOrg();
    const id = org.opportunity();
    expect(() => org.rest("GET", "/tooling/query?q=x")).toThrow("EMU_SF.ROUTE_UNKNOWN");
    expect(() => org.rest("GET", `${path}/${id}/Account`)).toThrow("EMU_SF.ROUTE_UNKNOWN");
    expect(() => org.rest("POST", "/composite/tree/Account", {})).toThrow("EMU_SF.ROUTE_UNKNOWN");
  });
});
