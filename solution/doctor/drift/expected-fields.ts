import type { Artifact } from "../../../generator/model/artifact.ts";
import type {
  FieldName,
  Model,
  OpportunityFieldKey,
  ValueType,
  VariableKey,
} from "../../../generator/model/model.ts";
import { child, childrenOf, parseXml, textOf, type XmlElement } from "../../read/parse-xml.ts";

/** A field as the sync needs it to be. What is absent does not matter. */
export interface ExpectedField {
  readonly object: string;
  readonly name: string;
  /** Types as Salesforce describes them, any of which will do. */
  readonly types: readonly string[];
  readonly length?: number;
  readonly unique?: boolean;
  /** Values that the sync writes. */
  readonly values?: readonly string[];
  /** Whether values that are not among those above cannot be sent. */
  readonly isClosedList?: boolean;
  /** Whether the sync writes it. */
  readonly written?: boolean;
  /** Whether nobody but the integration may write it. */
  readonly integrationOnly?: boolean;
  /** Whether the Salesforce package brings it. */
  readonly packaged?: boolean;
}

/** Every field that the flows read or write: by the mapping, and as the package makes those that it brings. */
export function expectedFields(
  model: Model,
  valueNow: (key: VariableKey) => string,
  artifacts: readonly Artifact[],
): readonly ExpectedField[] {
  const nameOf = (name: FieldName): string => (name.kind === "name" ? name.name : valueNow(name.variable));
  const wanted = [...ownFields(model), ...mappedFields(model, nameOf)];
  const packaged = new Map(packageFields(artifacts, model.crm.namespace).map((field) => [key(field), field]));
  const merged = wanted.map((field) => ({ ...field, ...packaged.get(key(field)), ...writtenOf(field) }));
  return [...new Map(merged.map((field) => [key(field), field])).values()];
}

const key = ({ object, name }: ExpectedField): string => `${object}.${name}`.toLowerCase();

const writtenOf = ({ written }: ExpectedField) => (written === undefined ? {} : { written });

/** What the sync keeps for itself. */
function ownFields({ crm, sets, closingReasons }: Model): readonly ExpectedField[] {
  const { opportunity, account, contact, lead, solution } = crm.objects;
  const onOpportunity = (
    field: OpportunityFieldKey,
    types: readonly string[],
    more: Partial<ExpectedField> = {},
  ): ExpectedField => ({
    object: opportunity,
    name: crm.opportunity[field],
    types,
    written: true,
    ...more,
  });
  const text = { types: ["string"], written: true } as const;
  return [
    onOpportunity("sync", ["boolean"]),
    onOpportunity("referralIdentifier", ["string"], { unique: true }),
    onOpportunity("referralLink", ["url", "string", "textarea"]),
    onOpportunity("audit", ["textarea"]),
    onOpportunity("state", ["textarea"], { integrationOnly: true }),
    onOpportunity("seen", ["textarea"]),
    onOpportunity("status", ["picklist", "string"], { values: ["Pending", "Synced", "Conflict", "Error"] }),
    onOpportunity("lastSynced", ["datetime"]),
    onOpportunity("solutionCount", ["int", "double"], { written: false }),
    onOpportunity("closingReason", ["picklist", "string"], {
      values: closingReasons.values.map((pair) => pair.crm),
    }),
    { object: account, name: crm.account.key, ...text, unique: true },
    { object: contact, name: crm.contact.key, ...text, unique: true },
    { object: lead, name: crm.lead.referralIdentifier, ...text, unique: true },
    { object: solution, name: crm.solution.opportunity, types: ["reference"], written: true },
    { object: solution, name: crm.solution.id, ...text },
    { object: solution, name: crm.solution.name, ...text },
    {
      object: solution,
      name: crm.solution.type,
      types: ["picklist", "string"],
      values: sets.solutions.types,
      written: true,
    },
    { object: solution, name: crm.solution.key, ...text, unique: true },
  ];
}

function mappedFields(model: Model, nameOf: (name: FieldName) => string): readonly ExpectedField[] {
  const { crm, fields, money } = model;
  const { opportunity, account } = crm.objects;
  const takesMoney = money.direction !== "toPartnerCenter";
  return [
    ...fields.map(
      (field): ExpectedField => ({
        object: field.crm.object === "account" ? account : opportunity,
        name: nameOf(field.crm.field),
        types: typesOf(field.type, field.values !== undefined),
        written: field.direction !== "toPartnerCenter",
        ...(field.values === undefined
          ? {}
          : { values: field.values.map((pair) => pair.crm), isClosedList: true }),
      }),
    ),
    { object: opportunity, name: nameOf(money.amount), types: ["currency", "double"], written: takesMoney },
    ...(money.currency === undefined
      ? []
      : [
          {
            object: opportunity,
            name: nameOf(money.currency),
            types: ["picklist", "string"],
            written: takesMoney,
          },
        ]),
  ];
}

/** Types as `describe` names them (Salesforce object reference, field types). */
function typesOf(type: ValueType, isPicklist: boolean): readonly string[] {
  if (isPicklist) return ["picklist", "string"];
  switch (type) {
    case "text":
      return ["string", "textarea", "picklist", "url", "email", "phone", "combobox"];
    case "number":
      return ["double", "currency", "int", "percent"];
    case "date":
      return ["date", "datetime"];
    case "dateTime":
      return ["datetime"];
    case "boolean":
      return ["boolean"];
  }
}

/** The fields of the Salesforce package, as its files say. */
function packageFields(artifacts: readonly Artifact[], namespace: string): readonly ExpectedField[] {
  return artifacts.flatMap(({ kind, path, content }): readonly ExpectedField[] => {
    const [, object] = /\/objects\/([^/]+)\/fields\/[^/]+\.field-meta\.xml$/.exec(path) ?? [];
    if (kind !== "salesforce-source" || object === undefined) return [];
    const read = parseXml(String(content));
    if (!read.ok) return [];
    const named = (name: string): string =>
      namespace === "" || !name.endsWith("__c") || name.startsWith(`${namespace}__`)
        ? name
        : `${namespace}__${name}`;
    return [fieldOf(named(object), named(textOf(read.root, "fullName")), read.root)];
  });
}

const describedTypes: Readonly<Record<string, readonly string[]>> = {
  AutoNumber: ["string"],
  Checkbox: ["boolean"],
  Currency: ["currency", "double"],
  Date: ["date"],
  DateTime: ["datetime"],
  Email: ["email", "string"],
  LongTextArea: ["textarea"],
  MasterDetail: ["reference"],
  Number: ["double", "int", "currency"],
  Phone: ["phone", "string"],
  Picklist: ["picklist", "string"],
  Summary: ["int", "double"],
  Text: ["string"],
  TextArea: ["textarea", "string"],
  Url: ["url", "string"],
};

function fieldOf(object: string, name: string, root: XmlElement): ExpectedField {
  const type = textOf(root, "type");
  const definition = child(child(root, "valueSet"), "valueSetDefinition");
  const values = childrenOf(definition, "value").map((value) => textOf(value, "fullName"));
  const length = Number(textOf(root, "length"));
  return {
    object,
    name,
    packaged: true,
    types: describedTypes[type] ?? [],
    ...(length > 0 ? { length } : {}),
    ...(textOf(root, "unique") === "true" ? { unique: true } : {}),
    ...(values.length > 0 ? { values } : {}),
  };
}
