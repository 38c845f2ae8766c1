import { describe, expect, it } from "vitest";
import { integration, seller, testOrg } from "./org.ts";

const tables = "/datasets/default/tables";
const base = { Name: "Adatum", StageName: "Prospecting", CloseDate: "2026-05-01" };
const twice = (text: string): string => encodeURIComponent(encodeURIComponent(text));

describe("typed operations", () => {
  it("create, read, update and delete under the path of a connection", () => {
    const org = testOrg();
    const made = org.connector("POST", `/abc123/v2${tables}/Opportunity/items`, { body: base });
    expect(made).toMatchObject({
      status: 201,
      body: { Name: "Adatum", IsClosed: false, ItemInternalId: expect.any(String) },
    });
    const id = String(org.control.records("Opportunity")[0]?.["Id"]);
    const item = `${tables}/opportunity/items/${id}`;
    expect(org.connector("PATCH", `/v3${item}`, { body: { NextStep: null, Amount: 3 } })).toMatchObject({
      status: 200,
      body: { Amount: 3 },
    });
    expect(org.connector("GET", `/v2${item}`, { query: { $select: "Name" } }).body).toEqual({
      "@odata.id": expect.stringContaining(id),
      ItemInternalId: id,
      Id: id,
      Name: "Adatum",
    });
    expect(org.connector("DELETE", item).status).toBe(200);
    expect(org.connector("GET", `/v2${item}`).status).toBe(404);
  });

  it("decode path values twice", () => {
    const org = testOrg();
    const path = `${tables}/Opportunity/externalIdFields/Referral_Identifier__c/${twice("r/1 %2F ä")}`;
    expect(org.connector("PATCH", `/v2${path}`, { body: base }).body).toMatchObject({
      Referral_Identifier__c: "r/1 %2F ä",
    });
    expect(org.connector("GET", path).body).toMatchObject({ Name: "Adatum" });
    expect(org.connector("PATCH", `/v2${path}`, { body: { Name: "B" } }).body).toMatchObject({ Name: "B" });
    expect(org.control.records("Opportunity")).toHaveLength(1);
  });

  it("list by OData", () => {
    const org = testOrg();
    for (const [index, Name] of ["Alpha", "Beta", "O'Neil"].entries())
      org.opportunity({ Name, Amount: index * 10 });
    const list = (query: Readonly<Record<string, string>>) => {
      const body: unknown = org.connector("GET", `${tables}/Opportunity/items`, {
        query: { $select: "Name", ...query },
      }).body;
      if (typeof body !== "object" || body === null || !("value" in body) || !Array.isArray(body.value))
        return body;
      return body.value.map((item: { readonly Name: string }) => item.Name);
    };
    expect(list({ $filter: "Name eq 'O''Neil'" })).toEqual(["O'Neil"]);
    expect(list({ $filter: "Amount gt 0 and not (startswith(Name, 'o') or endswith(Name,'zzz'))" })).toEqual([
      "Beta",
    ]);
    expect(list({ $filter: "contains(Name,'%')" })).toEqual([]);
    expect(
      list({ $filter: "CreatedDate ge 2026-01-15T00:00:00Z", $orderby: "Name desc", $top: "2", $skip: "1" }),
    ).toEqual(["Beta", "Alpha"]);
    expect(list({ $filter: "Name eq" })).toMatchObject({ status: 400 });
    expect(() => list({ $filter: "length(Name) gt 3" })).toThrow("EMU_SF.FILTER_UNSUPPORTED");
  });

  it("wrap the errors of Salesforce", () => {
    const org = testOrg();
    expect(org.connector("POST", `/v2${tables}/Opportunity/items`, { body: { Name: "x" } })).toMatchObject({
      status: 400,
      body: {
        status: 400,
        error: { message: expect.stringContaining("Required fields are missing: [StageName, CloseDate]") },
      },
    });
  });

  it("take no multi-select picklists", () => {
    const org = testOrg({
      schema: [
        {
          objects: [
            {
              name: "Opportunity",
              label: "",
              labelPlural: "",
              fields: [
                {
                  name: "Many__c",
                  label: "Many",
                  type: "multipicklist",
                  picklist: [{ value: "a" }, { value: "b" }],
                  restricted: true,
                },
              ],
            },
          ],
          permissionSets: [],
        },
      ],
    });
    expect(
      org.connector("POST", `/v2${tables}/Opportunity/items`, { body: { ...base, Many__c: "a" } }).status,
    ).toBe(400);
    expect(org.rest("POST", "/sobjects/Opportunity", { ...base, Many__c: "b;a" }).status).toBe(201);
    expect(org.soql("SELECT Many__c FROM Opportunity WHERE Many__c INCLUDES ('a;b')").body).toMatchObject({
      records: [{ Many__c: "a;b" }],
    });
  });

  it("refuse deprecated and unknown operations", () => {
    const org = testOrg();
    expect(() => org.connector("POST", `${tables}/Opportunity/items`, { body: base })).toThrow(
      "EMU_SF.OPERATION_UNSUPPORTED",
    );
    expect(() => org.connector("GET", "/nothing")).toThrow("EMU_SF.ROUTE_UNKNOWN");
  });

  it("know nobody without a session", () => {
    expect(testOrg().connector("GET", tables, { user: "nobody@contoso.example" }).status).toBe(401);
  });
});

describe("queries and raw requests", () => {
  it("run SOQL", () => {
    const org = testOrg();
    org.opportunity();
    expect(
      org.connector("POST", "/soql/executesoqlquery", { body: { query: "SELECT Name FROM Opportunity" } })
        .body,
    ).toMatchObject({
      totalSize: 1,
      done: true,
      records: [{ attributes: { type: "Opportunity" }, Name: "Fabrikam renewal" }],
    });
    expect(() =>
      org.connector("POST", "/soql/executesoqlquery", { body: { query: "x", parameters: { a: 1 } } }),
    ).toThrow("EMU_SF.PARAMETER_UNSUPPORTED");
  });

  it("pass method, headers and raw body on", () => {
    const org = testOrg();
    const id = org.opportunity();
    const send = (headers: Readonly<Record<string, string>>, body?: unknown) =>
      org.connector("POST", "/codeless/httprequest", { headers, body });
    const uri = `https://contoso.my.salesforce.com/services/data/v58.0/sobjects/Opportunity/${id}`;
    expect(send({ uri, method: "PATCH" }, JSON.stringify({ NextStep: "x" })).status).toBe(204);
    org.advance(2);
    org.control.as(seller).edit("Opportunity", id, {});
    const stale = {
      uri,
      method: "PATCH",
      customheader1: "If-Unmodified-Since: Thu, 15 Jan 2026 09:00:00 GMT",
    };
    expect(send(stale, { NextStep: "y" }).status).toBe(412);
    expect(
      send({ uri: "/services/data/v58.0/query?q=SELECT+Id+FROM+Opportunity", method: "GET" }).body,
    ).toMatchObject({ totalSize: 1 });
    expect(send({ uri, method: "PATCH" }, "{").body).toMatchObject([{ errorCode: "JSON_PARSER_ERROR" }]);
    expect(send({ uri: "https://other.example/services/data/v58.0/limits", method: "GET" }).status).toBe(400);
  });
});

describe("throttling", () => {
  it("answers 429 with the seconds to wait", () => {
    const org = testOrg({ org: { connectorThrottle: { calls: 2, seconds: 60 } } });
    const list = () => org.connector("GET", tables);
    expect([list().status, list().status]).toEqual([200, 200]);
    expect(list()).toMatchObject({ status: 429, headers: { "retry-after": "60" } });
    org.advance(60);
    expect(list().status).toBe(200);
    expect(org.control.usage()).toMatchObject({ connectorCalls: 4, byOperation: { GetTables: 4 } });
  });
});

describe("polling triggers", () => {
  const start = (
    org: ReturnType<typeof testOrg>,
    trigger: string,
    query: Readonly<Record<string, string>> = {},
  ) => {
    const first = org.connector("GET", `/conn${tables}/Opportunity/${trigger}`, {
      query: { $select: "Id,Name", ...query },
    });
    expect(first).toMatchObject({ status: 202, headers: { location: expect.stringContaining(trigger) } });
    return first;
  };
  const value = (answer: { readonly body?: unknown }): readonly string[] => {
    const { body } = answer;
    if (typeof body !== "object" || body === null || !("value" in body) || !Array.isArray(body.value))
      return [];
    return body.value.map((item: { readonly Name: string }) => item.Name);
  };

  it("deliver the newest state once per poll", () => {
    const org = testOrg();
    org.opportunity({ Name: "old" });
    org.advance(1);
    const first = start(org, "onupdateditems");
    const id = org.opportunity({ Name: "one" });
    org.advance(5);
    org.control.as(seller).edit("Opportunity", id, { Name: "two" });
    org.advance(60);
    const second = org.follow(first);
    expect(second.status).toBe(200);
    expect(value(second)).toEqual(["two"]);
    const third = org.follow(second);
    expect(third.status).toBe(202);
    expect(org.follow(third).status).toBe(202);
  });

  it("see own writes, keep $filter, and tell new from modified", () => {
    const org = testOrg();
    const created = start(org, "onnewitems");
    const modified = start(org, "onupdateditems", { $filter: "Amount gt 5" });
    const id = org.opportunity({ Name: "small", Amount: 1 });
    org.advance(60);
    const afterCreate = org.follow(created);
    expect(value(afterCreate)).toEqual(["small"]);
    const quiet = org.follow(modified);
    expect(quiet.status).toBe(202);
    org.connector("PATCH", `/v3${tables}/Opportunity/items/${id}`, { body: { Amount: 50 } });
    org.advance(60);
    expect(org.follow(afterCreate).status).toBe(202);
    expect(value(org.follow(quiet))).toEqual(["small"]);
  });

  it("deliver an injected duplicate and no deleted record", () => {
    const org = testOrg();
    const id = org.opportunity({ Name: "again" });
    org.advance(60);
    let answer = start(org, "onupdateditems");
    org.control.redeliver("Opportunity", id);
    answer = org.follow(answer);
    expect(value(answer)).toEqual(["again"]);
    const gone = org.opportunity({ Name: "gone" });
    org.control.as(seller).delete("Opportunity", gone);
    org.advance(60);
    expect(org.follow(answer).status).toBe(202);
  });

  it("lose nothing that is written in the second of a poll", () => {
    const org = testOrg();
    const first = start(org, "onupdateditems");
    org.opportunity({ Name: "a" });
    const second = org.follow(first);
    org.opportunity({ Name: "b" });
    org.advance(1);
    expect([...value(second), ...value(org.follow(second))]).toEqual(["a", "b"]);
  });

  it("run for another user of the connection too", () => {
    const org = testOrg();
    const answer = org.connector("GET", `${tables}/Opportunity/onnewitems`, { user: integration });
    expect(answer.status).toBe(202);
  });
});
