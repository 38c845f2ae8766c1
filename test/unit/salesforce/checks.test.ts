import { describe, expect, it } from "vitest";
import { checkManifest } from "../../../salesforce/checks/check-manifest.ts";
import { checkPackage } from "../../../salesforce/checks/check-package.ts";
import type { Component } from "../../../salesforce/metadata/component.ts";
import { elements, type Shape } from "../../../salesforce/metadata/element.ts";
import { changed, emitted, packageWith, zipOf } from "./packages.ts";

const pack = packageWith();

const field = (name: string, shape: Shape): Component => ({
  type: "CustomField",
  name: `Opportunity.${name}`,
  content: elements({ label: "Deal", ...shape }),
  origin: [],
});

const text = { length: 40, type: "Text" };

/** What is found when a component joins the package. */
const found = (component: Component) =>
  checkPackage(changed(pack, "", component)).map(({ code, message }) => [code, message]);

const foundInField = (name: string, shape: Shape) => found(field(name, shape)).map(([code]) => code);

describe("names", () => {
  it.each(["Deal", "1Deal__c", "De-al__c", "Deal___c", "De__al__x__c", "Group__c", `${"D".repeat(41)}__c`])(
    "%s is refused",
    (name) => {
      expect(foundInField(name, text)).toEqual(["SFM.NAME_INVALID"]);
    },
  );

  it("40 characters are accepted, not counting the suffix", () => {
    expect(foundInField(`${"D".repeat(40)}__c`, text)).toEqual([]);
  });
});

describe("names without suffix", () => {
  const set = (name: string): Component => ({
    type: "PermissionSet",
    name,
    content: elements({ label: "Deal desk" }),
    origin: [],
  });
  const view = (name: string): Component => ({ ...set(`Opportunity.${name}`), type: "ListView" });
  const rule = (name: string): Component => ({ ...set(`Opportunity.${name}`), type: "ValidationRule" });
  const codes = (component: Component) => found(component).map(([code]) => code);

  it.each(["Deal_", "Deal__Desk", "_Deal", "1Deal", "Deal-Desk", "Größe", "Group", "D".repeat(81)])(
    "a permission set is not called %s",
    (name) => {
      expect(codes(set(name))).toEqual(["SFM.NAME_INVALID"]);
    },
  );

  it("80 characters are accepted of permission sets and permissions, 40 of rules and list views", () => {
    const permission = { ...set("D".repeat(80)), type: "CustomPermission" } as const;
    for (const accepted of [set("D".repeat(80)), permission, rule("D".repeat(40)), view("D".repeat(40))]) {
      expect(codes(accepted), accepted.name).toEqual([]);
    }
    for (const refused of [rule("D".repeat(41)), view("D".repeat(41))]) {
      expect(codes(refused), refused.name).toEqual(["SFM.NAME_INVALID"]);
    }
  });

  it("what says what they are for has 80 and 255 characters at most", () => {
    const labelled = (label: string, description: string) => ({
      ...set("Deal_desk"),
      content: elements({ description, label }),
    });
    expect(codes(labelled("D".repeat(80), "d".repeat(255)))).toEqual([]);
    expect(codes(labelled("D".repeat(81), "d".repeat(255)))).toEqual(["SFM.LABEL_TOO_LONG"]);
    expect(codes(labelled("D".repeat(80), "d".repeat(256)))).toEqual(["SFM.TEXT_TOO_LONG"]);
  });
});

describe("labels", () => {
  const unknown = (labels: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}) =>
    checkPackage(packageWith({ crm: { labels, ...more } })).map(({ code, message }) => [code, message]);

  it("are given to what the package holds, and to what exists", () => {
    const names = ["Audit__c", "Cosell_Seller", "Partner_Center_Failed", "Microsoft_Solutions", "All"];
    const labels = Object.fromEntries(names.map((name) => [name, "A label"]));
    expect(unknown(labels)).toEqual([]);
    expect(unknown(labels, { namespace: "acme" })).toEqual([]);
    expect(unknown(labels, { existing: ["Opportunity.Audit__c"] })).toEqual([]);
  });

  it("are reported where what they are given to shows none", () => {
    expect(unknown({ Clone_saved_with_sync_off: "Copies" }).map(([code]) => code)).toEqual([
      "SFM.LABEL_UNKNOWN",
    ]);
  });

  it("are reported where they are given to something else", () => {
    expect(unknown({ Cosell_Seller: "Deals" }, { permissionSets: { seller: "Deal_Desk" } })).toEqual([
      ["SFM.LABEL_UNKNOWN", "`crm.labels` gives a label to Cosell_Seller, which the package does not hold."],
    ]);
  });
});

describe("types", () => {
  it.each<[string, Shape, string]>([
    ["an unknown type", { type: "Foo" }, "SFM.ELEMENT_MISSING"],
    ["a check box without default", { type: "Checkbox" }, "SFM.ELEMENT_MISSING"],
    ["a required master-detail", { ...detail("x"), required: true }, "SFM.ELEMENT_FORBIDDEN"],
    [
      "a master-detail with a constraint",
      { ...detail("x"), deleteConstraint: "SetNull" },
      "SFM.ELEMENT_FORBIDDEN",
    ],
    ["a roll-up with a length", { ...rollUp(), length: 18 }, "SFM.ELEMENT_FORBIDDEN"],
    [
      "a unique long text",
      { length: 300, type: "LongTextArea", unique: true, visibleLines: 4 },
      "SFM.ELEMENT_FORBIDDEN",
    ],
    ["a link with a length", { length: 255, type: "Url" }, "SFM.ELEMENT_FORBIDDEN"],
    ["an empty text", { length: 0, type: "Text" }, "SFM.NUMBER_OUT_OF_RANGE"],
    ["a long text of 200", { length: 200, type: "LongTextArea", visibleLines: 4 }, "SFM.NUMBER_OUT_OF_RANGE"],
    ["more decimals than digits", { precision: 3, scale: 4, type: "Number" }, "SFM.NUMBER_OUT_OF_RANGE"],
    ["a pick list without values", picklist([]), "SFM.PICKLIST_INVALID"],
    ["a pick list with an empty value", picklist([""]), "SFM.PICKLIST_INVALID"],
    ["a value of 256 characters", picklist(["v".repeat(256)]), "SFM.PICKLIST_INVALID"],
    [
      "1,001 values",
      picklist(Array.from({ length: 1001 }, (_, index) => `v${index}`)),
      "SFM.PICKLIST_INVALID",
    ],
  ])("%s is refused", (_, shape, code) => {
    expect(foundInField("Deal__c", shape)).toEqual([code]);
  });

  it("values of a list of its own and of a global one at once are refused", () => {
    const both = {
      valueSet: { valueSetName: "Tiers", valueSetDefinition: { sorted: false } },
      type: "Picklist",
    };
    expect(foundInField("Deal__c", both)).toEqual(["SFM.PICKLIST_INVALID"]);
  });
});

describe("references", () => {
  it("a field taken out of the package is missed by everything that names it", () => {
    const findings = checkPackage(changed(pack, "Opportunity.Partner_Center_Sync_Status__c"));
    expect(findings.map(({ code }) => code)).toEqual(findings.map(() => "SFM.REFERENCE_UNKNOWN"));
    expect(findings.map(({ message }) => message.split(" ")[0])).toEqual([
      "Opportunity.Partner_Center_Failed",
      "Opportunity.Partner_Center_Pending",
      "Cosell_Integration",
      "Cosell_Integration_Status",
      "Cosell_Seller",
      "Cosell_Viewer",
    ]);
  });

  it("so is the custom permission, by the rules and by the permission set", () => {
    const findings = checkPackage(changed(pack, "Cosell_Integration_User"));
    expect(findings.map(({ message }) => message.split(" ")[0])).toEqual([
      "Cosell_Integration",
      "Opportunity.Clone_saved_with_sync_off",
      "Opportunity.Integration_fields_not_by_hand",
      "Opportunity.Visibility_only_one_way",
    ]);
  });

  it("and the object that a roll-up counts", () => {
    const findings = checkPackage(changed(pack, "Microsoft_Partner_Center_Solution__c"));
    expect(findings.map(({ message }) => message.split(" ")[0])).toContain(
      "Opportunity.Microsoft_Solution_Count__c",
    );
  });
});

describe("permissions and masters", () => {
  it.each(["Solution_Id__c", "Opportunity__c"])("the required %s is granted by nobody", (name) => {
    const set: Component = {
      type: "PermissionSet",
      name: "Deal_desk",
      content: elements({
        fieldPermissions: {
          editable: false,
          field: `Microsoft_Partner_Center_Solution__c.${name}`,
          readable: true,
        },
        label: "Deal desk",
      }),
      origin: [],
    };
    expect(found(set).map(([code]) => code)).toEqual(["SFM.PERMISSION_FORBIDDEN"]);
  });

  it("a detail object has no sharing of its own", () => {
    const name = "Microsoft_Partner_Center_Solution__c";
    const open = {
      type: "CustomObject",
      name,
      content: elements({ label: "S", sharingModel: "Read" }),
      origin: [],
    } as const;
    expect(checkPackage(changed(pack, name, open)).map(({ code }) => code)).toEqual([
      "SFM.MASTER_DETAIL_INVALID",
    ]);
  });
});

describe("the manifest", () => {
  const files = zipOf(emitted());
  const messages = (changedFiles: Readonly<Record<string, string>>) =>
    checkManifest({ ...files, ...changedFiles }).map(({ message }) => message);

  it("lists what the zip holds", () => {
    expect(checkManifest(files)).toEqual([]);
  });

  it("is found out where it says more or less", () => {
    const manifest = files["package.xml"] ?? "";
    expect(
      messages({ "package.xml": manifest.replace("        <members>Cosell_Viewer</members>\n", "") }),
    ).toEqual([
      "package.xml and the files of the package differ: PermissionSet Cosell_Viewer is only in the files.",
    ]);
    expect(
      messages({ "package.xml": manifest.replace("Opportunity.Audit__c", "Opportunity.Log__c") }),
    ).toEqual([
      "package.xml and the files of the package differ: CustomField Opportunity.Log__c is only in package.xml.",
      "package.xml and the files of the package differ: CustomField Opportunity.Audit__c is only in the files.",
    ]);
  });
});

function detail(name: string): Shape {
  return {
    referenceTo: "Account",
    relationshipLabel: "Deals",
    relationshipName: name,
    relationshipOrder: 0,
    type: "MasterDetail",
  };
}

function rollUp(): Shape {
  return {
    summaryForeignKey: "Microsoft_Partner_Center_Solution__c.Opportunity__c",
    summaryOperation: "count",
    type: "Summary",
  };
}

function picklist(values: readonly string[]): Shape {
  return {
    type: "Picklist",
    valueSet: { valueSetDefinition: { value: values.map((fullName) => ({ fullName })) } },
  };
}
