import { describe, expect, it } from "vitest";
import { statuses, substatuses } from "../../../simulator/services/partner-center/enums.ts";
import {
  substatusesOf,
  transitions,
} from "../../../simulator/services/partner-center/referrals/transitions.ts";
import { day, dealBody, emulator, outcome, replace, textAt } from "./harness.ts";

const states = statuses.flatMap((status) => substatuses.map((substatus) => ({ status, substatus })));
const toState = (status: string, substatus: string) => [
  replace("/status", status),
  replace("/substatus", substatus),
];

describe.each(["declineOnly", "any"] as const)("quirk closeFromNew %s", (closeFromNew) => {
  it.each(["New", "Active"] as const)("every state a caller asks for from %s", (from) => {
    for (const { status, substatus } of states) {
      const { center, patch } = emulator({ quirks: { closeFromNew } });
      const inbound = center.microsoft.createReferral();
      const referral = from === "New" ? inbound : center.portal.accept(inbound.id ?? "");
      const same = status === referral.status && substatus === referral.substatus;
      const row = transitions.find(
        (one) =>
          one.from === from && one.to === status && one.substatus === substatus && one.by.includes("api"),
      );
      const allowed = row !== undefined && (row.unconfirmed !== true || closeFromNew === "any");
      const isPair = substatusesOf[status].includes(substatus);
      const expected = same || allowed ? "204" : isPair ? "400 transition" : "400 statusPair";
      const response = patch(referral.id ?? "", toState(status, substatus));
      expect(`${status}/${substatus} ${outcome(response)}`).toBe(`${status}/${substatus} ${expected}`);
    }
  });
});

describe("terminal lock", () => {
  const closed = ["Won", "Lost", "Declined", "Error"] as const;

  it.each(closed)("nothing changes after %s, not even to the same value", (substatus) => {
    const { center, create, patch } = emulator();
    const id =
      substatus === "Declined"
        ? (center.microsoft.createReferral().id ?? "")
        : textAt(create(dealBody()), "/id");
    if (substatus === "Declined") center.portal.decline(id, "No budget");
    else center.portal.close(id, substatus, "Done");
    const before = center.records.referral(id);
    for (const body of [
      replace("/details/notes", "x"),
      replace("/substatus", substatus),
      replace("/externalReferenceId", "x"),
      toState("Active", "Accepted"),
    ]) {
      expect(outcome(patch(id, body))).toBe("400 terminal");
    }
    expect(center.records.referral(id)).toBe(before);
    expect(before).toMatchObject({
      closedDateTime: "2026-03-02T10:00:00Z",
      statusReason: expect.any(String),
    });
  });

  it.each([400, 409] as const)("quirk terminalStatus %i", (terminalStatus) => {
    const { center, patch } = emulator({ quirks: { terminalStatus } });
    const { id } = center.portal.createDeal("private");
    center.portal.close(id ?? "", "Lost");
    expect(patch(id ?? "", [replace("/details/notes", "x")]).status).toBe(terminalStatus);
  });

  it.each([
    ["accepted", "204"],
    ["refused", "400 closeWithEdits"],
  ] as const)("quirk closeWithEdits %s", (closeWithEdits, expected) => {
    const { center, patch } = emulator({ quirks: { closeWithEdits } });
    const { id } = center.portal.createDeal("private");
    const reason = replace("/statusReason", "Price");
    const lost = [...toState("Closed", "Lost"), reason];
    expect(outcome(patch(id ?? "", [replace("/details/notes", "x"), ...lost]))).toBe(expected);
    if (closeWithEdits === "refused") expect(outcome(patch(id ?? "", lost))).toBe("204");
  });

  it("a status without its substatus is inconsistent", () => {
    const { center, patch } = emulator();
    const { id } = center.portal.createDeal("private");
    expect(outcome(patch(id ?? "", [replace("/status", "Closed")]))).toBe("400 statusPair");
    expect(outcome(patch(id ?? "", [replace("/substatus", "Won")]))).toBe("400 statusPair");
  });
});

describe("expiry", () => {
  it("closes what nobody answers in 14 days, at that time, and tells the partner", () => {
    const { center, advance, call } = emulator();
    const body = { WebhookUrl: "https://receiver.example/", WebhookEvents: ["referral-updated"] };
    expect(call("POST", "/webhooks/v1/registration", { body }).status).toBe(200);
    const { id } = center.microsoft.createReferral();
    const due = center.dueAt();
    expect(due).toBe(Date.parse("2026-03-16T10:00:00Z"));
    advance(14 * day - 1);
    expect(center.records.referral(id ?? "")?.status).toBe("New");
    advance(30 * day);
    center.tick();
    expect(center.records.referral(id ?? "")).toMatchObject({
      status: "Closed",
      substatus: "Expired",
      closedDateTime: "2026-03-16T10:00:00Z",
      updatedDateTime: "2026-03-16T10:00:00Z",
    });
    expect(center.dueAt()).toBeUndefined();
    expect(center.webhooks.nextDelivery()).toMatchObject({ dueAt: (due ?? 0) + 1000 });
  });

  it("spares what was answered", () => {
    const { center, advance } = emulator();
    const accepted = center.microsoft.createReferral();
    center.portal.accept(accepted.id ?? "");
    const deal = center.portal.createDeal("coSell");
    center.microsoft.accept(deal.id ?? "");
    advance(15 * day);
    expect(center.records.all().map(({ status }) => status)).toEqual([
      "Active",
      "Active",
      "Active",
      "Active",
    ]);
  });

  it("happens on any look at the service", () => {
    const { center, advance, read } = emulator();
    const { id } = center.microsoft.createReferral();
    advance(14 * day);
    expect(read(id ?? "").body).toMatchObject({ substatus: "Expired" });
  });
});
