import type { Judgement } from "../check.ts";
import { type DoctorFinding, listed, seen } from "../finding.ts";
import { driftCodes } from "./codes.ts";
import type { ExpectedField } from "./expected-fields.ts";

export interface SchemaFacts {
  readonly organization: string;
  readonly objects: readonly SeenObject[];
  /** Where the organization has the first of them: then the package is deployed. */
  readonly permissionSets?: { readonly integration: string; readonly viewer: string };
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
export function judgeSchema({ organization, objects, permissionSets }: SchemaFacts): Judgement {
  const count = objects.reduce((sum, { expected }) => sum + expected.length, 0);
  const isReader = mayOnlyRead(objects);
  const said = `${organization}: ${count} fields of ${objects.length} objects${isReader ? ", seen by a user who may only read" : ""}`;
  const findings = objects.flatMap((object) => judgeObject(organization, object, isReader));
  const ofPackage = objects.flatMap(({ expected, fields = [] }) =>
    expected.filter(({ packaged }) => packaged === true).map(({ name }) => isThere(name, fields)),
  );
  const isHidden = permissionSets !== undefined && ofPackage.length > 0 && !ofPackage.includes(true);
  if (!isHidden) return { said, findings };
  const at = { where: { file: organization } };
  const hidden = driftCodes.finding("FIELDS_HIDDEN", permissionSets, at);
  const others = findings.filter(({ code }) => !/(?:OBJECT|FIELD)_MISSING$/.test(code));
  return {
    said,
    findings: [seen(hidden, `none of ${ofPackage.length} fields`, "all of them"), ...others],
  };
}

const isThere = (name: string, fields: readonly SeenField[]): boolean =>
  fields.some((field) => field.name.toLowerCase() === name.toLowerCase());

/** Whoever may not write the state of the sync is not the integration: what that one may write is not seen. */
function mayOnlyRead(objects: readonly SeenObject[]): boolean {
  return objects.some(({ expected, fields = [] }) =>
    expected
      .filter(({ integrationOnly }) => integrationOnly === true)
      .some(({ name }) =>
        fields.some((field) => field.name.toLowerCase() === name.toLowerCase() && field.writable === false),
      ),
  );
}

function judgeObject(organization: string, object: SeenObject, isReader: boolean): readonly DoctorFinding[] {
  const { name, expected, fields } = object;
  const at = { where: { file: organization, path: [name] } };
  if (fields === undefined) {
    return [seen(driftCodes.finding("OBJECT_MISSING", { name }, at), "nothing", "the object")];
  }
  const missing = expected.filter((field) => !isThere(field.name, fields)).map((field) => field.name);
  return [
    ...(missing.length === 0
      ? []
      : [
          seen(
            driftCodes.finding("FIELD_MISSING", { name }, at),
            `without ${listed(missing, 20)}`,
            `${expected.length} fields`,
          ),
        ]),
    ...expected.flatMap((field) => judgeField(organization, name, field, fields, isReader)),
    ...judgeDemanded(organization, object),
  ];
}

function judgeField(
  organization: string,
  object: string,
  expected: Omit<ExpectedField, "object">,
  fields: readonly SeenField[],
  isReader: boolean,
): readonly DoctorFinding[] {
  const name = `${object}.${expected.name}`;
  const at = { where: { file: organization, path: [object, expected.name] } };
  const field = fields.find((each) => each.name.toLowerCase() === expected.name.toLowerCase());
  if (field === undefined) return [];
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
    ...(expected.written === true && (calculated || (!writable && !isReader))
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
