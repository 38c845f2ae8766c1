import { describe, expect, it } from "vitest";
import { build } from "../../../generator/pipeline.ts";
import type { Row } from "../../../solution/deploy/dataverse/client.ts";
import { accessCheck } from "../../../solution/doctor/drift/access.ts";
import { type ExpectedField, expectedFields } from "../../../solution/doctor/drift/expected-fields.ts";
import { rulesCheck } from "../../../solution/doctor/drift/rules.ts";
import { schemaCheck } from "../../../solution/doctor/drift/schema.ts";
import { stagesCheck } from "../../../solution/doctor/drift/stages.ts";
import type { MappingFacts, Patient, SalesforceClient } from "../../../solution/doctor/patient.ts";
import { goldenCases } from "../../golden/cases.ts";
import { patientWith } from "./fake-machine.ts";

type BuiltMapping = MappingFacts & Required<Pick<MappingFacts, "model">>;

const built = new Map<string, BuiltMapping>();

/** What a build makes of a golden case, made once. */
function mappingOf(name: string): BuiltMapping {
  const known = built.get(name) ?? buildCase(name);
  built.set(name, known);
  return known;
}

function buildCase(name: string): BuiltMapping {
  const golden = goldenCases().find((each) => each.name === name);
  const { model, artifacts } = build({ file: "mapping.yaml", text: golden?.text ?? "" });
  if (model === undefined) throw new TypeError(`the case ${name} has mistakes`);
  return { file: "mapping.yaml", mistakes: 0, model, artifacts };
}

const fieldsOf = (name: string): readonly ExpectedField[] => {
  const { model, artifacts } = mappingOf(name);
  const defaults = new Map(model.variables.map((variable) => [variable.key, String(variable.default)]));
  return expectedFields(model, (key) => defaults.get(key) ?? "", artifacts);
};

const find = (fields: readonly ExpectedField[], object: string, name: string) =>
  fields.find((field) => field.object === object && field.name === name);

describe("the fields that are expected", () => {
  it("are those of the package, with its lengths and values, and those that the mapping names", () => {
    const fields = fieldsOf("default");
    expect(find(fields, "Opportunity", "Referral_Identifier__c")).toEqual({
      object: "Opportunity",
      name: "Referral_Identifier__c",
      types: ["string"],
      length: 100,
      unique: true,
      written: true,
      packaged: true,
    });
    expect(find(fields, "Opportunity", "Amount")).toEqual({
      object: "Opportunity",
      name: "Amount",
      types: ["currency", "double"],
      written: true,
    });
    expect(find(fields, "Opportunity", "How_can_Microsoft_help__c")).toMatchObject({
      isClosedList: true,
      packaged: true,
      values: expect.arrayContaining(["General or Other", "Quotes or Licensing"]),
    });
    expect(find(fields, "Account", "BillingState")).toMatchObject({ written: false });
  });

  it("each once, whatever the mapping: every one that the package brings is among them", () => {
    for (const { name } of goldenCases()) {
      const fields = fieldsOf(name);
      const names = fields.map((field) => `${field.object}.${field.name}`.toLowerCase());
      expect(names.filter((each, index) => names.indexOf(each) !== index)).toEqual([]);
      const { artifacts } = mappingOf(name);
      const packaged = artifacts.filter(({ path }) => path.endsWith(".field-meta.xml")).length;
      expect([name, fields.filter((field) => field.packaged === true).length]).toEqual([name, packaged]);
    }
  });
});

/** An organization that answers what is given, by the beginning of the question. */
function organization(answers: {
  readonly describe?: (object: string) => Row | undefined;
  readonly query?: readonly Row[];
  readonly tooling?: (soql: string) => readonly Row[];
}): SalesforceClient {
  return {
    name: "contoso",
    describe: async (object) => answers.describe?.(object),
    query: async (soql) => (soql.includes("FROM PermissionSet") ? [] : (answers.query ?? [])),
    queryTooling: async (soql) => answers.tooling?.(soql) ?? [],
  };
}

const patientOf = (mapping: MappingFacts, client: SalesforceClient): Patient =>
  patientWith({ mapping, salesforce: { kind: "open", client } });

describe("permission sets", () => {
  const client = (sets: readonly string[], asked: string[] = []): SalesforceClient => ({
    ...organization({ describe: () => ({ fields: [{ name: "Id", type: "id" }] }) }),
    query: async (soql) => {
      asked.push(soql);
      if (soql.includes("FROM PermissionSetAssignment")) return [];
      return sets.filter((name) => soql.includes(`Name = '${name}'`)).map((name) => ({ Id: `0PS${name}` }));
    },
  });
  const integration = "Partner_Center_Abgleich_mit_einem_Namen_der_genau_achtzig_Zeichen_lang_ist_00001";

  it("are looked for by the names of the mapping", async () => {
    const asked: string[] = [];
    const renamed = mappingOf("salesforce-renamed");
    const outcome = await accessCheck.examine(patientOf(renamed, client([integration], asked)));
    expect(asked).toEqual([
      `SELECT Id FROM PermissionSet WHERE Name = '${integration}'`,
      `SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = '0PS${integration}'`,
    ]);
    expect(outcome).toMatchObject({
      findings: [
        {
          code: "DOCTOR.PERMISSION_SET_UNASSIGNED",
          message: `Nobody has the permission set ${integration}.`,
        },
      ],
    });
    expect(await accessCheck.examine(patientOf(renamed, client(["Cosell_Integration"])))).toMatchObject({
      findings: [{ code: "DOCTOR.PERMISSION_SET_MISSING" }],
    });
  });

  it("are named to whoever sees nothing of the package", async () => {
    const outcome = await schemaCheck.examine(
      patientOf(mappingOf("salesforce-renamed"), client([integration])),
    );
    expect(outcome).toMatchObject({ findings: [{ code: "DOCTOR.FIELDS_HIDDEN" }] });
    expect(JSON.stringify(outcome)).toContain(
      `\`sf org assign permset --name A\` for that user, then look again. The user of the connection needs another one: ${integration}.`,
    );
  });

  it("are not looked for where the mapping cannot tell their names", async () => {
    const broken = { file: "mapping.yaml", mistakes: 1, artifacts: [] };
    expect(await accessCheck.examine(patientOf(broken, client([])))).toMatchObject({
      kind: "not looked at",
    });
  });
});

describe("validation rules", () => {
  it("of the organization are read with their formulas; those of the package are not", async () => {
    const asked: string[] = [];
    const client = organization({
      tooling: (soql) => {
        asked.push(soql);
        if (soql.includes("Id = 'r1'")) return [{ Metadata: { errorConditionFormula: "Amount < 100" } }];
        if (soql.startsWith("SELECT Metadata")) return [{ Metadata: null }];
        const rule = (Id: string, ValidationName: string) => ({
          ...{ Id, ValidationName, ErrorMessage: "No." },
          EntityDefinition: { QualifiedApiName: "Opportunity" },
        });
        return [rule("r1", "At_least_100"), rule("r2", "Hidden"), rule("r3", "Visibility_only_one_way")];
      },
    });
    const outcome = await rulesCheck.examine(patientOf(mappingOf("default"), client));
    expect(outcome).toMatchObject({
      said: "2 active rules besides ours, the formula of 1 cannot be seen",
      findings: [{ code: "DOCTOR.RULE_IN_THE_WAY", found: 'it looks at Amount: "No."' }],
    });
    expect(asked).toHaveLength(3);
    expect(asked[0]).toContain(
      "'Opportunity','Account','Contact','Lead','Microsoft_Partner_Center_Solution__c'",
    );
  });
});

describe("stages", () => {
  it("are compared by their API names, with what Salesforce takes them for", async () => {
    const row = (ApiName: string, IsClosed: boolean, IsWon: boolean) => ({ ApiName, IsClosed, IsWon });
    const client = organization({
      query: [
        ...[row("Prospecting", false, false), row("Qualification", false, false)],
        ...[row("Closed Won", true, false), row("Closed Lost", true, false)],
      ],
    });
    expect(await stagesCheck.examine(patientOf(mappingOf("default"), client))).toMatchObject({
      findings: [
        { code: "DOCTOR.STAGE_CLASS", found: "lost", expected: "won, stages.won, stages.incoming.won" },
      ],
    });
  });
});

describe("fields", () => {
  it("that Salesforce demands, and the sync does not give, keep records from coming in", async () => {
    const plain = { createable: true, updateable: true, nillable: true, defaultedOnCreate: false };
    const client = organization({
      describe: (object) => ({
        fields: [
          ...fieldsOf("default")
            .filter((field) => field.object === object)
            .map(({ name, types: [type], length, unique, values = [] }) => ({
              ...{ ...plain, name, type, length: length ?? 255, unique: unique === true },
              picklistValues: values.map((value) => ({ value, active: true })),
            })),
          ...(object === "Account"
            ? [{ ...plain, name: "Region__c", type: "picklist", nillable: false, picklistValues: [] }]
            : []),
          ...(object === "Contact" ? [{ ...plain, name: "LastName", type: "string", nillable: false }] : []),
        ],
      }),
    });
    const outcome = await schemaCheck.examine(patientOf(mappingOf("default"), client));
    expect(outcome).toMatchObject({
      findings: [
        {
          code: "DOCTOR.FIELD_REQUIRED",
          message: "Salesforce demands the field Account.Region__c, and the sync gives it no value.",
        },
      ],
    });
  });

  it("of leads are not asked for where the mapping has none", async () => {
    const asked: string[] = [];
    const client = organization({
      describe: (object) => {
        asked.push(object);
        return undefined;
      },
    });
    await schemaCheck.examine(patientOf(mappingOf("nothing-optional"), client));
    expect(asked).not.toContain("Lead");
  });
});
