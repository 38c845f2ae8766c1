import { Connection } from "jsforce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningHost, startHost } from "../../../simulator/services/http-host.ts";
import { integration, testOrg } from "./org.ts";

const org = testOrg({ org: { queryPageSize: 5 } });
let host: RunningHost;
let connection: Connection;

beforeAll(async () => {
  host = await startHost([{ prefix: "/services", service: org, user: "" }]);
  connection = new Connection({
    instanceUrl: host.url,
    accessToken: org.token(integration),
    version: "58.0",
  });
});
afterAll(() => host.close());

describe("jsforce, unmodified, over HTTP", () => {
  it("creates, reads, updates and deletes", async () => {
    const made = await connection.sobject("Opportunity").create({
      Name: "Northwind",
      StageName: "Prospecting",
      CloseDate: "2026-05-01",
    });
    expect(made.success).toBe(true);
    const id = String(made.id);
    expect((await connection.sobject("Opportunity").retrieve(id))["Name"]).toBe("Northwind");
    await connection.sobject("Opportunity").update({ Id: id, StageName: "Closed Won" });
    expect((await connection.sobject("Opportunity").retrieve(id))["IsWon"]).toBe(true);
    await connection.sobject("Opportunity").destroy(id);
    await expect(connection.sobject("Opportunity").retrieve(id)).rejects.toMatchObject({
      errorCode: "ENTITY_IS_DELETED",
    });
  });

  it("upserts by external id", async () => {
    const row = {
      Referral_Identifier__c: "r-1",
      Name: "Fabrikam",
      StageName: "Prospecting",
      CloseDate: "2026-05-01",
    };
    const first = await connection.sobject("Opportunity").upsert(row, "Referral_Identifier__c");
    const second = await connection.sobject("Opportunity").upsert(row, "Referral_Identifier__c");
    expect(first).toMatchObject({ success: true, created: true });
    expect(second).toMatchObject({ id: String(first.id), created: false });
  });

  it("pages through a query and counts calls", async () => {
    const rows = Array.from({ length: 12 }, (_, index) => ({ LastName: `Contact ${index}` }));
    const made = await connection.sobject("Contact").create(rows);
    expect(made).toHaveLength(12);
    const all = await connection.query("SELECT Id, LastName FROM Contact ORDER BY LastName", {
      autoFetch: true,
      maxFetch: 100,
    });
    expect(all.totalSize).toBe(12);
    expect(all.records).toHaveLength(12);
    expect(connection.limitInfo.apiUsage?.limit).toBe(100_000);
  });

  it("shows errors under their codes", async () => {
    await expect(connection.sobject("Opportunity").create({ Name: "x" })).rejects.toMatchObject({
      errorCode: "REQUIRED_FIELD_MISSING",
    });
    await expect(connection.query("SELECT Nope FROM Opportunity")).rejects.toMatchObject({
      errorCode: "INVALID_FIELD",
    });
    await expect(connection.query("SELECT COUNT(Id) FROM Opportunity GROUP BY Name")).rejects.toMatchObject({
      message: expect.stringContaining("EMU_SF.SOQL_UNSUPPORTED"),
    });
  });

  it("describes objects and reads limits and identity", async () => {
    const description = await connection.describe("Opportunity");
    expect(description.fields.find(({ name }) => name === "Referral_Identifier__c")).toMatchObject({
      externalId: true,
      unique: true,
      length: 100,
    });
    expect((await connection.describeGlobal()).sobjects.length).toBeGreaterThan(8);
    expect(await connection.limits()).toHaveProperty("DailyApiRequests.Max", 100_000);
  });

  it("signs in through the token endpoint", async () => {
    const fresh = new Connection({
      oauth2: { loginUrl: host.url, clientId: "c", clientSecret: "s" },
      version: "58.0",
    });
    const user = await fresh.authorize({ grant_type: "password", username: integration, password: "p" });
    expect(user.organizationId).toBe(org.control.organizationId());
    expect((await fresh.query("SELECT Id FROM User")).totalSize).toBe(3);
  });

  it("is refused without a token", async () => {
    const nobody = new Connection({ instanceUrl: host.url, accessToken: "wrong", version: "58.0" });
    await expect(nobody.query("SELECT Id FROM User")).rejects.toMatchObject({
      errorCode: "INVALID_SESSION_ID",
    });
  });
});
