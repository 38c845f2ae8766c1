import { describe, expect, it } from "vitest";
import { schemaFromMetadata } from "../../../simulator/services/salesforce/schema/metadata.ts";
import { codes, integration, seller, testOrg } from "./org.ts";

const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const field = (name: string, type: string, more = ""): string =>
  `<fullName>${name}</fullName><label>${name}</label><type>${type}</type>${more}`;

const rule = `<fullName>Copy_starts_unsynced</fullName><active>true</active>
  <errorConditionFormula><![CDATA[AND(ISNEW(), Sync__c, NOT(ISBLANK(Key__c)), LEN(TEXT(Help__c)) <> 0, NOT($Permission.Bypass))]]></errorConditionFormula>
  <errorDisplayField>Sync__c</errorDisplayField><errorMessage>A copy starts without sync &amp; state.</errorMessage>`;

const opportunityFields = [
  field("Sync__c", "Checkbox", "<defaultValue>false</defaultValue>"),
  field(
    "Key__c",
    "Text",
    "<length>20</length><externalId>true</externalId><unique>true</unique><caseSensitive>false</caseSensitive>",
  ),
  field(
    "Help__c",
    "Picklist",
    "<valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>A &lt; B</fullName><default>false</default><label>A</label></value></valueSetDefinition></valueSet>",
  ),
  field("State__c", "LongTextArea", "<length>131072</length><visibleLines>4</visibleLines>"),
  field(
    "Rows__c",
    "Summary",
    "<summaryForeignKey>Row__c.Opportunity__c</summaryForeignKey><summaryOperation>count</summaryOperation>",
  ),
];

const rowFields = [
  field(
    "Opportunity__c",
    "MasterDetail",
    "<referenceTo>Opportunity</referenceTo><relationshipName>Rows</relationshipName><relationshipOrder>0</relationshipOrder><reparentableMasterDetail>false</reparentableMasterDetail>",
  ),
  field("Code__c", "Text", "<length>10</length><required>true</required>"),
];

const rowObject =
  "<label>Row</label><pluralLabel>Rows</pluralLabel><nameField><displayFormat>R-{000}</displayFormat><label>Row</label><type>AutoNumber</type></nameField><sharingModel>ControlledByParent</sharingModel><deploymentStatus>Deployed</deploymentStatus>";

const permissionSet = (editable: boolean, more = ""): string =>
  `<PermissionSet ${namespace}><label>P</label>${["Sync__c", "Key__c", "Help__c", "State__c", "Rows__c"]
    .map(
      (name) =>
        `<fieldPermissions><editable>${editable && name !== "Rows__c"}</editable><field>Opportunity.${name}</field><readable>true</readable></fieldPermissions>`,
    )
    .join(
      "",
    )}<objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><object>Row__c</object></objectPermissions>${more}</PermissionSet>`;

const asPackage: Readonly<Record<string, string>> = {
  "package.xml": "<Package/>",
  "objects/Opportunity.object": `<?xml version="1.0"?><CustomObject ${namespace}>${opportunityFields.map((xml) => `<fields>${xml}</fields>`).join("")}<validationRules>${rule}</validationRules></CustomObject>`,
  "objects/Row__c.object": `<CustomObject ${namespace}>${rowObject}${rowFields.map((xml) => `<fields>${xml}</fields>`).join("")}</CustomObject>`,
  "permissionsets/Writer.permissionset": permissionSet(true),
  "permissionsets/Reader.permissionset": permissionSet(
    false,
    "<customPermissions><enabled>true</enabled><name>Bypass</name></customPermissions>",
  ),
};

const root = "force-app/main/default";
const asSource: Readonly<Record<string, string>> = {
  "sfdx-project.json": "{}",
  ...Object.fromEntries(
    [
      ...opportunityFields.map((xml) => ["Opportunity", xml] as const),
      ...rowFields.map((xml) => ["Row__c", xml] as const),
    ].map(([object, xml]) => {
      const name = /<fullName>(\w+)</.exec(xml)?.[1] ?? "";
      return [
        `${root}/objects/${object}/fields/${name}.field-meta.xml`,
        `<CustomField ${namespace}>${xml}</CustomField>`,
      ];
    }),
  ),
  [`${root}/objects/Opportunity/validationRules/Copy.validationRule-meta.xml`]: `<ValidationRule ${namespace}>${rule}</ValidationRule>`,
  [`${root}/objects/Row__c/Row__c.object-meta.xml`]: `<CustomObject ${namespace}>${rowObject}</CustomObject>`,
  [`${root}/permissionsets/Writer.permissionset-meta.xml`]: permissionSet(true),
  [`${root}/permissionsets/Reader.permissionset-meta.xml`]: permissionSet(
    false,
    "<customPermissions><enabled>true</enabled><name>Bypass</name></customPermissions>",
  ),
};

const users = [
  { username: integration, lastName: "Integration", permissionSets: ["Writer"] },
  { username: seller, lastName: "Seller", permissionSets: ["Writer"] },
  { username: "reader@contoso.example", lastName: "Reader", permissionSets: ["Reader"] },
];

describe.each([
  ["the metadata API's form", asPackage],
  ["the source form", asSource],
])("a package in %s", (_, files) => {
  const schema = [schemaFromMetadata(files)];
  const base = { Name: "Adatum", StageName: "Prospecting", CloseDate: "2026-05-01" };

  it("brings its columns, rows, summary and rules", () => {
    const org = testOrg({ schema, users });
    const id = org.opportunity({ Key__c: "k1", Help__c: "A < B" });
    expect(org.control.as(seller).create("Row__c", { Opportunity__c: id, Code__c: "c" }).ok).toBe(true);
    expect(
      org.soql("SELECT Rows__c, (SELECT Name, Code__c FROM Rows__r) FROM Opportunity").body,
    ).toMatchObject({
      records: [{ Rows__c: 1, Rows__r: { records: [{ Name: "R-001", Code__c: "c" }] } }],
    });
    const copy = { ...base, Sync__c: true, Key__c: "k2", Help__c: "A < B" };
    expect(org.rest("POST", "/sobjects/Opportunity", copy).body).toEqual([
      {
        message: "A copy starts without sync & state.",
        errorCode: "FIELD_CUSTOM_VALIDATION_EXCEPTION",
        fields: ["Sync__c"],
      },
    ]);
    expect(codes(org.rest("POST", "/sobjects/Opportunity", { ...base, Help__c: "C" }))).toEqual([
      "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
    ]);
    expect(codes(org.rest("POST", "/sobjects/Opportunity", { ...base, Key__c: "K1" }))).toEqual([
      "DUPLICATE_VALUE",
    ]);
  });

  it("shows its columns only where a permission set does", () => {
    const org = testOrg({
      schema,
      users: [...users, { username: "none@contoso.example", lastName: "None" }],
    });
    org.opportunity({ Key__c: "k1" });
    expect(codes(org.soql("SELECT Key__c FROM Opportunity", "none@contoso.example"))).toEqual([
      "INVALID_FIELD",
    ]);
    expect(org.soql("SELECT Key__c FROM Opportunity", "reader@contoso.example").status).toBe(200);
    expect(org.control.as("reader@contoso.example").create("Opportunity", { ...base, Key__c: "z" }).ok).toBe(
      false,
    );
  });

  it("does not have the built-in co-sell columns", () => {
    expect(codes(testOrg({ schema, users }).soql("SELECT Audit__c FROM Opportunity"))).toEqual([
      "INVALID_FIELD",
    ]);
  });
});

describe("what cannot be loaded", () => {
  const one = (xml: string) => ({
    [`objects/Opportunity/fields/X__c.field-meta.xml`]: `<CustomField>${xml}</CustomField>`,
  });
  it.each([
    [{ "objects/Opportunity.object": "<CustomObject>" }, "METADATA_UNREADABLE"],
    [{ "objects/Opportunity.object": "<Wrong></Wrong>" }, "METADATA_UNREADABLE"],
    [one(field("X__c", "Text")), "METADATA_UNREADABLE"],
    [one(field("X__c", "Location")), "METADATA_UNREADABLE"],
    [one(field("X__c", "Number", "<formula>1</formula>")), "METADATA_UNREADABLE"],
    [one(field("X__c", "Lookup")), "METADATA_UNREADABLE"],
    [
      {
        "objects/Opportunity.object": `<CustomObject><validationRules>${rule.replace("ISNEW()", "REGEX(Name, &quot;x&quot;)").replace("<![CDATA[", "").replace("]]>", "").replace("<> 0", "= 0")}</validationRules></CustomObject>`,
      },
      "FORMULA_UNSUPPORTED",
    ],
  ])("%j", (files, code) => {
    expect(() => schemaFromMetadata(files)).toThrow(`EMU_SF.${code}`);
  });

  it("fields of an object that does not exist", () => {
    const schema = [
      schemaFromMetadata({
        "objects/Nope__c/fields/X__c.field-meta.xml": `<CustomField>${field("X__c", "Date")}</CustomField>`,
      }),
    ];
    expect(() => testOrg({ schema })).toThrow("EMU_SF.METADATA_UNREADABLE");
  });
});
