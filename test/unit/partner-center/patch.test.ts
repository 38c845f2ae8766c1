import { describe, expect, it } from "vitest";
import { frozenFields } from "../../../simulator/services/partner-center/referrals/frozen-fields.ts";
import { patchablePaths } from "../../../simulator/services/partner-center/referrals/patchable-paths.ts";
import { referralRules } from "../../../simulator/services/partner-center/referrals/rules.ts";
import {
  bodyAt,
  dealBody,
  emulator,
  invitationBody,
  outcome,
  referralsPath,
  replace,
  textAt,
} from "./harness.ts";

const contact = { firstName: "Cy", lastName: "Sample", phoneNumber: "3", email: "cy@fabrikam.example" };
const solution = { type: "Name", id: "SOL-00002-BBB", name: "Contoso Sense" };

/** A good value for every path of the list. */
const values: Readonly<Record<string, unknown>> = {
  "/campaignId": "CAMPAIGN-1",
  "/consent/consentToShareReferralWithMicrosoftSellers": true,
  "/customerProfile/team": [contact],
  "/customerProfile/team/-": contact,
  "/details/closingDateTime": "2026-07-31T00:00:00Z",
  "/details/currency": "EUR",
  "/details/dealValue": "10000",
  "/details/notes": "Second talk",
  "/details/requirements/solutions": [solution],
  "/details/requirements/solutions/-": solution,
  "/externalReferenceId": "006000000000002AAA",
  "/referralProgram": "Program",
  "/salesStage": "Develop",
  "/status": "Active",
  "/substatus": "Accepted",
  "/statusReason": "None",
  "/team": [contact],
  "/team/-": contact,
};

const isPrivate = { "/consent/consentToShareReferralWithMicrosoftSellers": false };

function privateDeal(quirks: Parameters<typeof emulator>[0] = {}) {
  const service = emulator(quirks);
  return { ...service, id: textAt(service.create(dealBody(isPrivate)), "/id") };
}

describe("patchable paths", () => {
  it.each(patchablePaths)("%s", (path) => {
    const { center, patch, id } = privateDeal();
    const op = path.endsWith("/-") ? "add" : "replace";
    const response = patch(id, [{ op, path, value: values[path] }]);
    expect(outcome(response)).toBe("204");
    expect(response.body).toBeUndefined();
    expect(response.headers["ETag"]).toBe(center.records.referral(id)?.eTag);
  });

  it("stores what was sent", () => {
    const { center, patch, id } = privateDeal();
    const body = [
      replace("/details/dealValue", "10000"),
      { op: "add", path: "/Team/-", value: { ...contact, FirstName: undefined } },
      replace("/team/1/title", "Engineer"),
      replace("/details/closingDateTime", "2026-07-31"),
    ];
    expect(outcome(patch(id, body))).toBe("400 pathNotPatchable");
    expect(outcome(patch(id, [...body.slice(0, 2), ...body.slice(3)]))).toBe("204");
    expect(center.records.referral(id)).toMatchObject({
      details: { dealValue: 10_000, closingDateTime: "2026-07-31T00:00:00Z" },
      team: [{ firstName: "Bo" }, { firstName: "Cy", title: null }],
    });
  });

  it("takes one operation without an array", () => {
    const { patch, id } = privateDeal();
    expect(outcome(patch(id, replace("/details/notes", "x")))).toBe("204");
  });

  it.each(["", "/", "//"])("takes the URL ending in '%s'", (end) => {
    const { call, id } = privateDeal();
    const body = [replace("/details/notes", "x")];
    expect(outcome(call("PATCH", `${referralsPath}/${id}${end}`, { body }))).toBe("204");
  });

  it.each([
    ["remove", [{ op: "remove", path: "/details/notes" }], "400 op"],
    ["an op in capitals", [{ op: "Replace", path: "/details/notes", value: "x" }], "400 op"],
    ["no value", [{ op: "replace", path: "/details/notes" }], "400 value"],
    ["no path", [{ op: "replace", value: "x" }], "400 patch"],
    ["no operation", [], "400 patch"],
    ["text", "x", "400 patch"],
    ["a path without slash", [replace("details/notes", "x")], "400 path"],
    ["a path nobody knows", [replace("/details/note", "x")], "400 path"],
    ["a path through a scalar", [replace("/name/first", "x")], "400 path"],
    ["a place behind the end", [replace("/team/7", contact)], "400 path"],
    ["replace at the end of a list", [replace("/team/-", contact)], "400 append"],
    ["a list item of null", [{ op: "add", path: "/team/-", value: null }], "400 type"],
    ["a value of a wrong type", [replace("/details/notes", 5)], "400 type"],
    ["a stage nobody knows", [replace("/salesStage", "Begin")], "400 enum"],
    ["a property of the service", [replace("/eTag", "x")], "400 readOnly"],
    ["Microsoft's id", [replace("/trackingInfo/microsoftMsxId", "x")], "400 readOnly"],
    ["a property that is set", [replace("/qualification", "None")], "400 pathNotPatchable"],
  ])("refuses %s", (_, body, expected) => {
    const { center, patch, id } = privateDeal();
    const before = center.records.referral(id);
    expect(outcome(patch(id, body))).toBe(expected);
    expect(center.records.referral(id)).toBe(before);
  });

  it("stores nothing when a later operation is refused", () => {
    const { center, patch, id } = privateDeal();
    const body = [replace("/details/notes", "x"), replace("/details/dealValue", 0)];
    expect(outcome(patch(id, body))).toBe("400 dealValueInvalid");
    expect(center.records.referral(id)?.details.notes).toBe("First talk");
  });

  it.each(referralRules.filter(({ at, of }) => at === "always" && of !== "invitation"))(
    "judges a change by the rule $id",
    ({ id: rule, target }) => {
      const value = { "/name": "", "/details/currency": "XX1", "/team": [] }[target];
      const broken: Readonly<Record<string, unknown>> = {
        "/details/dealValue": null,
        "/details/closingDateTime": null,
        "/details/requirements/solutions": rule === "solutionIdRequired" ? [{ name: "No id" }] : [],
      };
      const { patch, id } = privateDeal({ quirks: { nameByPatch: "accepted" } });
      expect(outcome(patch(id, [replace(target, value ?? broken[target] ?? null)]))).toBe(`400 ${rule}`);
    },
  );

  it("lets a past closing date stand and move", () => {
    const { advance, patch, id } = privateDeal();
    advance(400 * 24 * 60 * 60 * 1000);
    expect(outcome(patch(id, [replace("/details/notes", "late")]))).toBe("204");
    expect(outcome(patch(id, [replace("/details/closingDateTime", "2026-08-01T00:00:00Z")]))).toBe("204");
  });

  it.each([
    ["refused", "400 pathNotPatchable"],
    ["accepted", "204"],
  ] as const)("quirk nameByPatch %s", (nameByPatch, expected) => {
    const { patch, id } = privateDeal({ quirks: { nameByPatch } });
    expect(outcome(patch(id, [replace("/name", "Renamed")]))).toBe(expected);
  });

  it.each([
    ["refused", "400 pathNotPatchable"],
    ["accepted", "204"],
  ] as const)("quirk unlistedPaths %s", (unlistedPaths, expected) => {
    const { patch, id } = privateDeal({ quirks: { unlistedPaths } });
    expect(outcome(patch(id, [replace("/favorite", true)]))).toBe(expected);
  });
});

describe("frozen fields", () => {
  /** A changed value for every row, or its parts. */
  const changes: Readonly<Record<string, readonly [string, unknown]>> = {
    "/engagementId": ["/engagementId", "11111111-1111-4111-8111-111111111111"],
    "/customerProfile/name": ["/customerProfile/name", "Tailspin"],
    "/customerProfile/address": ["/customerProfile/address/country", "US"],
    "/customerProfile/ids": ["/customerProfile/ids", [{ profileType: "Duns", id: "1" }]],
    "/consent/consentToToShareInfoWithOthers": ["/consent/consentToToShareInfoWithOthers", false],
    "/consent/consentToContact": ["/consent/consentToContact", false],
    "/mpnId": ["/mpnId", "2"],
    "/customerProfile/team": ["/customerProfile/team", [contact]],
    "/inviteContext": ["/inviteContext/notes", "Changed"],
    "/consent/consentToShareReferralWithMicrosoftSellers": [
      "/consent/consentToShareReferralWithMicrosoftSellers",
      false,
    ],
  };

  it.each(frozenFields)("$path is fixed $frozen", ({ path, frozen }) => {
    const [changed, value] = changes[path] ?? ["", null];
    const { create, patch } = emulator({ quirks: { unlistedPaths: "accepted" } });
    const open = textAt(create(dealBody(isPrivate)), "/id");
    const shared = textAt(create(dealBody()), "/id");
    const freeWhilePrivate = frozen === "afterShare" || frozen === "onceTrue";
    expect(outcome(patch(open, [replace(changed, value)]))).toBe(freeWhilePrivate ? "204" : "400 frozen");
    expect(outcome(patch(shared, [replace(changed, value)]))).toBe("400 frozen");
  });

  it("an invitation shares a deal as much as consent does", () => {
    const { create, patch } = emulator();
    const own = create(dealBody());
    create(invitationBody(textAt(own, "/engagementId")));
    const append = { op: "add", path: "/customerProfile/team/-", value: contact };
    expect(outcome(patch(textAt(own, "/id"), append))).toBe("400 frozen");
  });

  it("visibility cannot be taken back within one patch either", () => {
    const { center, patch, id } = privateDeal();
    const path = "/consent/consentToShareReferralWithMicrosoftSellers";
    expect(outcome(patch(id, [replace(path, true)]))).toBe("204");
    expect(outcome(patch(id, [replace(path, null)]))).toBe("400 frozen");
    expect(center.records.referral(id)?.consent.consentToShareReferralWithMicrosoftSellers).toBe(true);
  });

  it.each([400, 409] as const)("quirk frozenStatus %i", (frozenStatus) => {
    const { patch, id } = privateDeal({ quirks: { frozenStatus } });
    expect(patch(id, [replace("/mpnId", "2")]).status).toBe(frozenStatus);
    expect(patch(id, [replace("/createdDateTime", "2026-01-01")]).status).toBe(frozenStatus);
  });

  it.each([
    ["accepted", "204"],
    ["refused", "400 frozen"],
  ] as const)("quirk frozenSameValue %s", (frozenSameValue, expected) => {
    const { create, patch } = emulator({ quirks: { frozenSameValue } });
    const id = textAt(create(dealBody()), "/id");
    const body = [replace("/consent/consentToShareReferralWithMicrosoftSellers", true)];
    expect(outcome(patch(id, body))).toBe(expected);
  });
});

describe("eTags", () => {
  it("checks If-Match only if it is given, with its quotes", () => {
    const { center, patch, id } = privateDeal();
    const tag = () => center.records.referral(id)?.eTag ?? "";
    const first = tag();
    const body = [replace("/details/notes", "x")];
    expect(outcome(patch(id, body, { headers: { "if-match": first } }))).toBe("204");
    expect(tag()).not.toBe(first);
    expect(outcome(patch(id, body, { headers: { "if-match": first } }))).toBe("412 ifMatch");
    expect(outcome(patch(id, body, { headers: { "if-match": tag().slice(1, -1) } }))).toBe("412 ifMatch");
    expect(outcome(patch(id, body, { headers: { "if-match": "*" } }))).toBe("204");
    expect(outcome(patch(id, body))).toBe("204");
  });

  it.each(["preconditionFailed", "resourceModified"] as const)("quirk mismatchCode %s", (mismatchCode) => {
    const { patch, id } = privateDeal({ quirks: { mismatchCode } });
    const response = patch(id, [replace("/details/notes", "x")], { headers: { "if-match": '"old"' } });
    expect(bodyAt(response, "/error/code")).toBe(mismatchCode);
  });

  it("answers the referral when the caller prefers it", () => {
    const { patch, id } = privateDeal();
    const headers = { prefer: "return=representation" };
    const response = patch(id, [replace("/details/notes", "x")], { headers });
    expect(response).toMatchObject({ status: 200, body: { id, details: { notes: "x" } } });
    expect(response.headers["ETag"]).toBe(bodyAt(response, "/eTag"));
  });

  it.each(["writes", "skips"] as const)("quirk noOpWrite %s", (noOpWrite) => {
    const { center, patch, id } = privateDeal({ quirks: { noOpWrite } });
    const before = center.records.referral(id)?.eTag;
    const events = center.webhooks.events().length;
    expect(outcome(patch(id, [replace("/details/notes", "First talk")]))).toBe("204");
    expect(center.records.referral(id)?.eTag === before).toBe(noOpWrite === "skips");
    expect(center.webhooks.events().length).toBe(events + (noOpWrite === "writes" ? 1 : 0));
  });
});

describe("PUT", () => {
  function setup(options: Parameters<typeof emulator>[0] = {}) {
    const service = privateDeal(options);
    const stored = () => service.center.records.referral(service.id);
    const put = (body: unknown, headers: Readonly<Record<string, string>>) =>
      service.call("PUT", `${referralsPath}/${service.id}`, { body, headers });
    const current = () => ({ "if-match": stored()?.eTag ?? "" });
    const body = () => ({ ...stored(), links: undefined });
    return { ...service, stored, put, current, body };
  }

  it("replaces the whole referral", () => {
    const { stored, put, current, body } = setup();
    const response = put({ ...body(), name: "Renamed", externalReferenceId: undefined }, current());
    expect(response).toMatchObject({ status: 200, body: { name: "Renamed", externalReferenceId: null } });
    expect(stored()).toMatchObject({ name: "Renamed", createdDateTime: "2026-03-02T10:00:00Z" });
  });

  it.each([400, 412] as const)("quirk putWithoutIfMatch %i", (putWithoutIfMatch) => {
    const { put, body } = setup({ quirks: { putWithoutIfMatch } });
    expect(outcome(put(body(), {}))).toBe(`${putWithoutIfMatch} ifMatchRequired`);
  });

  it("is bound by the rules of a change", () => {
    const { stored, put, current, body } = setup();
    const cases: readonly (readonly [object, string])[] = [
      [{ links: stored()?.links }, "400 links"],
      [{ direction: "Incoming" }, "400 readOnly"],
      [{ mpnId: "2" }, "400 frozen"],
      [{ status: "Closed", substatus: "Expired" }, "400 transition"],
      [{ name: null }, "400 nameRequired"],
    ];
    for (const [change, expected] of cases) {
      expect(outcome(put({ ...body(), ...change }, current()))).toBe(expected);
    }
    expect(outcome(put(body(), { "if-match": '"old"' }))).toBe("412 ifMatch");
  });
});
