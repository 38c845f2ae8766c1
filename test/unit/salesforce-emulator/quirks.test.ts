import { describe, expect, it } from "vitest";
import { type Quirks, quirkTable } from "../../../simulator/services/salesforce/quirks.ts";
import { codes, seller, type TestOrg, testOrg } from "./org.ts";

const tables = "/datasets/default/tables";
const base = { Name: "Adatum", StageName: "Prospecting", CloseDate: "2026-05-01" };
const v = "/services/data/v58.0";

/** What a test sees under each setting of a quirk. */
type Cases = {
  readonly [Id in keyof Quirks]: { readonly see: (org: TestOrg) => unknown } & {
    readonly expected: Readonly<Record<Quirks[Id], unknown>>;
  };
};

const stale = { "if-unmodified-since": "Thu, 15 Jan 2026 09:00:00 GMT" };
const keyed = {
  objects: [
    {
      name: "Opportunity",
      label: "",
      labelPlural: "",
      fields: [{ name: "Key__c", label: "Key", type: "string", length: 20, externalId: true }],
    },
  ],
  permissionSets: [],
} as const;

function poll(org: TestOrg, change: (org: TestOrg) => void): unknown {
  const first = org.connector("GET", `${tables}/Opportunity/onupdateditems`, { query: { $select: "Name" } });
  change(org);
  return org.follow(first).status;
}

function twoPrimaries(org: TestOrg): unknown {
  const opportunity = org.opportunity();
  const actor = org.control.as(seller);
  const roles = ["Vance", "Lopez"].map((LastName) => {
    const contact = actor.create("Contact", { LastName });
    return actor.create("OpportunityContactRole", {
      OpportunityId: opportunity,
      ContactId: contact.ok ? contact.id : null,
      IsPrimary: true,
    });
  });
  return [
    roles.map(({ ok }) => ok),
    org.control.records("OpportunityContactRole", { IsPrimary: true }).length,
  ];
}

const cases: Cases = {
  "polling-timestamp": {
    see: (org) => {
      const id = org.opportunity();
      org.advance(60);
      return poll(org, () => {
        org.control.automate("Opportunity", id, { NextStep: "x" });
        org.advance(60);
      });
    },
    expected: { SystemModstamp: 200, LastModifiedDate: 202 },
  },
  "poll-window": {
    see: (org) => poll(org, () => org.opportunity()),
    expected: { "closed-second": 202, open: 200 },
  },
  "poll-page": {
    see: (org) => {
      let poll = org.connector("GET", `${tables}/Opportunity/onupdateditems`, { query: { $select: "Name" } });
      for (let count = 0; count < 250; count += 1) {
        org.opportunity({ Name: `deal ${count}` });
        // Hundreds within one second, and a page that ends within it.
        if (count === 180) org.advance(1);
      }
      org.advance(60);
      return [1, 2, 3, 4].map(() => {
        poll = org.follow(poll);
        const { value } = poll.status === 202 ? { value: [] } : bodyOf(poll);
        return Array.isArray(value) ? new Set(value.map((each) => each.Name)).size : value;
      });
    },
    expected: { all: [250, 0, 0, 0], hundred: [100, 100, 50, 0] },
  },
  "updated-includes-created": {
    see: (org) =>
      poll(org, () => {
        org.opportunity();
        org.advance(60);
      }),
    expected: { yes: 200, no: 202 },
  },
  "connector-datetime": {
    see: (org) =>
      bodyOf(org.connector("GET", `/v2${tables}/Opportunity/items/${org.opportunity()}`))["CreatedDate"],
    expected: { salesforce: "2026-01-15T09:00:00.000+0000", iso: "2026-01-15T09:00:00Z" },
  },
  "item-designer-fields": {
    see: (org) =>
      "ItemInternalId" in bodyOf(org.connector("GET", `/v2${tables}/Opportunity/items/${org.opportunity()}`)),
    expected: { present: true, absent: false },
  },
  "connector-update-body": {
    see: (org) => {
      const path = `${tables}/Opportunity/externalIdFields/Referral_Identifier__c/r1`;
      const upsert = org.connector("PATCH", `/v2${path}`, { body: base });
      const patch = org.connector("PATCH", `/v3${tables}/Opportunity/items/${org.opportunity()}`, {
        body: {},
      });
      return [upsert.body === undefined, patch.body === undefined];
    },
    expected: { record: [false, false], empty: [true, true] },
  },
  "http-action-conditional-headers": {
    see: (org) => {
      const uri = `${v}/sobjects/Opportunity/${org.opportunity()}`;
      const headers = {
        uri,
        method: "PATCH",
        customheader1: "If-Unmodified-Since: Wed, 14 Jan 2026 09:00:00 GMT",
      };
      return org.connector("POST", "/codeless/httprequest", { headers, body: {} }).status;
    },
    expected: { forwarded: 412, dropped: 204 },
  },
  "connector-error-envelope": {
    see: (org) => Array.isArray(org.connector("POST", `/v2${tables}/Opportunity/items`, { body: {} }).body),
    expected: { hub: false, salesforce: true },
  },
  "upsert-update-status": {
    see: (org) => {
      const path = "/sobjects/Opportunity/Referral_Identifier__c/r1";
      org.rest("PATCH", path, base);
      return org.rest("PATCH", path, base).status;
    },
    expected: { "200": 200, "204": 204 },
  },
  "ambiguous-external-id-body": {
    see: (org) => {
      for (const _ of [1, 2]) org.rest("POST", "/sobjects/Opportunity", { ...base, Key__c: "k" });
      const answer = org.rest("GET", "/sobjects/Opportunity/Key__c/k");
      return [answer.status, codes(answer)];
    },
    expected: { urls: [300, ["", ""]], error: [300, ["DUPLICATE_EXTERNAL_ID"]] },
  },
  "lock-row-status": {
    see: (org) => {
      const id = org.opportunity();
      org.control.lockRow(id);
      return org.rest("PATCH", `/sobjects/Opportunity/${id}`, {}).status;
    },
    expected: { "400": 400, "409": 409 },
  },
  "precondition-clock": {
    see: (org) => {
      const id = org.opportunity();
      org.advance(60);
      org.control.automate("Opportunity", id, { NextStep: "x" });
      return org.rest("PATCH", `/sobjects/Opportunity/${id}`, {}, stale).status;
    },
    expected: { SystemModstamp: 412, LastModifiedDate: 204 },
  },
  "precondition-body": {
    see: (org) => {
      org.advance(60);
      return org.rest("PATCH", `/sobjects/Opportunity/${org.opportunity()}`, {}, stale).body === undefined;
    },
    expected: { error: false, empty: true },
  },
  "collection-failure-in-composite": {
    see: (org) => {
      const records = [{ attributes: { type: "Account" } }];
      org.rest("POST", "/composite", {
        allOrNone: true,
        compositeRequest: [
          { method: "POST", url: `${v}/sobjects/Account`, referenceId: "a", body: { Name: "A" } },
          { method: "POST", url: `${v}/composite/sobjects`, referenceId: "b", body: { records } },
        ],
      });
      return org.control.records("Account").length;
    },
    expected: { continues: 1, halts: 0 },
  },
  "composite-query-cap": {
    see: (org) => {
      const compositeRequest = Array.from({ length: 6 }, (_, index) => ({
        method: "GET",
        url: `${v}/query?q=SELECT+Id+FROM+User`,
        referenceId: `q${index}`,
      }));
      return org.rest("POST", "/composite", { compositeRequest }).status;
    },
    expected: { five: 400, none: 200 },
  },
  "summary-touches-parent": {
    see: (org) => {
      const id = org.opportunity();
      org.advance(60);
      org.control
        .as(seller)
        .create("Microsoft_Partner_Center_Solution__c", { Opportunity__c: id, Solution_Id__c: "SOL-1" });
      const record = org.control.record("Opportunity", id);
      return record?.["SystemModstamp"] !== record?.["LastModifiedDate"];
    },
    expected: { SystemModstamp: true, nothing: false },
  },
  "second-primary-contact": {
    see: twoPrimaries,
    expected: { replaces: [[true, true], 1], refused: [[true, false], 1] },
  },
  "contact-id-on-create": {
    see: (org) => {
      const contact = org.control.as(seller).create("Contact", { LastName: "Vance" });
      org.opportunity({ ContactId: contact.ok ? contact.id : null });
      return org.control.records("OpportunityContactRole").length;
    },
    expected: { "makes-role": 1, ignored: 0 },
  },
  "unknown-column-on-write": {
    see: (org) => {
      const id = org.opportunity();
      org.control.removePermissionSet("integration@contoso.example", "Cosell_Integration");
      org.control.removePermissionSet("integration@contoso.example", "Cosell_Integration_Status");
      return codes(org.rest("PATCH", `/sobjects/Opportunity/${id}`, { Audit__c: "x" }))[0];
    },
    expected: {
      INVALID_FIELD: "INVALID_FIELD",
      INVALID_FIELD_FOR_INSERT_UPDATE: "INVALID_FIELD_FOR_INSERT_UPDATE",
    },
  },
  "long-text-filter": {
    see: (org) => org.soql("SELECT Id FROM Opportunity WHERE Description = 'x'").status,
    expected: { refused: 400, allowed: 200 },
  },
  "text-whitespace": {
    see: (org) => org.control.record("Opportunity", org.opportunity({ NextStep: " x " }))?.["NextStep"],
    expected: { trimmed: "x", kept: " x " },
  },
  "textarea-newlines": {
    see: (org) =>
      org.control.record("Opportunity", org.opportunity({ Description: "a\nb" }))?.["Description"],
    expected: { kept: "a\nb", crlf: "a\r\nb" },
  },
  "deleted-people-rows": {
    see: (org) => {
      const actor = org.control.as(seller);
      const contact = actor.create("Contact", { LastName: "Vance" });
      const role = actor.create("OpportunityContactRole", {
        OpportunityId: org.opportunity(),
        ContactId: contact.ok ? contact.id : null,
      });
      if (role.ok) actor.delete("OpportunityContactRole", role.id);
      const soql = encodeURIComponent("SELECT Id FROM OpportunityContactRole WHERE IsDeleted = true");
      return bodyOf(org.rest("GET", `/queryAll?q=${soql}`))["totalSize"];
    },
    expected: { found: 1, gone: 0 },
  },
};

function bodyOf(answer: { readonly body?: unknown }): Readonly<Record<string, unknown>> {
  return typeof answer.body === "object" && answer.body !== null ? { ...answer.body } : {};
}

const needsKey: readonly string[] = ["ambiguous-external-id-body"];

describe.each(Object.values(quirkTable))(
  "quirk $id",
  ({ id, settings, default: standard, source, description }) => {
    it.each(settings.map((setting) => [String(setting)]))("%s", (setting) => {
      const schema = needsKey.includes(id) ? { schema: [keyed] } : {};
      const org = testOrg({ quirks: { [id]: setting }, ...schema });
      const { see, expected } = cases[id];
      expect(see(org)).toEqual(new Map<string, unknown>(Object.entries(expected)).get(setting));
    });

    it("has a source, a description, two settings and a default among them", () => {
      expect([source.length > 10, description.length > 20, settings.length]).toEqual([true, true, 2]);
      expect(settings).toContain(standard);
    });
  },
);
