import { membersOf } from "../../deploy/web/answers.ts";
import { check, type Judgement, type Looked, notLookedAt, sawFacts } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import type { Patient, SalesforceClient } from "../patient.ts";
import { driftCodes } from "./codes.ts";
import { type ExpectedField, expectedFields } from "./expected-fields.ts";
import { writtenOnCreation } from "./required-fields.ts";
import { valuesNow } from "./variable-values-now.ts";

export interface SchemaFacts {
  readonly organization: string;
  readonly objects: readonly SeenObject[];
}

export interface SeenObject {
  readonly name: string;
  readonly expected: readonly Omit<ExpectedField, "object">[];
  /** Fields that a new record is given; absent where the sync makes none. */
  readonly given?: readonly string[];
  /** As Salesforce describes them; absent where it shows no such object. */
  readonly fields?: readonly SeenField[];
}

export interface SeenField {
  readonly name: string;
  readonly type: string;
  readonly length?: number;
  readonly unique?: boolean;
  readonly writable?: boolean;
  readonly calculated?: boolean;
  /** Whether a new record is refused without it. */
  readonly demanded?: boolean;
  /** Active values. */
  readonly values?: readonly string[];
}

/** Whether the organization has every object and field, of the right type, long and unique enough, with its values. */
export function judgeSchema({ organization, objects }: SchemaFacts): Judgement {
  const findings = objects.flatMap((object): readonly DoctorFinding[] => {
    if (object.fields === undefined) {
      const at = { where: { file: organization, path: [object.name] } };
      const missing = driftCodes.finding("OBJECT_MISSING", { name: object.name }, at);
      return [seen(missing, "nothing", "the object")];
    }
    const { fields } = object;
    return [
      ...object.expected.flatMap((expected) => judgeField(organization, object.name, expected, fields)),
      ...judgeDemanded(organization, object),
    ];
  });
  const count = objects.reduce((sum, { expected }) => sum + expected.length, 0);
  return { said: `${organization}: ${count} fields of ${objects.length} objects`, findings };
}

function judgeField(
  organization: string,
  object: string,
  expected: Omit<ExpectedField, "object">,
  fields: readonly SeenField[],
): readonly DoctorFinding[] {
  const name = `${object}.${expected.name}`;
  const at = { where: { file: organization, path: [object, expected.name] } };
  const field = fields.find((each) => each.name.toLowerCase() === expected.name.toLowerCase());
  if (field === undefined) {
    return [seen(driftCodes.finding("FIELD_MISSING", { name }, at), "nothing", expected.types.join(" or "))];
  }
  if (!expected.types.includes(field.type)) {
    const type = driftCodes.finding("FIELD_TYPE", { name }, at);
    return [seen(type, field.type, expected.types.join(" or "))];
  }
  const { length = 0, unique = false, writable = true, calculated = false, values = [] } = field;
  const there = new Set(values);
  const lacking = (expected.values ?? []).filter((value) => !there.has(value));
  const unmapped = values.filter((value) => !(expected.values ?? []).includes(value));
  const isPicklist = field.type === "picklist" && expected.values !== undefined;
  return [
    ...(expected.length !== undefined && length < expected.length
      ? [seen(driftCodes.finding("FIELD_SHORT", { name }, at), String(length), String(expected.length))]
      : []),
    ...(expected.unique === true && !unique
      ? [seen(driftCodes.finding("FIELD_NOT_UNIQUE", { name }, at), "not unique", "unique, external id")]
      : []),
    ...(expected.written === true && (!writable || calculated)
      ? [
          seen(
            driftCodes.finding("FIELD_NOT_WRITABLE", { name }, at),
            calculated ? "a formula" : "read only",
            "writable",
          ),
        ]
      : []),
    ...(isPicklist && lacking.length > 0
      ? [
          seen(
            driftCodes.finding("PICKLIST_VALUE_MISSING", { name }, at),
            `without ${listed(lacking)}`,
            listed(expected.values ?? [], 12),
          ),
        ]
      : []),
    ...(isPicklist && expected.isClosedList === true && unmapped.length > 0
      ? [
          seen(
            driftCodes.finding("PICKLIST_VALUE_UNMAPPED", { name }, at),
            `also ${listed(unmapped)}`,
            listed(expected.values ?? [], 12),
          ),
        ]
      : []),
  ];
}

function judgeDemanded(
  organization: string,
  { name, fields = [], given }: SeenObject,
): readonly DoctorFinding[] {
  if (given === undefined) return [];
  const known = new Set(given.map((field) => field.toLowerCase()));
  return fields
    .filter((field) => field.demanded === true && !known.has(field.name.toLowerCase()))
    .map((field) => {
      const at = { where: { file: organization, path: [name, field.name] } };
      const required = driftCodes.finding("FIELD_REQUIRED", { name: `${name}.${field.name}` }, at);
      return seen(required, `required, ${field.type}`, "not required, or a value for it");
    });
}

export const schemaCheck = check<SchemaFacts>({
  key: "schema",
  group: "drift",
  title: "Fields and pick lists",
  look: lookAtSchema,
  judge: judgeSchema,
});

async function lookAtSchema(patient: Patient): Promise<Looked<SchemaFacts>> {
  const { salesforce, mapping } = patient;
  if (salesforce.kind === "closed") return notLookedAt(salesforce.because);
  const { model, artifacts } = mapping;
  if (model === undefined) return notLookedAt("the mapping has mistakes");
  const expected = expectedFields(model, await valuesNow(patient, model), artifacts);
  const given = writtenOnCreation(model, expected);
  const names = [...new Set(expected.map(({ object }) => object))];
  const objects: SeenObject[] = [];
  for (const name of names) {
    const fields = await describedFields(salesforce.client, name);
    const isLeftOut = name === model.crm.objects.lead && !model.flowOptions.leads;
    if (isLeftOut) continue;
    objects.push({
      name,
      expected: expected
        .filter(({ object }) => object === name)
        .map(({ object: _object, ...field }) => field),
      ...(given[name] === undefined ? {} : { given: given[name] }),
      ...(fields === undefined ? {} : { fields }),
    });
  }
  return sawFacts({ organization: salesforce.client.name, objects });
}

async function describedFields(
  client: SalesforceClient,
  object: string,
): Promise<readonly SeenField[] | undefined> {
  const described = await client.describe(object);
  const fields = described?.["fields"];
  if (!Array.isArray(fields)) return undefined;
  return fields.map((field): SeenField => {
    const {
      name,
      type,
      length,
      unique,
      createable,
      updateable,
      calculated,
      nillable,
      defaultedOnCreate,
      picklistValues,
    } = membersOf(field);
    const values = (Array.isArray(picklistValues) ? picklistValues : [])
      .map(membersOf)
      .filter(({ active }) => active !== false)
      .map(({ value }) => String(value));
    return {
      name: String(name),
      type: String(type),
      length: Number(length ?? 0),
      unique: unique === true,
      writable: createable === true || updateable === true,
      calculated: calculated === true,
      demanded: createable === true && nillable === false && defaultedOnCreate === false,
      ...(values.length === 0 ? {} : { values }),
    };
  });
}
