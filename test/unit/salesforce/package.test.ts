import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkSalesforce, emitSalesforce } from "../../../salesforce/index.ts";
import { layoutParts } from "../../../salesforce/layout/layout-parts.ts";
import { salesforcePackage } from "../../../salesforce/package/salesforce-package.ts";
import { coSellSchema } from "../../../simulator/services/salesforce/schema/co-sell.ts";
import { schemaFromMetadata } from "../../../simulator/services/salesforce/schema/metadata.ts";
import type { FieldSchema, SchemaSource } from "../../../simulator/services/salesforce/schema/model.ts";
import {
  defaultMapping,
  emitted,
  modelOfCase,
  modelWith,
  modelWithRow,
  namesOf,
  packageWith,
  sourceOf,
  zipOf,
} from "./packages.ts";

/** Both schemas in a form in which neither their order counts nor what is said by leaving it out. */
function comparable({ objects, permissionSets }: SchemaSource) {
  const byName = <Item extends { readonly name: string }, Form>(
    items: readonly Item[],
    form: (item: Item) => Form,
  ) =>
    Object.fromEntries(
      [...items].sort((a, b) => (a.name < b.name ? -1 : 1)).map((each) => [each.name, form(each)]),
    );
  return {
    fields: byName(objects, ({ fields }) => byName(fields, fieldForm)),
    rules: byName(
      objects.flatMap(({ validationRules = [] }) => validationRules),
      (rule) => rule,
    ),
    permissionSets: byName(permissionSets, ({ fields, objects: granted, ...set }) => ({
      ...set,
      fields: Object.fromEntries(fields.map(({ field, ...access }) => [field, access])),
      objects: Object.fromEntries(granted.map(({ object, ...access }) => [object, access])),
    })),
  };
}

function fieldForm(field: FieldSchema) {
  return {
    caseSensitive: false,
    reparentable: false,
    ...field,
    access: field.required === true ? "open" : field.access,
    picklist: field.picklist?.map(({ value }) => value),
  };
}

describe("the package of the default mapping", () => {
  it("makes the schema that the emulated org has by itself", () => {
    expect(comparable(schemaFromMetadata(zipOf(emitted())))).toEqual(comparable(coSellSchema));
  });

  it("is the same schema in both forms", () => {
    const source = schemaFromMetadata(sourceOf(emitted()));
    expect(comparable(source)).toEqual(comparable(schemaFromMetadata(zipOf(emitted()))));
  });

  it("holds no profile, no record type, no layout of the customer, and does not make standard objects", () => {
    const types = new Set(packageWith().components.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      "CustomField",
      "CustomObject",
      "CustomPermission",
      "Layout",
      "ListView",
      "PermissionSet",
      "ValidationRule",
    ]);
    const made = namesOf(packageWith()).filter((name) => /^(?:CustomObject|Layout) /.test(name));
    expect(made).toEqual([
      "CustomObject Microsoft_Partner_Center_Solution__c",
      "Layout Microsoft_Partner_Center_Solution__c-Microsoft Partner Center Solution Layout",
    ]);
    expect(zipOf(emitted())["package.xml"]).not.toContain("<fullName>");
  });

  it("describes every field and helps with it", () => {
    for (const { type, name, content } of packageWith().components) {
      if (type !== "CustomField") continue;
      expect(
        content.map((element) => element.name),
        name,
      ).toEqual(expect.arrayContaining(["description", "inlineHelpText", "label"]));
    }
  });

  it("lists failed and pending deals", () => {
    const views = sourceOf(emitted());
    const path =
      "force-app/main/default/objects/Opportunity/listViews/Partner_Center_Failed.listView-meta.xml";
    expect(views[path]).toContain("<value>Error,Conflict</value>");
  });

  it("has nothing that Salesforce would refuse", () => {
    expect(checkSalesforce(modelWith())).toEqual([]);
  });

  it("is built twice to the same bytes", () => {
    expect(emitted()).toEqual(emitted());
  });

  it("can be taken out again: the object as a whole, everything else by name", () => {
    const removal = sourceOf(emitted())["removal/destructiveChanges.xml"] ?? "";
    expect(removal).toContain("<members>Microsoft_Partner_Center_Solution__c</members>");
    expect(removal).not.toContain("Microsoft_Partner_Center_Solution__c.");
    expect(removal).toContain("<members>Opportunity.Audit__c</members>");
  });
});

describe("the mapping decides", () => {
  it("with a namespace: every custom name has it, and references follow", () => {
    const model = modelWith({ crm: { namespace: "acme" } });
    expect(checkSalesforce(model)).toEqual([]);
    const fields = salesforcePackage(model).components.filter(({ type }) => type === "CustomField");
    expect(fields.filter(({ name }) => !name.includes(".acme__"))).toEqual([]);
    const schema = schemaFromMetadata(zipOf(emitSalesforce(model)));
    const relationship = schema.objects
      .flatMap((object) => object.fields)
      .find(({ masterDetail }) => masterDetail === true)?.childRelationshipName;
    expect(relationship).toBe("acme__Microsoft_Solutions__r");
    expect(sourceOf(emitSalesforce(model))["sfdx-project.json"]).toContain('"namespace": "acme"');
  });

  it("under which names and labels", () => {
    const model = modelWith({
      crm: {
        opportunity: { audit: "Partner_Log__c" },
        labels: {
          Partner_Log__c: "What the partner portal said",
          Cosell_Seller: "Co-sell for account managers",
          Partner_Center_Failed: "To be looked at",
          Cosell_Integration_User: "The one that syncs",
        },
      },
    });
    const zip = zipOf(emitSalesforce(model));
    expect(zip["permissionsets/Cosell_Seller.permissionset"]).toContain(
      "<label>Co-sell for account managers</label>",
    );
    expect(zip["objects/Opportunity.object"]).toContain("<label>To be looked at</label>");
    expect(zip["customPermissions/Cosell_Integration_User.customPermission"]).toContain(
      "<label>The one that syncs</label>",
    );
    const names = namesOf(salesforcePackage(model));
    expect(names).toContain("CustomField Opportunity.Partner_Log__c");
    expect(names).not.toContain("CustomField Opportunity.Audit__c");
    expect(zipOf(emitSalesforce(model))["objects/Opportunity.object"]).toContain(
      "<label>What the partner portal said</label>",
    );
  });

  it("under which names everything else that has one: none of ours is left anywhere", () => {
    const model = modelOfCase("salesforce-renamed");
    expect(checkSalesforce(model)).toEqual([]);
    const artifacts = emitSalesforce(model);
    const texts = Object.entries({ ...sourceOf(artifacts), ...zipOf(artifacts) }).flat();
    const ours = namesOf(packageWith()).flatMap((name) => {
      const [, member = ""] = /(?:^| |\.)([^. ]+)$/.exec(name) ?? [];
      return /^(?:CustomField|Layout) /.test(name) || member === "All" ? [] : [member];
    });
    expect(ours.sort()).toEqual([
      "Clone_saved_with_sync_off",
      "Cosell_Integration",
      "Cosell_Integration_Status",
      "Cosell_Integration_User",
      "Cosell_Seller",
      "Cosell_Viewer",
      "Integration_fields_not_by_hand",
      "Microsoft_Partner_Center_Solution__c",
      "Partner_Center_Failed",
      "Partner_Center_Pending",
      "Visibility_only_one_way",
    ]);
    expect(ours.filter((name) => texts.some((text) => text.includes(name)))).toEqual([]);
    expect(texts.filter((text) => /Microsoft Partner Center Solution|Solution Number/.test(text))).toEqual(
      [],
    );
  });

  it("and the names that stand in the comments of the default mapping are those that hold without", () => {
    const lines = defaultMapping.split("\n");
    const first = lines.findIndex((line) => line.startsWith("  # permissionSets:"));
    const last = lines.findIndex((line) => line.startsWith("  # pages:"));
    expect(first > 0 && last > first).toBe(true);
    const crm: unknown = parse(
      lines
        .slice(first, last + 1)
        .map((line) => line.replace(/^ {2}# /, ""))
        .join("\n"),
    );
    expect(Object.keys(Object(crm))).toEqual([
      "permissionSets",
      "customPermission",
      "validationRules",
      "listViews",
      "pages",
    ]);
    expect(emitted({ crm })).toEqual(emitted());
  });

  it("what the section on the page is called", () => {
    expect(layoutParts(modelWith()).label).toBe("Microsoft Partner Center");
    expect(layoutParts(modelWith({ crm: { pages: { section: "Co-sell" } } })).label).toBe("Co-sell");
  });

  it("what exists already: it is not made, and access to it is granted all the same", () => {
    const existing = { crm: { existing: ["Opportunity.Audit__c", "opportunity.referral_link__c"] } };
    const names = namesOf(packageWith(existing));
    expect(names).not.toContain("CustomField Opportunity.Audit__c");
    expect(names).not.toContain("CustomField Opportunity.Referral_Link__c");
    expect(checkSalesforce(modelWith(existing))).toEqual([]);
    expect(zipOf(emitted(existing))["permissionsets/Cosell_Seller.permissionset"]).toContain(
      "<field>Opportunity.Audit__c</field>",
    );
  });

  it("that a field with the namespace of another package is that package's", () => {
    const foreign = { crm: { opportunity: { audit: "msft__Audit__c" } } };
    expect(namesOf(packageWith(foreign)).filter((name) => name.includes("msft__"))).toEqual([]);
    expect(checkSalesforce(modelWith(foreign))).toEqual([]);
  });

  it("that there is an object of solutions already", () => {
    const object = "Microsoft_Partner_Center_Solution__c";
    const names = namesOf(packageWith({ crm: { existing: [object, `${object}.Opportunity__c`] } }));
    expect(names.filter((name) => name.includes(object))).toEqual([
      `CustomField ${object}.Solution_Id__c`,
      `CustomField ${object}.Solution_Key__c`,
      `CustomField ${object}.Solution_Name__c`,
      `CustomField ${object}.Solution_Type__c`,
    ]);
  });

  it("that the object of solutions is switched off: nothing of it is made, and access to it is granted all the same", () => {
    const model = modelWith({ crm: { existing: ["Microsoft_Partner_Center_Solution__c.*"] } });
    expect(checkSalesforce(model)).toEqual([]);
    expect(
      namesOf(salesforcePackage(model)).filter((name) => name.includes("Partner_Center_Solution")),
    ).toEqual([]);
    const zip = zipOf(emitSalesforce(model));
    expect(Object.keys(zip).filter((path) => /Solution|layouts/.test(path))).toEqual([]);
    expect(zip["objects/Opportunity.object"]).toContain("<fullName>Microsoft_Solution_Count__c</fullName>");
    const seller = zip["permissionsets/Cosell_Seller.permissionset"] ?? "";
    expect(seller).toContain("<object>Microsoft_Partner_Center_Solution__c</object>");
    expect(seller).toContain("<field>Microsoft_Partner_Center_Solution__c.Solution_Key__c</field>");
  });

  it("that all fields of a standard object are there", () => {
    const names = namesOf(packageWith({ crm: { existing: ["opportunity.*"] } }));
    expect(names.filter((name) => /^CustomField Opportunity\./.test(name))).toEqual([]);
    expect(names).toContain("CustomField Account.Partner_Center_Account_Key__c");
    expect(names).toContain("ListView Opportunity.Partner_Center_Failed");
  });

  it("which org-wide switches come along, in a directory of their own and never in the zip", () => {
    const on = emitted({ crm: { orgSettings: { notes: true, opportunityTeams: true } } });
    const settings = Object.entries(sourceOf(on)).filter(([path]) => path.includes("settings/"));
    expect(settings.map(([path]) => path)).toEqual([
      "org-settings/main/default/settings/EnhancedNotes.settings-meta.xml",
      "org-settings/main/default/settings/Opportunity.settings-meta.xml",
    ]);
    expect(settings[0]?.[1]).toContain("<EnhancedNotesSettings");
    expect(JSON.stringify(zipOf(on))).not.toContain("Settings");
    expect(Object.keys(sourceOf(emitted())).filter((path) => path.includes("org-settings"))).toEqual([]);
  });

  it("that a field of the customer's own is made with its label, whatever the label holds", () => {
    const model = modelWithRow({
      label: `Deal <"&'> 交易`,
      crm: "Opportunity.Deal_Country__c",
      referral: "customerProfile.address.region",
      direction: "both",
      policy: "crm",
    });
    expect(checkSalesforce(model)).toEqual([]);
    expect(zipOf(emitSalesforce(model))["objects/Opportunity.object"]).toContain(
      "<label>Deal &lt;&quot;&amp;&apos;&gt; 交易</label>",
    );
  });
});
