import { describe, expect, it } from "vitest";
import { artifactsOf, compareWith, type Edit, editedMapping, filesOf, released } from "./releases.ts";

/** Severity, code and message of what breaks after edits of the released zips, raised to a version. */
function broken(edits: readonly Edit[], layout: "single" | "split" = "single", version = "1.1.0.0") {
  const raise: Edit = {
    file: "solution.xml",
    before: "<Version>1.0.0.0</Version>",
    after: `<Version>${version}</Version>`,
  };
  const after = filesOf(released, [raise, ...edits]);
  return compareWith(after, layout).breaking.map(({ severity, code, message }) => [severity, code, message]);
}

const manual =
  "Workflows/CustomizeCreateorGetDetailsfromSalesforce-C033D51F-E317-5A5A-B63D-FA6C0B2F1FA9.json";
const listener = "Workflows/PartnerCentertoSalesforce-D7426DA9-BA36-5710-8D98-90A55331143E.json";
const referrals = "Connector/csl_cosellreferrals_openapidefinition.json";

describe("a breaking change", () => {
  it("is an error, and a warning with a new major version", () => {
    const edit: Edit = {
      file: referrals,
      before: '"operationId":"GetReferralById"',
      after: '"operationId":"ReadReferral"',
    };
    const message = "The connector csl_cosellreferrals has no operation GetReferralById any more.";
    expect(broken([edit])).toEqual([["error", "BREAK.OPERATION_REMOVED", message]]);
    expect(broken([edit], "single", "2.0.0.0")).toEqual([["warning", "BREAK.OPERATION_REMOVED", message]]);
  });

  it("is not a higher version, and never the same one with other contents", () => {
    const changed = filesOf(
      artifactsOf(editedMapping(["salesforcePollingMinutes: 3", "salesforcePollingMinutes: 5"])),
    );
    const codes = (files: typeof changed) =>
      compareWith(files).breaking.map(({ severity, code }) => [severity, code]);
    expect(codes(changed)).toEqual([["error", "BREAK.VERSION_NOT_HIGHER"]]);
    expect(codes(filesOf(released))).toEqual([]);
    expect(broken([], "single", "0.9.0.0").map(([, code]) => code)).toEqual(["BREAK.VERSION_NOT_HIGHER"]);
    expect(broken([], "single", "2.0.0.0")).toEqual([]);
  });

  it("tells a solution whose name has changed once, and not everything in it", () => {
    const renamed = editedMapping(
      [" version: 1.0.0.0", " version: 1.1.0.0"],
      [" version: 1.0.0.0", " version: 1.1.0.0"],
      ["uniqueName: CosellSync #", "uniqueName: FabrikamSync #"],
    );
    const { breaking } = compareWith(filesOf(artifactsOf(renamed)));
    expect(breaking.map(({ code, message }) => [code, message])).toEqual([
      ["BREAK.SOLUTION_RENAMED", "The solution CosellSync is called FabrikamSync now."],
    ]);
  });

  it("is no component that another solution of the release has now", () => {
    const apart = editedMapping(
      ["layouts: [single, split]", "layouts: [split]"],
      [" version: 1.0.0.0", " version: 1.1.0.0"],
    );
    expect(compareWith(filesOf(artifactsOf(apart)), "single").breaking).toEqual([]);
  });
});

describe("a trigger", () => {
  const change = (edits: readonly Edit[]) =>
    broken(edits).map(([, code, message]) => `${code} ${message?.replace(/^.* is started otherwise: /, "")}`);

  it("breaks where an input is gone, has another type, or is needed now", () => {
    expect(change([{ file: manual, before: '"text_1": {', after: '"text_9": {' }])).toEqual([
      'BREAK.TRIGGER_CHANGED it takes no "Body".',
    ]);
    const typed = {
      file: manual,
      before: '"title": "Audit",\n                  "type": "string"',
      after: "",
    };
    expect(change([{ ...typed, after: typed.before.replace("string", "boolean") }])).toEqual([
      'BREAK.TRIGGER_CHANGED "Audit" was string and is boolean.',
    ]);
    expect(
      change([{ file: manual, before: '"required": [\n', after: '"required": [\n "text_3",\n' }]),
    ).toEqual(['BREAK.TRIGGER_CHANGED it needs "Audit".']);
  });

  it("breaks where its address does: by its name, its method, and who may call it", () => {
    expect(
      change([
        {
          file: listener,
          before: '"triggers": {\n        "manual"',
          after: '"triggers": {\n        "event"',
        },
      ]),
    ).toEqual(["BREAK.TRIGGER_CHANGED the name of its trigger was manual and is event."]);
    expect(
      change([
        {
          file: listener,
          before: '"triggerAuthenticationType": "All"',
          after: '"triggerAuthenticationType": "Tenant"',
        },
      ]),
    ).toEqual(["BREAK.TRIGGER_CHANGED who may send its request was All and is Tenant."]);
  });

  it("does not break by how often it looks, by its description, or by an input that may be left out", () => {
    expect(
      change([{ file: listener, before: '"kind": "Http",', after: '"kind": "Http", "description": "New",' }]),
    ).toEqual([]);
    expect(
      change([
        {
          file: manual,
          before: '"properties": {\n',
          after: '"properties": { "text_9": { "title": "More", "type": "string" },\n',
        },
      ]),
    ).toEqual([]);
  });
});

describe("a pick list of Salesforce", () => {
  const list = "objects/Opportunity.object";
  const value = "<fullName>Quotes or Licensing</fullName>";

  it("may get values, and lose none that is in use", () => {
    const more = `${value}<default>false</default><label>x</label></value><value><fullName>New</fullName>`;
    expect(broken([{ file: list, before: value, after: more }])).toEqual([]);
    expect(broken([{ file: list, before: value, after: value.replace("Quotes", "Prices") }])).toEqual([
      [
        "error",
        "BREAK.FIELD_VALUE_REMOVED",
        'The pick list Opportunity.How_can_Microsoft_help__c has no value "Quotes or Licensing" any more.',
      ],
    ]);
    const resting = `${value}<isActive>false</isActive>`;
    expect(broken([{ file: list, before: value, after: resting }]).map(([, code]) => code)).toEqual([
      "BREAK.FIELD_VALUE_REMOVED",
    ]);
  });

  it("is not looked at where one side has no package for Salesforce", () => {
    const without = filesOf(released, [{ file: list, before: value, after: "" }]).filter(
      ({ name }) => !name.startsWith("salesforce/"),
    );
    expect(compareWith(without).components).toEqual([]);
  });
});

describe("the Salesforce package", () => {
  it("leaves behind what has another name", () => {
    const left = (crm: string) => {
      const mapping = editedMapping(
        [" version: 1.0.0.0", " version: 1.1.0.0"],
        [" version: 1.0.0.0", " version: 1.1.0.0"],
        ["  # customPermission:", `  ${crm}\n  # customPermission:`],
      );
      const { breaking } = compareWith(filesOf(artifactsOf(mapping)));
      return breaking.map(({ code, message }) => `${code} ${message}`);
    };
    const words = (what: string) =>
      `BREAK.SALESFORCE_LEFT The ${what} is not in the Salesforce package any more.`;
    expect(left("permissionSets: { seller: Deal_Desk, viewer: COSELL_viewer }")).toEqual([
      words("permission set Cosell_Seller"),
    ]);
    expect(left("customPermission: Deals_by_machine")).toEqual([
      words("custom permission Cosell_Integration_User"),
    ]);
    expect(left("validationRules: { clone: Copies_are_private }")).toEqual([
      words("validation rule Opportunity.Clone_saved_with_sync_off"),
    ]);
    expect(left("listViews: { failed: Deals_to_mend }")).toEqual([]);
  });
});
