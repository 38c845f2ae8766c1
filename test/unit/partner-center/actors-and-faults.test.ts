import { describe, expect, it } from "vitest";
import { registrationRules } from "../../../simulator/services/partner-center/referrals/registrations.ts";
import { bodyAt, day, dealBody, emulator, failureCode, outcome, replace, textAt } from "./harness.ts";

describe("Microsoft's seller", () => {
  it.each([
    ["both", true, true],
    ["own", true, false],
    ["related", false, true],
  ] as const)("accepts, and the CRM id appears: quirk msxIdOn %s", (msxIdOn, onOwn, onRelated) => {
    const { center } = emulator({ quirks: { msxIdOn } });
    const own = center.portal.createDeal("coSell");
    const accepted = center.microsoft.accept(own.id ?? "", { msxId: "7-TEST" });
    expect(accepted).toMatchObject({ status: "Active", substatus: "Accepted", organizationId: "msft" });
    const msxOf = (id: string | null) => center.records.referral(id ?? "")?.trackingInfo?.microsoftMsxId;
    expect([msxOf(own.id), msxOf(accepted.id)]).toEqual([
      onOwn ? "7-TEST" : null,
      onRelated ? "7-TEST" : null,
    ]);
  });

  it("declines, lets expire, closes, and edits the very referral that is named", () => {
    const { center } = emulator();
    const { microsoft, portal, records } = center;
    const declined = portal.createDeal("coSell").id ?? "";
    expect(microsoft.decline(declined, "No seller")).toMatchObject({
      status: "Closed",
      substatus: "Declined",
      statusReason: "No seller",
    });
    expect(records.referral(declined)?.status).toBe("Active");
    const inbound = microsoft.createReferral().id ?? "";
    expect(microsoft.expire(inbound)).toMatchObject({ id: inbound, substatus: "Expired" });
    const edited = portal.createDeal("coSell").id ?? "";
    const change = { path: "/details/notes", value: "From Microsoft" };
    expect(microsoft.edit(edited, [change])).toMatchObject({
      id: edited,
      details: { notes: "From Microsoft" },
    });
    microsoft.accept(edited);
    expect(microsoft.close(edited, "Won")).toMatchObject({ organizationId: "msft", substatus: "Won" });
  });

  it("sends deals and leads that can be told apart", () => {
    const { center } = emulator();
    expect(center.microsoft.createReferral()).toMatchObject({
      status: "New",
      substatus: "Pending",
      direction: "Incoming",
      type: "Shared",
      inviteContext: { invitedBy: { organizationId: "msft" } },
    });
    expect(center.microsoft.createLead("marketplace")).toMatchObject({
      type: "Independent",
      qualification: "Direct",
    });
    expect(center.microsoft.createLead("qualified")).toMatchObject({
      type: "Independent",
      qualification: "SalesQualified",
      inviteContext: { invitedBy: { organizationId: "msft" } },
    });
  });

  it("is bound by the rules", () => {
    const { center } = emulator();
    const lonely = center.portal.createDeal("private").id ?? "";
    const deal = center.portal.createDeal("coSell").id ?? "";
    center.microsoft.decline(deal, "No");
    const codes = [
      () => center.microsoft.accept("00000000-0000-5000-8000-000000000000"),
      () => center.microsoft.accept(lonely),
      () => center.microsoft.accept(deal),
      () => center.microsoft.expire(lonely),
      () => center.microsoft.reviewRegistration(lonely, "Passed"),
      () =>
        center.microsoft.edit(deal, [
          { path: "/engagementId", value: "00000000-0000-5000-8000-000000000000" },
        ]),
    ].map(failureCode);
    expect(codes).toEqual([
      "EMU_PC.RECORD_UNKNOWN",
      "EMU_PC.RECORD_UNKNOWN",
      "EMU_PC.ACTOR_REFUSED",
      "EMU_PC.ACTOR_REFUSED",
      "EMU_PC.ACTOR_REFUSED",
      "EMU_PC.ACTOR_REFUSED",
    ]);
  });
});

describe("a user of the portal", () => {
  it.each([
    ["private", "Independent", false, 1],
    ["partnerLed", "Independent", true, 1],
    ["coSell", "Shared", true, 2],
  ] as const)("makes a %s deal", (kind, type, isVisible, referrals) => {
    const { center } = emulator();
    const deal = center.portal.createDeal(kind, { externalReferenceId: "006000000000009AAA" });
    expect(deal).toMatchObject({
      type,
      status: "Active",
      direction: "Outgoing",
      consent: { consentToShareReferralWithMicrosoftSellers: isVisible },
    });
    expect(center.records.engagement(deal.engagementId ?? "")).toHaveLength(referrals);
    expect(center.records.byExternalReference("006000000000009AAA").map(({ id }) => id)).toEqual([deal.id]);
  });

  it("shares, invites, accepts, declines, edits what the API does not, and closes", () => {
    const { center } = emulator();
    const { portal, microsoft, records } = center;
    const deal = portal.createDeal("private").id ?? "";
    expect(portal.share(deal).consent.consentToShareReferralWithMicrosoftSellers).toBe(true);
    expect(portal.inviteMicrosoft(deal, "QuotesOrLicensing")).toMatchObject({
      organizationId: "msft",
      inviteContext: { assistanceRequestCode: "QuotesOrLicensing" },
    });
    expect(records.referral(deal)?.type).toBe("Shared");
    expect(portal.edit(deal, [{ path: "/name", value: "Renamed" }]).name).toBe("Renamed");
    expect(portal.close(deal, "Lost", "Price").substatus).toBe("Lost");
    expect(portal.accept(microsoft.createReferral().id ?? "").status).toBe("Active");
    expect(portal.decline(microsoft.createReferral().id ?? "", "No fit").substatus).toBe("Declined");
    expect(failureCode(() => portal.edit(deal, [{ path: "/name", value: "Again" }]))).toBe(
      "EMU_PC.ACTOR_REFUSED",
    );
    const hidden = portal.createDeal("private").id ?? "";
    portal.inviteMicrosoft(hidden);
    expect(records.referral(hidden)?.consent.consentToShareReferralWithMicrosoftSellers).toBe(true);
  });
});

describe("answers that are errors", () => {
  it("take matching requests, as often as asked, oldest fault first", () => {
    const { center, read, create } = emulator();
    const id = textAt(create(dealBody()), "/id");
    center.faults.answer({ status: 503, method: "GET", path: /referrals\/[^/]+$/, times: 2 });
    center.faults.answer({ status: 429, method: "GET", retryAfter: 7 });
    expect(create(dealBody()).status).toBe(200);
    expect(read(id)).toMatchObject({
      status: 503,
      headers: { "Retry-After": "10" },
      body: { error: { code: "serviceNotAvailable" } },
    });
    expect(read(id).status).toBe(503);
    expect(read(id)).toMatchObject({
      status: 429,
      headers: { "Retry-After": "7" },
      body: { statusCode: 429 },
    });
    expect(read(id).status).toBe(200);
  });

  it("may come although the request is carried out, at once or later", () => {
    const { center, create, advance } = emulator();
    center.faults.answer({ status: 504, carriedOut: "anyway" });
    expect(create(dealBody()).status).toBe(504);
    expect(center.records.all()).toHaveLength(1);
    center.faults.answer({ status: 500, carriedOut: 30_000 });
    expect(create(dealBody()).status).toBe(500);
    expect(center.records.all()).toHaveLength(1);
    expect(center.dueAt()).toBe(Date.parse("2026-03-02T10:00:30Z"));
    advance(60_000);
    expect(center.records.all()[1]?.createdDateTime).toBe("2026-03-02T10:00:30Z");
    center.faults.answer({ status: 500 });
    center.faults.clear();
    expect(create(dealBody()).status).toBe(200);
  });
});

describe("deal registration", () => {
  const registration = (changes: Readonly<Record<string, unknown>> = {}) => ({
    type: "AzureIPCoSell",
    contract: { signDateTime: "2026-03-05T00:00:00Z", value: 50_000, currency: "USD" },
    ...changes,
  });

  /** A visible deal, won after four days. */
  function won(
    options: {
      readonly visible?: boolean;
      readonly days?: number;
      readonly microsoft?: "accepts" | "waits";
    } = {},
  ) {
    const { visible = true, days = 4, microsoft } = options;
    const service = emulator();
    const kind = microsoft === undefined ? (visible ? "partnerLed" : "private") : "coSell";
    const id = service.center.portal.createDeal(kind).id ?? "";
    if (microsoft === "accepts") service.center.microsoft.accept(id);
    service.advance(days * day);
    service.center.portal.close(id, "Won");
    const add = (value: unknown) => service.patch(id, [{ op: "add", path: "/registrations/-", value }]);
    return { ...service, id, add };
  }

  it("is added to a won deal, edited, and answered by Microsoft", () => {
    const { center, id, add, patch } = won({ microsoft: "accepts" });
    expect(outcome(add(registration()))).toBe("204");
    expect(center.records.referral(id)).toMatchObject({
      registrationStatus: "ReviewPending",
      registrations: [{ status: "ReviewPending", contract: { value: 50_000 } }],
    });
    expect(outcome(patch(id, [replace("/registrations/0/contract/value", 60_000)]))).toBe("204");
    expect(outcome(patch(id, [replace("/registrations/0/status", "Passed")]))).toBe("400 pathNotPatchable");
    expect(center.microsoft.reviewRegistration(id, "Approved", "Fine")).toMatchObject({
      registrationStatus: "Approved",
      registrations: [{ status: "Approved", statusReason: "Fine", contract: { value: 60_000 } }],
    });
  });

  const refusals: Readonly<Record<string, () => ReturnType<ReturnType<typeof won>["add"]>>> = {
    registrationNotWon: () => {
      const { center, patch } = emulator();
      const id = center.portal.createDeal("partnerLed").id ?? "";
      return patch(id, [{ op: "add", path: "/registrations/-", value: registration() }]);
    },
    registrationPrivate: () => won({ visible: false }).add(registration()),
    registrationTooEarly: () => won({ days: 1 }).add(registration()),
    registrationValue: () =>
      won().add(
        registration({ contract: { signDateTime: "2026-03-05T00:00:00Z", value: 100, currency: "USD" } }),
      ),
    registrationSignedLate: () =>
      won().add(
        registration({ contract: { signDateTime: "2025-12-01T00:00:00Z", value: 50_000, currency: "USD" } }),
      ),
    registrationNotAccepted: () => won({ microsoft: "waits" }).add(registration()),
  };

  it.each(registrationRules.map(({ id }) => id))("%s", (id) => {
    expect(outcome(refusals[id]?.() ?? { status: 0, headers: {} })).toBe(`400 ${id}`);
  });

  it("needs a type, and is only ever added", () => {
    expect(outcome(won().add(registration({ type: null })))).toBe("400 required");
    const { id, patch } = won();
    expect(outcome(patch(id, [replace("/registrations/-", registration())]))).toBe("400 append");
  });
});

it("a change answers with the state it leaves", () => {
  const { create, read } = emulator();
  const created = create(dealBody());
  const again = read(textAt(created, "/id"));
  expect(bodyAt(again, "/eTag")).toBe(bodyAt(created, "/eTag"));
  expect(again.headers["ETag"]).toBe(bodyAt(again, "/eTag"));
});
