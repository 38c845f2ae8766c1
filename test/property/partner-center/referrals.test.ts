import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../../generator/diagnostics/failure.ts";
import { dealBody, emulator, invitationBody, items, replace } from "../../unit/partner-center/harness.ts";

const values = {
  "/details/notes": fc.string(),
  "/details/dealValue": fc.integer({ min: -5, max: 100_000 }),
  "/details/currency": fc.constantFrom("GBP", "EUR", "eur", ""),
  "/status": fc.constantFrom("New", "Active", "Closed"),
  "/substatus": fc.constantFrom("Pending", "Accepted", "Won", "Lost", "Declined", "Expired"),
  "/consent/consentToShareReferralWithMicrosoftSellers": fc.boolean(),
  "/name": fc.string(),
  "/customerProfile/name": fc.constantFrom("Fabrikam Ltd", "Other"),
} as const;

const operation = fc.oneof(
  ...Object.entries(values).map(([path, value]) => value.map((each: unknown) => replace(path, each))),
);

/** What may happen to one of the first few referrals. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("patch" as const),
      on: fc.nat(4),
      body: fc.array(operation, { minLength: 1, maxLength: 3 }),
      stale: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("accept" as const, "decline" as const, "won" as const),
      on: fc.nat(4),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("invite" as const), on: fc.nat(4) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 9 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function world() {
  const service = emulator();
  service.create(dealBody());
  service.create(dealBody({ "/consent/consentToShareReferralWithMicrosoftSellers": false }));
  service.center.microsoft.createReferral();
  return service;
}

function take(service: ReturnType<typeof world>, each: Step): number {
  const { center, patch, advance, create } = service;
  if (each.kind === "wait") {
    advance(each.days * 24 * 60 * 60 * 1000);
    return 0;
  }
  const all = center.records.all();
  const referral = all[each.on % all.length];
  const id = referral?.id ?? "";
  if (each.kind === "patch") {
    const headers = each.stale ? { "if-match": '"stale"' } : {};
    return patch(id, each.body, { headers }).status;
  }
  if (each.kind === "invite") return create(invitationBody(referral?.engagementId ?? null)).status;
  try {
    if (each.kind === "accept") center.microsoft.accept(id);
    else if (each.kind === "decline") center.microsoft.decline(id, "No");
    else center.portal.close(id, "Won");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return 0;
}

describe("whatever is asked of the emulated Partner Center", () => {
  it("what is closed or shown to Microsoft stays so, and only what is accepted changes anything", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const service = world();
        const { records } = service.center;
        for (const each of steps) {
          const before = records.all();
          const status = take(service, each);
          expect(status).toBeLessThan(500);
          const after = records.all();
          for (const [index, old] of before.entries()) {
            const now = after[index];
            if (old.status === "Closed") expect(now).toEqual(old);
            if (old.consent.consentToShareReferralWithMicrosoftSellers === true) {
              expect(now?.consent.consentToShareReferralWithMicrosoftSellers).toBe(true);
            }
            expect(now?.engagementId).toBe(old.engagementId);
            if (now !== old) expect(now?.eTag).not.toBe(old.eTag);
          }
          if (status >= 400) expect(after).toEqual(before);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("every write raises one event, and the same calls make the same world", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const [left, right] = [world(), world()];
        let tags = new Set(left.center.records.all().map(({ eTag }) => eTag));
        let writes = left.center.webhooks.events().length;
        for (const each of steps) {
          expect(take(left, each)).toBe(take(right, each));
          const now = new Set(left.center.records.all().map(({ eTag }) => eTag));
          const fresh = [...now].filter((tag) => !tags.has(tag)).length;
          const raised = left.center.webhooks.events().length - writes;
          // One step may write a record twice; then it has one new eTag and two events.
          expect(raised).toBeGreaterThanOrEqual(fresh);
          if (fresh === 0) expect(raised).toBe(0);
          tags = now;
          writes += raised;
        }
        expect(left.center.records.all()).toEqual(right.center.records.all());
        expect(left.center.webhooks.events()).toEqual(right.center.webhooks.events());
      }),
      { numRuns: 40 },
    );
  });
});

const comparison = fc.oneof(
  fc.record({
    property: fc.constant("status" as const),
    op: fc.constantFrom("eq" as const, "ne" as const),
    value: fc.constantFrom("New", "Active", "Closed"),
  }),
  fc.record({
    property: fc.constant("direction" as const),
    op: fc.constantFrom("eq" as const, "ne" as const),
    value: fc.constantFrom("Incoming", "Outgoing"),
  }),
  fc.record({
    property: fc.constant("type" as const),
    op: fc.constantFrom("eq" as const, "ne" as const),
    value: fc.constantFrom("Independent", "Shared"),
  }),
);
type Comparison = typeof comparison extends fc.Arbitrary<infer C> ? C : never;

interface Formula {
  readonly text: string;
  readonly holds: (item: Readonly<Record<string, unknown>>) => boolean;
}

const leaf = comparison.map(
  ({ property, op, value }: Comparison): Formula => ({
    text: `${property} ${op} '${value}'`,
    holds: (item) => (item[property] === value) === (op === "eq"),
  }),
);
const formula: fc.Arbitrary<Formula> = fc.letrec<{ tree: Formula }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie("tree").map(({ text, holds }): Formula => ({ text: `not (${text})`, holds: (item) => !holds(item) })),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Formula => ({
        text: `(${a.text} and ${b.text})`,
        holds: (item) => a.holds(item) && b.holds(item),
      }),
    ),
    fc.tuple(tie("tree"), tie("tree")).map(
      ([a, b]): Formula => ({
        text: `(${a.text} or ${b.text})`,
        holds: (item) => a.holds(item) || b.holds(item),
      }),
    ),
  ),
})).tree;

describe("the list of referrals", () => {
  const service = world();
  service.center.portal.createDeal("coSell");
  service.center.portal.close(service.center.portal.createDeal("private").id ?? "", "Lost");
  service.center.microsoft.createLead("marketplace");
  const all = items(service.list());

  it("holds exactly what passes the filter", () => {
    fc.assert(
      fc.property(formula, ({ text, holds }) => {
        const found = items(service.list({ $filter: text })).map(({ id }) => id);
        expect(found).toEqual(all.filter(holds).map(({ id }) => id));
      }),
      { numRuns: 150 },
    );
  });

  it("can be read piece by piece", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), (size) => {
        const seen: unknown[] = [];
        for (let skip = 0; skip < all.length; skip += size) {
          const page = service.list({
            $top: String(size),
            $skip: String(skip),
            $orderby: "createdDateTime asc",
          });
          seen.push(...items(page).map(({ id }) => id));
        }
        expect(new Set(seen)).toEqual(new Set(all.map(({ id }) => id)));
        expect(seen).toHaveLength(all.length);
      }),
    );
  });
});

describe("deliveries", () => {
  it("end with the first 2xx or after ten attempts, whatever is answered", () => {
    const answer = fc.constantFrom<number | "none">(200, 202, 400, 500, "none");
    fc.assert(
      fc.property(fc.array(answer, { minLength: 10, maxLength: 10 }), (answers) => {
        const { center, call, advance, now } = emulator();
        const body = { WebhookUrl: "https://receiver.example/", WebhookEvents: ["referral-created"] };
        call("POST", "/webhooks/v1/registration", { body });
        center.portal.createDeal("private");
        let attempts = 0;
        for (
          let next = center.webhooks.nextDelivery();
          next !== undefined;
          next = center.webhooks.nextDelivery()
        ) {
          advance(next.dueAt - now());
          center.webhooks.delivered(next.id, answers[attempts] ?? "none");
          attempts += 1;
        }
        const taken = answers.findIndex((each) => each !== "none" && each < 300);
        expect(attempts).toBe(taken < 0 ? 10 : taken + 1);
        expect(center.webhooks.deadLetters()).toHaveLength(taken < 0 ? 1 : 0);
      }),
    );
  });
});
