import { createVerify, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { maxAttempts } from "../../../simulator/services/partner-center/facts.ts";
import { asObject } from "../../../simulator/services/partner-center/normalise.ts";
import {
  bodyAt,
  dealBody,
  emulator,
  failureCode,
  invitationBody,
  outcome,
  replace,
  start,
  textAt,
  webhooksPath,
} from "./harness.ts";

const referralEvents = [
  "referral-created",
  "referral-updated",
  "related-referral-created",
  "related-referral-updated",
];
const url = "https://receiver.example/hook?sig=1";

function registered(
  options: Parameters<typeof emulator>[0] = {},
  events: readonly string[] = referralEvents,
) {
  const service = emulator(options);
  const body = { WebhookUrl: url, WebhookEvents: events, SignatureTokenToMsSignatureHeader: true };
  expect(service.call("POST", webhooksPath, { body }).status).toBe(200);
  return service;
}

const namesOf = (events: readonly { readonly EventName: string }[]) =>
  events.map(({ EventName }) => EventName);

describe("the one registration of the tenant", () => {
  it("is created, viewed and replaced", () => {
    const { call, advance } = emulator();
    const body = {
      WebhookUrl: url,
      WebhookEvents: ["referral-created", "referral-created", "invoice-ready"],
    };
    const created = call("POST", webhooksPath, { body });
    expect(created.body).toEqual({
      SubscriberId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      WebhookUrl: url,
      WebhookEvents: ["referral-created", "invoice-ready"],
    });
    advance(1000);
    const changed = {
      webhookUrl: `${url}2`,
      webhookEvents: ["test-created"],
      signatureTokenToMsSignatureHeader: "true",
    };
    expect(call("PUT", webhooksPath, { body: changed }).body).toEqual({
      SubscriberId: bodyAt(created, "/SubscriberId"),
      WebhookUrl: `${url}2`,
      WebhookEvents: ["test-created"],
    });
    expect(call("GET", webhooksPath).body).toEqual({
      WebhookUrl: `${url}2`,
      WebhookEvents: ["test-created"],
      SignatureTokenToMsSignatureHeader: true,
      LastModifiedTimestamp: "2026-03-02T10:00:01Z",
    });
  });

  it.each([
    ["http", { WebhookUrl: "http://receiver.example", WebhookEvents: referralEvents }, "400 webhookUrl"],
    ["no address", { WebhookEvents: referralEvents }, "400 webhookUrl"],
    ["an unknown event", { WebhookUrl: url, WebhookEvents: ["referral-eaten"] }, "400 webhookEvents"],
    ["no event", { WebhookUrl: url, WebhookEvents: [] }, "400 webhookEvents"],
    ["a list", [], "400 body"],
    [
      "a flag that is none",
      { WebhookUrl: url, WebhookEvents: referralEvents, SignatureTokenToMsSignatureHeader: "perhaps" },
      "400 signatureFlag",
    ],
  ])("refuses %s", (_, body, expected) => {
    const { call } = emulator();
    expect(outcome(call("POST", webhooksPath, { body }))).toBe(expected);
    expect(call("GET", webhooksPath).status).toBe(404);
  });

  it("fails loudly on a property it does not know", () => {
    const body = { WebhookUrl: url, WebhookEvents: referralEvents, Secret: "x" };
    expect(failureCode(() => emulator().call("POST", webhooksPath, { body }))).toBe(
      "EMU_PC.PROPERTY_UNKNOWN",
    );
  });

  it.each([404, 400] as const)("quirk registrationMissing %i", (registrationMissing) => {
    const { call } = emulator({ quirks: { registrationMissing } });
    const body = { WebhookUrl: url, WebhookEvents: referralEvents };
    expect(call("GET", webhooksPath).status).toBe(registrationMissing);
    expect(call("PUT", webhooksPath, { body }).status).toBe(registrationMissing);
  });

  it.each([409, 400] as const)("quirk registrationExists %i", (registrationExists) => {
    const { call } = registered({ quirks: { registrationExists } });
    const body = { WebhookUrl: url, WebhookEvents: referralEvents };
    expect(outcome(call("POST", webhooksPath, { body }))).toBe(`${registrationExists} registrationExists`);
  });

  it("belongs to the tenant, so only an admin may touch it", () => {
    const { call } = emulator({ users: [{ email: "bo@contoso.example", role: "referralsUser" }] });
    expect(call("GET", webhooksPath, { user: "bo@contoso.example" })).toMatchObject({
      status: 403,
      body: { code: 403, source: "PartnerCenterWebhooks" },
    });
  });

  it("lists the events there are", () => {
    const { body } = emulator().call("GET", `${webhooksPath}/events`);
    expect(body).toEqual(expect.arrayContaining([...referralEvents, "test-created"]));
  });
});

describe("events", () => {
  it("tell of own and related referrals, created and changed", () => {
    const { center, create, patch } = registered();
    const own = create(dealBody({ "/type": "Shared" }));
    const invited = create(invitationBody(textAt(own, "/engagementId")));
    patch(textAt(own, "/id"), [replace("/details/notes", "x")]);
    center.microsoft.accept(textAt(invited, "/id"));
    expect(namesOf(center.webhooks.events())).toEqual([
      "referral-created",
      "related-referral-created",
      "referral-updated",
      "related-referral-updated",
      "referral-updated",
    ]);
    expect(center.webhooks.events()[0]).toEqual({
      EventName: "referral-created",
      ResourceUri: `https://api.partnercenter.microsoft.com/engagements/v1/referrals/${textAt(own, "/id")}`,
      ResourceName: "referral",
      AuditUri: null,
      ResourceChangeUtcDate: "2026-03-02T10:00:00.0000000+00:00",
    });
  });

  it("are raised without a registration, and delivered only for what is registered", () => {
    const nobody = emulator();
    nobody.create(dealBody());
    expect(nobody.center.webhooks.events()).toHaveLength(1);
    expect(nobody.center.webhooks.deliveries()).toEqual([]);
    const some = registered({}, ["referral-updated"]);
    const { id } = some.center.portal.createDeal("private");
    some.patch(id ?? "", [replace("/details/notes", "x")]);
    expect(namesOf(some.center.webhooks.deliveries().map(({ body }) => body))).toEqual(["referral-updated"]);
  });

  it.each([
    ["related", false],
    ["own", true],
  ] as const)("quirk relatedEventNames %s", (relatedEventNames, isOwn) => {
    const { center } = registered({ quirks: { relatedEventNames } });
    const { id } = center.portal.createDeal("coSell");
    const related = center.webhooks
      .events()
      .find(({ EventName }) => EventName === "related-referral-created");
    expect(related?.ResourceUri.endsWith(id ?? "-")).toBe(isOwn);
  });

  it.each([
    ["partnercenter", "https://api.partnercenter.microsoft.com/engagements/v1/referrals/"],
    ["partner", "https://api.partner.microsoft.com/v1.0/engagements/referrals/"],
  ] as const)("quirk resourceUri %s", (resourceUri, address) => {
    const { center } = registered({ quirks: { resourceUri } });
    const { id } = center.portal.createDeal("private");
    expect(center.webhooks.events()[0]?.ResourceUri).toBe(`${address}${id}`);
  });
});

describe("delivery", () => {
  it("is signed over the very bytes that are sent", () => {
    const { center, call } = registered();
    center.portal.createDeal("private");
    const delivery = center.webhooks.nextDelivery();
    expect(delivery).toMatchObject({ attempt: 1, url, dueAt: start + 1000 });
    const { headers = {}, text = "" } = delivery ?? {};
    expect(JSON.parse(text)).toEqual(delivery?.body);
    expect(headers["authorization"]).toBeUndefined();
    const [scheme, signature = ""] = (headers["x-ms-signature"] ?? "").split(" ");
    expect([scheme, headers["x-ms-signature-algorithm"]]).toEqual(["Signature", "rsa-sha256"]);
    const served = call("GET", new URL(headers["x-ms-certificate-url"] ?? "").pathname, { user: "" });
    expect(served.body).toBe(center.webhooks.certificate);
    const certificate = new X509Certificate(String(served.body));
    expect(certificate.issuer).toContain("O=Microsoft Corporation");
    const verify = (content: string) =>
      createVerify("RSA-SHA256").update(content).verify(certificate.publicKey, signature, "base64");
    expect([verify(text), verify(`${text} `)]).toEqual([true, false]);
  });

  it("puts the signature into Authorization unless told otherwise", () => {
    const { center, call } = emulator();
    call("POST", webhooksPath, { body: { WebhookUrl: url, WebhookEvents: referralEvents } });
    center.portal.createDeal("private");
    const headers = center.webhooks.nextDelivery()?.headers;
    expect(headers?.["authorization"]).toMatch(/^Signature /);
    expect(headers?.["x-ms-signature"]).toBeUndefined();
  });

  it("is tried ten times, later and later, and then given up for good", () => {
    const { center, advance, now } = registered();
    center.portal.createDeal("private");
    const waits: number[] = [];
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const next = center.webhooks.nextDelivery();
      expect(next?.attempt).toBe(attempt);
      waits.push((next?.dueAt ?? 0) - now());
      advance((next?.dueAt ?? 0) - now());
      center.webhooks.delivered(next?.id ?? "", attempt % 2 === 0 ? 500 : "none");
    }
    expect(waits).toEqual([1000, ...[1, 2, 4, 8, 15, 30, 60, 120, 240].map((minutes) => minutes * 60_000)]);
    expect(center.webhooks.nextDelivery()).toBeUndefined();
    expect(center.webhooks.deadLetters()).toHaveLength(1);
  });

  it.each([200, 202, 204])("ends with %i", (status) => {
    const { center } = registered();
    center.portal.createDeal("private");
    const { id = "" } = center.webhooks.nextDelivery() ?? {};
    center.webhooks.delivered(id, status);
    expect(center.webhooks.deliveries()).toEqual([]);
    expect(center.webhooks.deadLetters()).toEqual([]);
    expect(failureCode(() => center.webhooks.delivered(id, status))).toBe("EMU_PC.RECORD_UNKNOWN");
  });
});

describe("validation events", () => {
  it("are delivered, limited to two a minute, and kept for seven days", () => {
    const { center, call, advance } = registered({}, ["test-created"]);
    const validate = () => call("POST", `${webhooksPath}/validationEvents`);
    const correlationId = textAt(validate(), "/correlationId");
    const result = () => call("GET", `${webhooksPath}/validationEvents/${correlationId}`);
    expect(result().body).toMatchObject({ status: "pending", results: [] });
    const delivery = center.webhooks.nextDelivery();
    expect(delivery?.body.EventName).toBe("test-created");
    center.webhooks.delivered(delivery?.id ?? "", 503);
    center.webhooks.delivered(delivery?.id ?? "", 200);
    expect(result().body).toMatchObject({
      correlationId,
      status: "completed",
      callbackUrl: url,
      results: [{ responseCode: "503" }, { responseCode: "OK" }],
    });
    expect(validate().status).toBe(200);
    advance(20_000);
    expect(validate()).toMatchObject({ status: 429, headers: { "Retry-After": "40" } });
    advance(40_000);
    expect(validate().status).toBe(200);
    advance(7 * 24 * 60 * 60 * 1000);
    expect(result().status).toBe(404);
  });

  it("need a registration for them", () => {
    expect(emulator().call("POST", `${webhooksPath}/validationEvents`).status).toBe(404);
    expect(outcome(registered().call("POST", `${webhooksPath}/validationEvents`))).toBe("400 testEvent");
  });
});

describe("what may become of notifications", () => {
  const started = (fault: Parameters<ReturnType<typeof emulator>["center"]["faults"]["deliver"]>[0]) => {
    const service = registered();
    service.center.faults.deliver(fault);
    return service;
  };
  const due = (service: ReturnType<typeof emulator>) =>
    service.center.webhooks
      .deliveries()
      .map(({ body, dueAt }) => [String(asObject(body)?.["ResourceUri"]).slice(-36), dueAt - start]);

  it("lost", () => {
    const service = started({ kind: "lose", times: 2 });
    const ids = [1, 2, 3].map(() => service.center.portal.createDeal("private").id);
    expect(due(service)).toEqual([[ids[2], 1000]]);
  });

  it("delivered twice", () => {
    const service = started({ kind: "duplicate", by: 5000 });
    const { id } = service.center.portal.createDeal("private");
    expect(due(service)).toEqual([
      [id, 1000],
      [id, 6000],
    ]);
  });

  it("delayed, by kind of event", () => {
    const service = started({ kind: "delay", event: "referral-updated", by: 90_000 });
    const { id } = service.center.portal.createDeal("private");
    service.patch(id ?? "", [replace("/details/notes", "x")]);
    expect(due(service)).toEqual([
      [id, 1000],
      [id, 91_000],
    ]);
  });

  it("sent in reverse", () => {
    const service = started({ kind: "reorder" });
    const first = service.center.portal.createDeal("private").id;
    expect(due(service)).toEqual([]);
    const second = service.center.portal.createDeal("private").id;
    expect(due(service)).toEqual([
      [second, 1000],
      [first, 1000],
    ]);
    service.center.faults.deliver({ kind: "reorder", times: 3 });
    const third = service.center.portal.createDeal("private").id;
    service.center.faults.release();
    expect(due(service).at(-1)).toEqual([third, 1000]);
    service.center.faults.deliver({ kind: "lose", times: 9 });
    service.center.faults.clear();
    service.center.portal.createDeal("private");
    expect(due(service)).toHaveLength(4);
  });
});
