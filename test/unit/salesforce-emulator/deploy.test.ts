import { strToU8, zipSync } from "fflate";
import { Connection } from "jsforce";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningHost, startHost } from "../../../simulator/services/http-host.ts";
import { createSalesforce } from "../../../simulator/services/salesforce/create-salesforce.ts";

// A package made by hand, so that the org is not tested against our packer alone.

const admin = "admin@contoso.example";
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const manifest = (members: Readonly<Record<string, readonly string[]>>): string =>
  `<Package ${namespace}>${Object.entries(members)
    .map(
      ([type, names]) =>
        `<types>${names.map((name) => `<members>${name}</members>`).join("")}<name>${type}</name></types>`,
    )
    .join("")}<version>62.0</version></Package>`;

const field = (name: string, type = "Text"): string =>
  `<fields><fullName>${name}</fullName><label>${name}</label><type>${type}</type>${type === "Text" ? "<length>80</length>" : "<defaultValue>false</defaultValue>"}</fields>`;
const object = (inside: string): string => `<CustomObject ${namespace}>${inside}</CustomObject>`;
const permissionSet = `<PermissionSet ${namespace}><label>Sync</label><fieldPermissions><editable>true</editable><field>Opportunity.Deal__c</field><readable>true</readable></fieldPermissions></PermissionSet>`;

const brought = {
  CustomField: ["Opportunity.Deal__c"],
  ListView: ["Opportunity.Deals"],
  PermissionSet: ["Sync"],
};
const files = {
  "package.xml": manifest(brought),
  "objects/Opportunity.object": object(
    `${field("Deal__c")}<listViews><fullName>Deals</fullName><label>Deals</label></listViews>`,
  ),
  "permissionsets/Sync.permissionset": permissionSet,
};
const removal = { "package.xml": manifest({}), "destructiveChanges.xml": manifest(brought) };

const clock = { now: () => Date.UTC(2026, 0, 5) };
const org = createSalesforce({ clock, seed: 1, schema: [], users: [{ username: admin, lastName: "Admin" }] });
let host: RunningHost;
let connection: Connection;
beforeAll(async () => {
  host = await startHost([{ prefix: "/services", service: org, user: "" }]);
  connection = new Connection({ instanceUrl: host.url, accessToken: org.token(admin), version: "62.0" });
});
afterAll(() => host.close());

async function deploy(contents: Readonly<Record<string, string>>, options = {}) {
  const zip = zipSync(
    Object.fromEntries(Object.entries(contents).map(([name, text]) => [name, strToU8(text)])),
  );
  const form = new FormData();
  form.append("json", new Blob([JSON.stringify({ deployOptions: options })], { type: "application/json" }));
  form.append("file", new Blob([Uint8Array.from(zip)], { type: "application/zip" }), "package.zip");
  const url = `${host.url}/services/data/v62.0/metadata/deployRequest`;
  const headers = { authorization: `Bearer ${org.token(admin)}` };
  const started = await fetch(url, { method: "POST", headers, body: form });
  expect(started.status).toBe(201);
  const { id }: { readonly id: string } = JSON.parse(await started.text());
  const ended = await fetch(`${url}/${id}?includeDetails=true`, { headers });
  const { deployResult }: { readonly deployResult: unknown } = JSON.parse(await ended.text());
  return deployResult;
}

const fields = async (): Promise<readonly string[]> =>
  (await connection.describe("Opportunity")).fields
    .map(({ name }) => name)
    .filter((name) => /__c$/.test(name));

async function assign(): Promise<string> {
  const [set] = (await connection.query("SELECT Id FROM PermissionSet WHERE Name = 'Sync'")).records;
  const [user] = (await connection.query(`SELECT Id FROM User WHERE Username = '${admin}'`)).records;
  const made = await connection
    .sobject("PermissionSetAssignment")
    .create({ AssigneeId: user?.Id, PermissionSetId: set?.Id });
  return String(made.id);
}

describe("a package that is deployed over REST", () => {
  it("is checked without leaving a trace", async () => {
    expect(await deploy(files, { checkOnly: true })).toMatchObject({
      checkOnly: true,
      success: true,
      status: "Succeeded",
      numberComponentsTotal: 3,
    });
    expect(org.control.components()).toEqual([]);
    expect(await fields()).toEqual([]);
  });

  it("brings fields that nobody sees before a permission set says so", async () => {
    expect(await deploy(files)).toMatchObject({ success: true, numberComponentsDeployed: 3 });
    expect(org.control.components()).toEqual([
      "CustomField:Opportunity.Deal__c",
      "ListView:Opportunity.Deals",
      "PermissionSet:Sync",
    ]);
    expect(await fields()).toEqual([]);
    const id = await assign();
    expect(await fields()).toEqual(["Deal__c"]);
    await expect(assign()).rejects.toMatchObject({ errorCode: "DUPLICATE_VALUE" });
    await connection.sobject("PermissionSetAssignment").destroy(id);
    expect(await fields()).toEqual([]);
  });

  it("may be deployed again, and changes nothing then", async () => {
    const before = org.control.components();
    expect(await deploy(files)).toMatchObject({
      success: true,
      details: {
        componentSuccesses: [
          { created: false, changed: false },
          { created: false, changed: false },
          { created: false, changed: false },
        ],
      },
    });
    expect(org.control.components()).toEqual(before);
  });

  it("says of each component whether it is another one than before", async () => {
    const other = {
      ...files,
      "objects/Opportunity.object": files["objects/Opportunity.object"].replace(
        "<length>80</length>",
        "<length>90</length>",
      ),
    };
    const changed = (result: unknown) =>
      expect(result).toMatchObject({
        details: {
          componentSuccesses: [
            { fullName: "Opportunity.Deal__c", changed: true },
            { fullName: "Opportunity.Deals", changed: true },
            { fullName: "Sync", changed: false },
          ],
        },
      });
    changed(await deploy(other, { checkOnly: true }));
    changed(await deploy(other));
    changed(await deploy(files));
  });

  it.each([
    [
      "a component without its file",
      { "package.xml": manifest({ PermissionSet: ["Other"] }) },
      "not found in zipped",
    ],
    [
      "a type that does not exist",
      { "package.xml": manifest({ CustomFeild: ["A.B__c"] }) },
      "Unknown type name",
    ],
    [
      "another type of field",
      {
        "package.xml": manifest({ CustomField: ["Opportunity.Deal__c"] }),
        "objects/Opportunity.object": object(field("Deal__c", "Checkbox")),
      },
      "Cannot change field type",
    ],
    [
      "a field of no object",
      {
        "package.xml": manifest({ CustomField: ["Nothing__c.Deal__c"] }),
        "objects/Nothing__c.object": object(field("Deal__c")),
      },
      "cannot be found",
    ],
  ])("is refused as a whole for %s", async (_what, contents, problem) => {
    const before = org.control.components();
    expect(await deploy(contents)).toMatchObject({
      success: false,
      status: "Failed",
      details: { componentFailures: [{ problemType: "Error", problem: expect.stringContaining(problem) }] },
    });
    expect(org.control.components()).toEqual(before);
  });

  it("is taken out again, with the values, once nobody has its permission set", async () => {
    const id = await assign();
    const deal = await connection
      .sobject("Opportunity")
      .create({ Name: "A", StageName: "Prospecting", CloseDate: "2026-05-01", Deal__c: "kept" });
    expect(await deploy(removal)).toMatchObject({
      success: false,
      details: {
        componentFailures: [{ fullName: "Sync", problem: expect.stringContaining("assigned to users") }],
      },
    });
    await connection.sobject("PermissionSetAssignment").destroy(id);
    expect(await deploy(removal)).toMatchObject({ success: true });
    expect(org.control.components()).toEqual([]);
    expect(await deploy(removal)).toMatchObject({
      success: true,
      details: {
        componentSuccesses: [
          { problemType: "Warning" },
          { problemType: "Warning" },
          { problemType: "Warning" },
        ],
      },
    });
    await deploy(files);
    await assign();
    const found = await connection.query(`SELECT Deal__c FROM Opportunity WHERE Id = '${String(deal.id)}'`);
    expect(found.records).toMatchObject([{ Deal__c: null }]);
  });
});
