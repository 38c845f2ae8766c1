import { describe, expect, it } from "vitest";
import { quirkTable } from "../../../simulator/services/partner-center/quirks.ts";
import { referralRules } from "../../../simulator/services/partner-center/referrals/rules.ts";
import {
  admin,
  bodyAt,
  dealBody,
  emulator,
  failureCode,
  invitationBody,
  microsoftTarget,
  outcome,
  textAt,
} from "./harness.ts";

const solution = { type: "Name", id: "SOL-00001-AAA" };
const attributes = "/details/requirements/additionalRequirements/attributes";

/** For every rule a change of a good body that breaks it and nothing else. */
const breaks: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  nameRequired: { "/name": " " },
  customerNameRequired: { "/customerProfile/name": null },
  countryInvalid: { "/customerProfile/address/country": "UK" },
  dealValueInvalid: { "/details/dealValue": 0 },
  currencyInvalid: { "/details/currency": "EURO" },
  closingDateRequired: { "/details/closingDateTime": null },
  closingDatePast: { "/details/closingDateTime": "2026-03-01T23:59:00Z" },
  solutionRequired: { "/details/requirements/solutions": [] },
  solutionIdRequired: { "/details/requirements/solutions": [solution, { type: "Name", name: "No id" }] },
  addressRequired: { "/customerProfile/address/city": "" },
  consentRequired: { "/consent/consentToContact": false },
  teamRequired: { "/team": [] },
  marketplaceIntentRequired: { [attributes]: [] },
  sharedNeedsConsent: { "/type": "Shared", "/consent/consentToShareReferralWithMicrosoftSellers": false },
  invitationShared: { "/type": "Independent" },
  contactRequired: {
    "/customerProfile/team": [{ firstName: "Ada", lastName: "Sample", email: "a@b.example" }],
  },
  helpRequired: { "/inviteContext/assistanceRequestCode": "Unknown" },
};

describe("required on create", () => {
  it.each(referralRules)("$id", (rule) => {
    for (const createRules of ["portal", "api"] as const) {
      const { create } = emulator({ quirks: { createRules } });
      const engagementId = textAt(create(dealBody()), "/engagementId");
      const broken =
        rule.of === "invitation" ? invitationBody(engagementId, breaks[rule.id]) : dealBody(breaks[rule.id]);
      const isJudged = rule.level === "api" || createRules === "portal";
      expect(outcome(create(broken))).toBe(isJudged ? `400 ${rule.id}` : "200");
    }
  });

  it.each(["type", "customerProfile", "consent", "details"])("%s must be in the body", (name) => {
    const { create } = emulator();
    expect(outcome(create(dealBody({ [`/${name}`]: undefined })))).toBe("400 required");
  });

  it("names every broken rule in the message", () => {
    const { create } = emulator();
    const response = create(dealBody({ "/name": "", "/details/dealValue": -1 }));
    expect(textAt(response, "/error/message")).toContain("/details/dealValue");
    expect(outcome(response)).toBe("400 nameRequired");
  });

  it.each([
    [
      "more than 50 solutions",
      { "/details/requirements/solutions": Array(51).fill(solution) },
      "400 solutionRequired",
    ],
    ["a value that is no enum member", { "/qualification": "Sales" }, "400 enum"],
    ["a wrong type", { "/name": 7 }, "400 type"],
    ["a date that is none", { "/details/closingDateTime": "soon" }, "400 type"],
    ["an id that is no GUID", { "/engagementId": "E1" }, "400 type"],
    ["a closed first state", { "/status": "Closed", "/substatus": "Won" }, "400 firstState"],
    ["a closing date of today", { "/details/closingDateTime": "2026-03-02T00:00:00Z" }, "200"],
    ["a number as text", { "/details/dealValue": "10000" }, "200"],
    ["the old sample's state", { "/status": "New", "/substatus": "Pending" }, "200"],
    ["a solution as target", { "/target": [{ type: "SolutionProfile", id: "SOL-00001-AAA" }] }, "200"],
  ])("%s", (_, changes, expected) => {
    expect(outcome(emulator().create(dealBody(changes)))).toBe(expected);
  });

  it("fails loudly on what is not emulated", () => {
    const { create } = emulator();
    const engagementId = textAt(create(dealBody()), "/engagementId");
    expect(failureCode(() => create(dealBody({ "/dealName": "x" })))).toBe("EMU_PC.PROPERTY_UNKNOWN");
    const target = [{ type: "BusinessProfileLocation", id: "other-partner" }];
    expect(failureCode(() => create(dealBody({ "/target": target })))).toBe("EMU_PC.TARGET_UNSUPPORTED");
    expect(failureCode(() => create(dealBody({ "/engagementId": engagementId })))).toBe(
      "EMU_PC.TARGET_UNSUPPORTED",
    );
  });
});

describe("the own referral", () => {
  it("starts accepted and carries what the service sets", () => {
    const { create, read } = emulator();
    const response = create(dealBody({ "/status": "New", "/substatus": "Pending" }));
    expect(response).toMatchObject({
      status: 200,
      headers: { ETag: bodyAt(response, "/eTag") },
      body: {
        status: "Active",
        substatus: "Accepted",
        direction: "Outgoing",
        organizationName: "Contoso Ltd",
        mpnId: "1000001",
        createdDateTime: "2026-03-02T10:00:00Z",
        acceptedDateTime: "2026-03-02T10:00:00Z",
        expirationDateTime: null,
        inviteContext: { invitedBy: { organizationName: "Contoso Ltd" } },
        registrations: [],
      },
    });
    expect(textAt(response, "/eTag")).toMatch(/^"[0-9a-f-]{36}"$/);
    expect(textAt(response, "/links/relatedReferrals/uri")).toContain(
      `$filter=engagementId eq ${textAt(response, "/engagementId")}`,
    );
    expect(read(textAt(response, "/id")).body).toEqual(response.body);
  });

  it("takes names in any case and answers them in its own", () => {
    const body = dealBody({ "/name": undefined, "/NAME": "Shouted", "/Favorite": true });
    expect(emulator().create(body).body).toMatchObject({ name: "Shouted", favorite: true });
  });

  it("is the same for the same seed", () => {
    const ids = ["a", "a", "b"].map((seed) => textAt(emulator({ seed }).create(dealBody()), "/id"));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it.each([200, 201] as const)("quirk createStatus %i", (createStatus) => {
    expect(emulator({ quirks: { createStatus } }).create(dealBody()).status).toBe(createStatus);
  });

  it.each([
    ["refused", "400 readOnly"],
    ["ignored", "200"],
  ] as const)("quirk readOnlyInCreate %s", (readOnlyInCreate, expected) => {
    const { create } = emulator({ quirks: { readOnlyInCreate } });
    const response = create(dealBody({ "/direction": "Incoming" }));
    expect(outcome(response)).toBe(expected);
    expect(bodyAt(response, "/direction") ?? "Outgoing").toBe("Outgoing");
  });

  it.each(["null", "omitted"] as const)("quirk unsetProperties %s", (unsetProperties) => {
    const response = emulator({ quirks: { unsetProperties } }).create(dealBody());
    expect(bodyAt(response, "/campaignId")).toBe(unsetProperties === "null" ? null : undefined);
    expect(bodyAt(response, "/team/0/title")).toBe(unsetProperties === "null" ? null : undefined);
  });
});

describe("the referral for Microsoft", () => {
  it("stands beside the own one and waits for an answer", () => {
    const { center, create } = emulator();
    const own = create(dealBody());
    const related = create(invitationBody(textAt(own, "/engagementId")));
    expect(related).toMatchObject({
      status: 200,
      body: {
        status: "New",
        substatus: "Pending",
        organizationId: "msft",
        engagementId: bodyAt(own, "/engagementId"),
        expirationDateTime: "2026-03-16T10:00:00Z",
        acceptedDateTime: null,
      },
    });
    expect(center.records.engagement(textAt(own, "/engagementId"))).toHaveLength(2);
    expect(center.records.related(textAt(own, "/id")).map(({ id }) => id)).toEqual([textAt(related, "/id")]);
  });

  it.each([
    ["without an engagement", undefined, "400 engagementRequired"],
    ["in an engagement nobody knows", "11111111-1111-4111-8111-111111111111", "404 notFound"],
  ])("%s", (_, engagementId, expected) => {
    const body = dealBody({ "/type": "Shared", "/target": microsoftTarget, "/engagementId": engagementId });
    expect(outcome(emulator().create(body))).toBe(expected);
  });

  it("cannot start accepted, nor beside a closed deal", () => {
    const { create, patch } = emulator();
    const own = create(dealBody());
    const body = invitationBody(textAt(own, "/engagementId"));
    const active = invitationBody(textAt(own, "/engagementId"), { "/status": "Active" });
    expect(outcome(create(active))).toBe("400 firstState");
    const won = [
      { op: "replace", path: "/status", value: "Closed" },
      { op: "replace", path: "/substatus", value: "Won" },
    ];
    expect(patch(textAt(own, "/id"), won).status).toBe(204);
    expect(outcome(create(body))).toBe("400 terminal");
  });

  it.each([
    ["refused", "400 inviteNeedsConsent", false],
    ["follows", "200", true],
  ] as const)("quirk inviteNeedsConsent %s", (inviteNeedsConsent, expected, visible) => {
    const { center, create } = emulator({ quirks: { inviteNeedsConsent } });
    const own = create(dealBody({ "/consent/consentToShareReferralWithMicrosoftSellers": false }));
    expect(outcome(create(invitationBody(textAt(own, "/engagementId"))))).toBe(expected);
    const stored = center.records.referral(textAt(own, "/id"));
    expect(stored?.consent.consentToShareReferralWithMicrosoftSellers).toBe(visible);
  });

  it.each([
    ["yes", "Shared"],
    ["no", "Independent"],
  ] as const)("quirk inviteMakesShared %s", (inviteMakesShared, type) => {
    const { center, create } = emulator({ quirks: { inviteMakesShared } });
    const own = create(dealBody());
    create(invitationBody(textAt(own, "/engagementId")));
    expect(center.records.referral(textAt(own, "/id"))?.type).toBe(type);
  });

  it.each([
    ["created", "200"],
    ["conflict", "409 secondInvite"],
  ] as const)("quirk secondInvite %s", (secondInvite, expected) => {
    const { center, create } = emulator({ quirks: { secondInvite } });
    const own = create(dealBody());
    const body = invitationBody(textAt(own, "/engagementId"));
    create(body);
    expect(outcome(create(body))).toBe(expected);
    center.microsoft.decline(textAt(own, "/id"), "No seller manages this customer");
    if (secondInvite === "conflict") expect(outcome(create(body))).toBe("200");
  });

  it.each(["Incoming", "Outgoing"] as const)("quirk relatedDirection %s", (relatedDirection) => {
    const { create } = emulator({ quirks: { relatedDirection } });
    const own = create(dealBody());
    const related = create(invitationBody(textAt(own, "/engagementId")), { user: admin });
    expect(bodyAt(related, "/direction")).toBe(relatedDirection);
  });
});

it("every quirk has its default among its values", () => {
  for (const quirk of Object.values(quirkTable)) expect(quirk.values).toContain(quirk.default);
});
