import { describe, expect, it } from "vitest";
import { seller, testOrg } from "./org.ts";

const v = "/services/data/v58.0";
const account = (referenceId: string, body: unknown = { Name: "Fabrikam" }) => ({
  method: "POST",
  url: `${v}/sobjects/Account`,
  referenceId,
  body,
});

describe("composite", () => {
  it("hands the answers of earlier requests to later ones", () => {
    const org = testOrg();
    const answer = org.rest("POST", "/composite", {
      allOrNone: true,
      compositeRequest: [
        account("account"),
        {
          method: "POST",
          url: `${v}/sobjects/Opportunity`,
          referenceId: "deal",
          body: { Name: "D", StageName: "Prospecting", CloseDate: "2026-05-01", AccountId: "@{account.id}" },
        },
        {
          method: "GET",
          url: `${v}/query?q=SELECT+Id,+Account.Name+FROM+Opportunity+WHERE+Id+%3D+'@{deal.id}'`,
          referenceId: "read",
        },
        {
          method: "PATCH",
          url: `${v}/sobjects/Opportunity/@{read.records[0].Id}`,
          referenceId: "patch",
          body: { NextStep: "@{read.records[0].Account.Name}" },
        },
      ],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        compositeResponse: [
          {
            httpStatusCode: 201,
            httpHeaders: { Location: expect.stringContaining("/sobjects/Account/001") },
          },
          { httpStatusCode: 201 },
          { httpStatusCode: 200, body: { totalSize: 1 } },
          { httpStatusCode: 204, body: null },
        ],
      },
    });
    expect(org.control.records("Opportunity")[0]?.["NextStep"]).toBe("Fabrikam");
  });

  it("rolls everything back with allOrNone and halts the others", () => {
    const org = testOrg();
    const before = org.control.snapshot();
    const answer = org.rest("POST", "/composite", {
      allOrNone: true,
      compositeRequest: [account("a"), account("b", {}), account("c")],
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        compositeResponse: [
          { httpStatusCode: 400, body: [{ errorCode: "PROCESSING_HALTED" }], referenceId: "a" },
          { httpStatusCode: 400, body: [{ errorCode: "REQUIRED_FIELD_MISSING" }], referenceId: "b" },
          { httpStatusCode: 400, body: [{ errorCode: "PROCESSING_HALTED" }], referenceId: "c" },
        ],
      },
    });
    expect(org.control.snapshot()).toEqual(before);
  });

  it("keeps what succeeded without allOrNone and halts what depended", () => {
    const org = testOrg();
    const answer = org.rest("POST", "/composite", {
      compositeRequest: [
        account("bad", {}),
        account("child", { Name: "x", ParentId: "@{bad.id}" }),
        account("good"),
      ],
    });
    expect(answer.body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 400 },
        { httpStatusCode: 400, body: [{ errorCode: "PROCESSING_HALTED" }] },
        { httpStatusCode: 201 },
      ],
    });
    expect(org.control.records("Account")).toHaveLength(1);
  });

  it("guards a single subrequest by its own headers", () => {
    const org = testOrg();
    const id = org.opportunity();
    org.advance(5);
    org.control.as(seller).edit("Opportunity", id, { NextStep: "x" });
    const answer = org.rest("POST", "/composite", {
      allOrNone: true,
      compositeRequest: [
        {
          method: "PATCH",
          url: `${v}/sobjects/Opportunity/${id}`,
          referenceId: "write",
          httpHeaders: { "If-Unmodified-Since": "Thu, 15 Jan 2026 09:00:00 GMT" },
          body: { NextStep: "stale" },
        },
        account("a"),
      ],
    });
    expect(answer.body).toMatchObject({
      compositeResponse: [{ httpStatusCode: 412 }, { body: [{ errorCode: "PROCESSING_HALTED" }] }],
    });
  });

  it("counts as one call and refuses more than it takes", () => {
    const org = testOrg();
    const many = Array.from({ length: 26 }, (_, index) => account(`r${index}`));
    expect(org.rest("POST", "/composite", { compositeRequest: many })).toMatchObject({ status: 400 });
    expect(org.rest("POST", "/composite", { compositeRequest: [account("a"), account("a")] })).toMatchObject({
      status: 400,
    });
    expect(org.rest("POST", "/composite", { compositeRequest: [account("not-good")] })).toMatchObject({
      status: 400,
    });
    expect(org.rest("POST", "/composite", { compositeRequest: many.slice(0, 25) })).toMatchObject({
      status: 200,
    });
    expect(org.control.usage().restCalls).toBe(4);
  });
});
