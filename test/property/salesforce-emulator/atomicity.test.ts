import fc from "fast-check";
import { expect, it } from "vitest";
import type { ServiceResponse } from "../../../simulator/world/service.ts";
import { seller, type TestOrg, testOrg } from "../../unit/salesforce-emulator/org.ts";

const v = "/services/data/v58.0";
const solution = "Microsoft_Partner_Center_Solution__c";

/** One subrequest by kind; `target` picks an opportunity that exists. */
type Step =
  | { readonly kind: "create"; readonly key: string; readonly good: boolean }
  | { readonly kind: "edit"; readonly target: number; readonly key: string }
  | { readonly kind: "delete"; readonly target: number }
  | { readonly kind: "solution"; readonly target: number; readonly key: string };

const key = fc.constantFrom("k1", "k2", "k3");
const target = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), key, good: fc.boolean() }),
  fc.record({ kind: fc.constant("edit" as const), target, key }),
  fc.record({ kind: fc.constant("delete" as const), target }),
  fc.record({ kind: fc.constant("solution" as const), target, key }),
);

function request(step: Step, index: number, ids: readonly string[]) {
  const id = (number: number): string => ids[number] ?? "";
  const referenceId = `r${index}`;
  const opportunity = `${v}/sobjects/Opportunity`;
  switch (step.kind) {
    case "create":
      return {
        method: "POST",
        url: opportunity,
        referenceId,
        body: {
          Name: "N",
          StageName: "Prospecting",
          Referral_Identifier__c: step.key,
          ...(step.good ? { CloseDate: "2026-05-01" } : {}),
        },
      };
    case "edit":
      return {
        method: "PATCH",
        url: `${opportunity}/${id(step.target)}`,
        referenceId,
        body: { Referral_Identifier__c: step.key },
      };
    case "delete":
      return { method: "DELETE", url: `${opportunity}/${id(step.target)}`, referenceId };
    case "solution":
      return {
        method: "POST",
        url: `${v}/sobjects/${solution}`,
        referenceId,
        body: { Opportunity__c: id(step.target), Solution_Id__c: "SOL-1", Solution_Key__c: step.key },
      };
  }
}

function statuses(answer: ServiceResponse): readonly number[] {
  const { body } = answer;
  if (typeof body !== "object" || body === null || !("compositeResponse" in body)) return [];
  return Array.isArray(body.compositeResponse)
    ? body.compositeResponse.map((entry: { readonly httpStatusCode: number }) => entry.httpStatusCode)
    : [];
}

function start(): { readonly org: TestOrg; readonly ids: readonly string[] } {
  const org = testOrg();
  const ids = [1, 2, 3].map((number) => org.opportunity({ Name: `O${number}` }));
  org.control.as(seller).create(solution, { Opportunity__c: ids[0] ?? "", Solution_Id__c: "SOL-0" });
  org.advance(10);
  return { org, ids };
}

it("a composite with allOrNone happens whole or not at all, and the indexes agree afterwards", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const { org, ids } = start();
      const before = org.control.snapshot();
      const compositeRequest = steps.map((entry, index) => request(entry, index, ids));
      const answer = org.rest("POST", "/composite", { allOrNone: true, compositeRequest });
      const failed = statuses(answer).some((status) => status >= 300);
      if (failed) expect(org.control.snapshot()).toEqual(before);
      else expect(org.control.snapshot()).not.toEqual(before);
      for (const text of ["k1", "k2", "k3"]) {
        const rows = org.control.records("Opportunity", { Referral_Identifier__c: text });
        expect(rows.length).toBeLessThan(2);
        expect(org.rest("GET", `/sobjects/Opportunity/Referral_Identifier__c/${text}`).status).toBe(
          rows.length === 1 ? 200 : 404,
        );
      }
      for (const row of org.control.records("Opportunity")) {
        const children = org.control.records(solution, { Opportunity__c: row["Id"] ?? null });
        expect(row["Microsoft_Solution_Count__c"]).toBe(children.length);
      }
    }),
    { numRuns: 200 },
  );
});

it("without allOrNone the answers are those of single requests", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const together = start();
      const single = start();
      const compositeRequest = steps.map((entry, index) => request(entry, index, together.ids));
      const answer = together.org.rest("POST", "/composite", { compositeRequest });
      const alone = steps.map((entry, index) => {
        const { method, url, body } = { body: undefined, ...request(entry, index, single.ids) };
        return single.org.handle({
          method: method === "POST" || method === "PATCH" ? method : "DELETE",
          path: url,
          query: {},
          headers: {},
          body,
          user: "integration@contoso.example",
        }).status;
      });
      expect(statuses(answer)).toEqual(alone);
      expect(together.org.control.snapshot()).toEqual(single.org.control.snapshot());
    }),
    { numRuns: 100 },
  );
});
