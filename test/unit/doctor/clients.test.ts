import { describe, expect, it } from "vitest";
import { eventsClient, referralsClient } from "../../../solution/doctor/clients/partner-center.ts";
import { salesforceByCli, salesforceByToken } from "../../../solution/doctor/clients/salesforce.ts";
import { ended, fakeMachine } from "./fake-machine.ts";

const result = (value: unknown): string => JSON.stringify({ status: 0, result: value });

describe("Salesforce through its CLI", () => {
  it("asks for an organization by its alias, always for JSON, and never with a token", async () => {
    const machine = fakeMachine({ run: () => ended(result({ records: [{ Id: "1" }], done: true })) });
    const client = salesforceByCli(machine, "staging");
    expect(await client.query("SELECT Id FROM Opportunity")).toEqual([{ Id: "1" }]);
    await client.queryTooling("SELECT Id FROM ValidationRule");
    await client.describe("Opportunity");
    const ask = ["--target-org", "staging", "--json"];
    expect(machine.calls.map((call) => call.arguments)).toEqual([
      ["data", "query", "--query", "SELECT Id FROM Opportunity", ...ask],
      ["data", "query", "--query", "SELECT Id FROM ValidationRule", "--use-tooling-api", ...ask],
      ["sobject", "describe", "--sobject", "Opportunity", ...ask],
    ]);
  });

  it("calls the program that COSELL_SF names", async () => {
    const environment = { COSELL_SF: "/opt/sf" };
    const machine = fakeMachine({ environment, run: () => ended(result({ records: [] })) });
    await salesforceByCli(machine, "staging").query("SELECT Id FROM User");
    expect(machine.calls[0]?.program).toBe("/opt/sf");
  });

  it("knows no object that Salesforce does not find", async () => {
    const answer = JSON.stringify({ name: "NOT_FOUND", message: "The requested resource does not exist" });
    const machine = fakeMachine({ run: () => ended(answer, 1) });
    expect(await salesforceByCli(machine, "staging").describe("Nothing__c")).toBeUndefined();
  });

  it.each([
    ["No authorization information found for staging.", "No authorization information found for staging."],
    [
      "\nSELECT Id,Nix__c FROM Opportunity\n          ^\nERROR at Row:1:Column:11\nNo such column 'Nix__c' on entity 'Opportunity'.",
      "No such column 'Nix__c' on entity 'Opportunity'.",
    ],
    ["", "it says nothing"],
  ])("says in one line why it does not answer: %j", async (message, reason) => {
    const machine = fakeMachine({ run: () => ended(JSON.stringify({ name: "SfError", message }), 1) });
    await expect(salesforceByCli(machine, "staging").query("SELECT")).rejects.toThrow(
      `DOCTOR.SALESFORCE_REFUSED: Salesforce does not answer a query: ${reason}`,
    );
  });

  it("says so where there is no such program", async () => {
    await expect(salesforceByCli(fakeMachine(), "staging").query("SELECT")).rejects.toThrow("not installed");
  });
});

describe("Salesforce with a token", () => {
  const options = { url: "https://contoso.my.salesforce.com/", token: "token", apiVersion: "58.0" };
  const answer = (body: unknown, status = 200) => ({ status, headers: {}, body: JSON.stringify(body) });

  it("asks the REST interface of the version that the mapping names", async () => {
    const machine = fakeMachine({ fetch: () => answer({ records: [] }) });
    const client = salesforceByToken(machine, options);
    await client.query("SELECT Id FROM User");
    await client.queryTooling("SELECT Id FROM ValidationRule");
    expect(client.name).toBe("contoso.my.salesforce.com");
    expect(machine.requests.map(({ url, headers }) => [url, headers["Authorization"]])).toEqual([
      [
        "https://contoso.my.salesforce.com/services/data/v58.0/query?q=SELECT%20Id%20FROM%20User",
        "Bearer token",
      ],
      [
        "https://contoso.my.salesforce.com/services/data/v58.0/tooling/query?q=SELECT%20Id%20FROM%20ValidationRule",
        "Bearer token",
      ],
    ]);
  });

  it("knows no object that is not there, and passes on what is refused", async () => {
    const missing = fakeMachine({ fetch: () => answer([{ errorCode: "NOT_FOUND" }], 404) });
    expect(await salesforceByToken(missing, options).describe("Nothing__c")).toBeUndefined();
    const ended = fakeMachine({ fetch: () => answer([{ message: "Session expired or invalid" }], 401) });
    await expect(salesforceByToken(ended, options).describe("Opportunity")).rejects.toThrow(
      "DEPLOY.SERVICE_REFUSED",
    );
  });
});

describe("Partner Center", () => {
  it("reads referrals as a user, at the address that may be set for it", async () => {
    const environment = { COSELL_REFERRALS_URL: "http://127.0.0.1:8080" };
    const machine = fakeMachine({
      environment,
      fetch: () => ({ status: 200, headers: {}, body: '{"value":[{"id":"1"}]}' }),
    });
    expect(await referralsClient(machine, "user-token").referrals("$top=1")).toEqual([{ id: "1" }]);
    expect(machine.requests).toMatchObject([
      {
        method: "GET",
        url: "http://127.0.0.1:8080/v1.0/engagements/referrals?$top=1",
        headers: { Authorization: "Bearer user-token" },
      },
    ]);
  });

  it.each([404, 400])("takes %s for no registration: which of the two it is, nobody says", async (status) => {
    const machine = fakeMachine({ fetch: () => ({ status, headers: {}, body: "" }) });
    expect(await eventsClient(machine, async () => "token").registration()).toBeUndefined();
    expect(machine.requests[0]?.url).toBe("https://api.partnercenter.microsoft.com/webhooks/v1/registration");
  });

  it("passes on what is refused", async () => {
    const machine = fakeMachine({ fetch: () => ({ status: 403, headers: {}, body: "" }) });
    await expect(eventsClient(machine, async () => "token").registration()).rejects.toThrow("403");
  });
});
