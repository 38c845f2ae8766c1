import fc from "fast-check";
import { expect, it } from "vitest";
import { seller, testOrg } from "../../unit/salesforce-emulator/org.ts";

/** What happens in the life of a trigger: a record is made, one is edited, time passes, the trigger polls. */
const event = fc.oneof(
  fc.record({ kind: fc.constant("create" as const) }),
  fc.record({ kind: fc.constant("edit" as const), which: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant("refused" as const), which: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant("wait" as const), seconds: fc.constantFrom(0.3, 1, 30) }),
  fc.record({ kind: fc.constant("poll" as const) }),
);

it("a trigger delivers the last state of every record that changed, and then falls silent", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 25 }), (events) => {
      const org = testOrg();
      const actor = org.control.as(seller);
      const ids: string[] = [];
      const last = new Map<string, string>();
      const delivered = new Map<string, string>();
      let answer = org.connector("GET", "/datasets/default/tables/Opportunity/onupdateditems", {
        query: { $select: "NextStep" },
      });
      let count = 0;
      const pollOnce = (): number => {
        answer = org.follow(answer);
        const { body } = answer;
        if (answer.status === 202 || typeof body !== "object" || body === null || !("value" in body))
          return 0;
        const items: readonly { readonly Id: string; readonly NextStep: string }[] = Array.isArray(body.value)
          ? body.value
          : [];
        for (const { Id, NextStep } of items) delivered.set(Id, NextStep);
        return items.length;
      };
      for (const happening of events) {
        count += 1;
        const id = "which" in happening ? ids[happening.which % Math.max(1, ids.length)] : undefined;
        if (happening.kind === "create") {
          const made = org.opportunity({ NextStep: `v${count}` });
          ids.push(made);
          last.set(made, `v${count}`);
        } else if (happening.kind === "edit" && id !== undefined) {
          actor.edit("Opportunity", id, { NextStep: `v${count}` });
          last.set(id, `v${count}`);
        } else if (happening.kind === "refused" && id !== undefined) {
          expect(actor.edit("Opportunity", id, { Name: null }).ok).toBe(false);
        } else if (happening.kind === "wait") org.advance(happening.seconds);
        else if (happening.kind === "poll") pollOnce();
      }
      org.advance(2);
      pollOnce();
      expect(delivered).toEqual(last);
      org.advance(60);
      expect(pollOnce()).toBe(0);
    }),
    { numRuns: 200 },
  );
});
