import { membersOf } from "../../deploy/web/answers.ts";
import { check, type Looked, notLookedAt, sawFacts } from "../check.ts";
import type { Patient, SalesforceClient } from "../patient.ts";
import { permissionSets } from "./access.ts";
import { expectedFields } from "./expected-fields.ts";
import { judgeSchema, type SchemaFacts, type SeenField, type SeenObject } from "./judge-schema.ts";
import { writtenOnCreation } from "./required-fields.ts";
import { valuesNow } from "./variable-values-now.ts";

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
  const isLeftOut = (object: string): boolean =>
    object === model.crm.objects.lead && !model.flowOptions.leads;
  const names = [...new Set(expected.map(({ object }) => object))].filter((object) => !isLeftOut(object));
  const objects: SeenObject[] = [];
  for (const name of names) {
    const fields = await describedFields(salesforce.client, name);
    objects.push({
      name,
      expected: expected
        .filter(({ object }) => object === name)
        .map(({ object: _object, ...field }) => field),
      ...(given[name] === undefined ? {} : { given: given[name] }),
      ...(fields === undefined ? {} : { fields }),
    });
  }
  const { integration, viewer } = model.crm.permissionSets;
  const isDeployed = (await permissionSets(salesforce.client, integration)).length > 0;
  return sawFacts({
    organization: salesforce.client.name,
    objects,
    ...(isDeployed ? { permissionSets: { integration, viewer } } : {}),
  });
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
