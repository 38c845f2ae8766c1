import { describe, expect, it } from "vitest";
import { admin, bodyAt, dealBody, emulator, failureCode, items, outcome, textAt } from "./harness.ts";

/** Three own deals a minute apart; the second one with Microsoft, which has accepted. */
function deals(options: Parameters<typeof emulator>[0] = {}) {
  const service = emulator(options);
  const first = service.center.portal.createDeal("private", { name: "A", customer: { country: "IT" } });
  service.advance(60_000);
  const second = service.center.portal.createDeal("coSell", { name: "B" });
  service.advance(60_000);
  const third = service.center.microsoft.createReferral({ name: "C" });
  return { ...service, first, second, third };
}

const names = (response: ReturnType<ReturnType<typeof emulator>["list"]>) =>
  items(response).map(({ name, organizationId }) => (organizationId === "msft" ? `${String(name)}*` : name));

describe("the list", () => {
  it.each([
    ["status eq 'New'", ["B*", "C"]],
    ["status eq 'Active' and substatus eq 'Accepted'", ["A", "B", "C*"]],
    ["direction eq 'Outgoing' or status eq 'New'", ["A", "B", "B*", "C", "C*"]],
    ["not (type eq 'Shared')", ["A"]],
    ["customerProfile/address/country eq 'IT'", ["A"]],
    ["team/any(t:t/email eq 'bo@contoso.example')", ["A", "B", "B*"]],
    ["updatedDateTime ge 2026-03-02T10:01:00Z and updatedDateTime lt 2026-03-02T10:02:00Z", ["B", "B*"]],
    ["updatedDateTime gt 2026-03-02T10:01:00Z", ["C", "C*"]],
    ["updatedDateTime le 2026-03-02T10:00:00Z", ["A"]],
    ["status ne 'Active' and (type eq 'Shared' or type eq 'Independent')", ["B*", "C"]],
    ["qualification eq null", []],
  ])("$filter=%s", ($filter, expected) => {
    expect(names(deals().list({ $filter }))).toEqual(expected);
  });

  it("of one engagement holds both referrals, with and without quotes", () => {
    const { list, second } = deals();
    for (const id of [second.engagementId, `'${second.engagementId}'`]) {
      expect(names(list({ $filter: `engagementId eq ${id}` }))).toEqual(["B", "B*"]);
    }
  });

  it("is ordered, cut, counted and selected", () => {
    const { list } = deals();
    const newest = list({
      $orderby: "createdDateTime desc",
      $top: "2",
      $skip: "1",
      $count: "true",
      $select: "name",
    });
    expect(newest.body).toEqual({
      "@odata.context": "https://api.partner.microsoft.com/v1.0/engagements/$metadata#referrals",
      "@odata.count": 5,
      value: [{ name: "C" }, { name: "B" }],
    });
    expect(names(list({ $orderby: "updatedDateTime" }))[0]).toBe("A");
  });

  it("comes in pages of a hundred, each with the link to the next", () => {
    const { center, list } = emulator();
    for (let index = 0; index < 205; index += 1) center.portal.createDeal("private", { name: `D${index}` });
    const seen: unknown[] = [];
    let page = list({ $filter: "status eq 'Active'", $select: "name", $count: "true" });
    for (let pages = 1; pages <= 3; pages += 1) {
      seen.push(...items(page).map(({ name }) => name));
      expect(bodyAt(page, "/@odata.count")).toBe(205);
      const next = bodyAt(page, "/@odata.nextLink");
      expect(next === undefined).toBe(pages === 3);
      if (typeof next === "string") page = list(Object.fromEntries(new URL(next).searchParams));
    }
    expect(seen).toEqual(Array.from({ length: 205 }, (_, index) => `D${index}`));
    expect(outcome(list({ $skiptoken: "nonsense" }))).toBe("400 skipToken");
  });

  it.each([
    [{ $filter: "status eq" }, "400 filterSyntax"],
    [{ $filter: "status eq 'Nowhere'" }, "400 filterSyntax"],
    [{ $filter: "status is 'New'" }, "400 filterSyntax"],
    [{ $filter: "(status eq 'New'" }, "400 filterSyntax"],
    [{ $filter: "updatedDateTime gt null" }, "400 filterSyntax"],
    [{ $filter: "colour eq 'red'" }, "400 filterProperty"],
    [{ $orderby: "name" }, "400 orderBy"],
    [{ $orderby: "createdDateTime sideways" }, "400 orderBy"],
    [{ $select: "colour" }, "400 select"],
    [{ $top: "-1" }, "400 number"],
    [{ $skip: "x" }, "400 number"],
    [{ $count: "maybe" }, "400 count"],
  ])("refuses %j", (query, expected) => {
    expect(outcome(emulator().list(query))).toBe(expected);
  });

  it.each([
    [{ $expand: "links" }, "EMU_PC.QUERY_OPTION_UNSUPPORTED"],
    [{ $filter: "startswith(name,'A')" }, "EMU_PC.FILTER_UNSUPPORTED"],
    [{ $filter: "status has 'New'" }, "EMU_PC.FILTER_UNSUPPORTED"],
  ])("fails loudly on %j", (query, code) => {
    expect(failureCode(() => emulator().list(query))).toBe(code);
  });

  it.each([
    ["documented", "400 filterProperty"],
    ["any", "200"],
  ] as const)("quirk filterProperties %s", (filterProperties, expected) => {
    const { list } = deals({ quirks: { filterProperties } });
    expect(outcome(list({ $filter: "externalReferenceId eq 'x'" }))).toBe(expected);
    expect(outcome(list({ $filter: "team/any()" }))).toBe(expected);
    if (filterProperties === "any") expect(names(list({ $filter: "team/any()" }))).toEqual(["A", "B", "B*"]);
  });

  it.each([
    ["shown", ["A", "B", "B*", "C", "C*"]],
    ["hidden", ["A", "B", "C"]],
  ] as const)("quirk relatedInList %s", (relatedInList, expected) => {
    const { list, second } = deals({ quirks: { relatedInList } });
    expect(names(list())).toEqual(expected);
    expect(names(list({ $filter: `engagementId eq '${second.engagementId}'` }))).toEqual(["B", "B*"]);
  });
});

describe("who may see and change", () => {
  const users = [
    { email: admin, role: "referralsAdmin" },
    { email: "bo@contoso.example", role: "referralsUser" },
    { email: "cy@contoso.example", role: "referralsUser" },
    { email: "di@contoso.example", role: "none" },
  ] as const;

  it("a Referrals user: only deals of the own team", () => {
    const { list, read, patch, second } = deals({ users });
    const id = second.id ?? "";
    expect(names(list({}, { user: "BO@contoso.example" }))).toEqual(["A", "B", "B*"]);
    expect(names(list({}, { user: "cy@contoso.example" }))).toEqual([]);
    expect(outcome(read(id, { user: "cy@contoso.example" }))).toBe("403 notOnTeam");
    expect(outcome(patch(id, [], { user: "cy@contoso.example" }))).toBe("403 notOnTeam");
    expect(read(id, { user: "bo@contoso.example" }).status).toBe(200);
  });

  it("nobody without a role, nobody unknown, nobody whose connection has expired", () => {
    const { center, list } = deals({ users });
    expect(list({}, { user: "di@contoso.example" }).status).toBe(403);
    expect(list({}, { user: "stranger@contoso.example" }).status).toBe(401);
    center.users.expireConnection(admin);
    expect(list().status).toBe(401);
    center.users.renewConnection(admin);
    expect(list().status).toBe(200);
    center.users.remove(admin);
    expect(list().status).toBe(401);
  });

  it.each(["unauthenticated", "unAuthorized"] as const)(
    "quirk unauthenticatedCode %s",
    (unauthenticatedCode) => {
      const { list } = emulator({ quirks: { unauthenticatedCode } });
      expect(bodyAt(list({}, { user: "nobody" }), "/error/code")).toBe(unauthenticatedCode);
    },
  );

  it.each([
    ["readable", "200"],
    ["forbidden", "403 relatedReferral"],
    ["notFound", "404 notFound"],
  ] as const)(
    "quirk relatedReferral %s: Microsoft's is never ours to change",
    (relatedReferral, expected) => {
      const { center, read, patch, second } = deals({ quirks: { relatedReferral } });
      const id = center.records.related(second.id ?? "")[0]?.id ?? "";
      expect(outcome(read(id))).toBe(expected);
      const change = [{ op: "replace", path: "/details/notes", value: "x" }];
      expect(outcome(patch(id, change))).toBe(
        relatedReferral === "notFound" ? "404 notFound" : "403 relatedReferral",
      );
    },
  );

  it.each([404, 400] as const)("quirk malformedId %i", (malformedId) => {
    const { read } = emulator({ quirks: { malformedId } });
    expect(read("not-a-guid").status).toBe(malformedId);
    expect(read("00000000-0000-5000-8000-000000000000").status).toBe(404);
  });
});

describe("requests", () => {
  it("to paths that are not there, with methods that are not there, in other media", () => {
    const { call, create } = emulator();
    expect(failureCode(() => call("GET", "/v1.0/engagements/leads"))).toBe("EMU_PC.ROUTE_UNKNOWN");
    const wrong = call("DELETE", "/v1.0/engagements/referrals");
    expect(wrong).toMatchObject({ status: 405, headers: { Allow: "POST, GET" } });
    const headers = { "content-type": "text/plain" };
    expect(outcome(create(dealBody(), { headers }))).toBe("415 contentType");
    const patch = { headers: { "content-type": "application/json-patch+json; charset=utf-8" }, body: [] };
    expect(
      outcome(call("PATCH", `/v1.0/engagements/referrals/${textAt(create(dealBody()), "/id")}`, patch)),
    ).toBe("400 patch");
  });

  it("are answered with the ids that support asks for", () => {
    const { list } = emulator();
    const { headers } = list({}, { headers: { "ms-correlationid": "c-1" } });
    expect(headers).toMatchObject({ "client-request-id": "c-1", "Request-ID": expect.any(String) });
  });
});
