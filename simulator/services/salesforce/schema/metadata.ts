import { parseFormula } from "../formula/parse.ts";
import { systemFields } from "./fields.ts";
import { readField } from "./metadata-field.ts";
import { readPermissionSet } from "./metadata-permissions.ts";
import { children, readXml, text, unreadable, type XmlElement, yes } from "./metadata-xml.ts";
import type {
  FieldSchema,
  ObjectSchema,
  PermissionSetSchema,
  SchemaSource,
  ValidationRule,
} from "./model.ts";

/** What is gathered of one object over its files. */
interface Gathered {
  readonly name: string;
  label: string;
  labelPlural: string;
  defined: boolean;
  nameField: FieldSchema | undefined;
  readonly fields: FieldSchema[];
  readonly rules: ValidationRule[];
}

/**
 * Reads a Salesforce package, as metadata-API files (`objects/X.object`) or as source files
 * (`objects/X/fields/Y.field-meta.xml`): fields, objects, validation rules and permission sets. Files of other kinds
 * do not change what the API accepts and are passed over. What is read only in part is refused.
 */
export function schemaFromMetadata(files: Readonly<Record<string, string>>): SchemaSource {
  const objects = new Map<string, Gathered>();
  const permissionSets: PermissionSetSchema[] = [];
  for (const file of Object.keys(files).sort()) {
    readFile(file, files[file] ?? "", objects, permissionSets);
  }
  return { objects: [...objects.values()].map(toObject), permissionSets };
}

function readFile(
  file: string,
  xml: string,
  objects: Map<string, Gathered>,
  permissionSets: PermissionSetSchema[],
): void {
  const path = file.replaceAll("\\", "/");
  const object = /(?:^|\/)objects\/(?:[^/]+\/)?([^/]+)\.object(?:-meta\.xml)?$/.exec(path)?.[1];
  if (object !== undefined) {
    readObject(gather(objects, object), file, readXml(file, xml, "CustomObject"));
    return;
  }
  const child =
    /(?:^|\/)objects\/([^/]+)\/(fields|validationRules)\/[^/]+\.(?:field|validationRule)-meta\.xml$/.exec(
      path,
    );
  if (child?.[1] !== undefined) {
    const target = gather(objects, child[1]);
    if (child[2] === "fields") target.fields.push(readField(file, readXml(file, xml, "CustomField")));
    else target.rules.push(readRule(file, target.name, readXml(file, xml, "ValidationRule")));
    return;
  }
  const set = /(?:^|\/)permissionsets\/([^/]+)\.permissionset(?:-meta\.xml)?$/.exec(path)?.[1];
  if (set !== undefined) permissionSets.push(readPermissionSet(set, readXml(file, xml, "PermissionSet")));
}

function gather(objects: Map<string, Gathered>, name: string): Gathered {
  const known = objects.get(name);
  if (known !== undefined) return known;
  const made: Gathered = {
    name,
    label: name,
    labelPlural: name,
    defined: false,
    nameField: undefined,
    fields: [],
    rules: [],
  };
  objects.set(name, made);
  return made;
}

function readObject(object: Gathered, file: string, xml: XmlElement): void {
  object.label = text(xml, "label") ?? object.label;
  object.labelPlural = text(xml, "pluralLabel") ?? object.labelPlural;
  const [nameField] = children(xml, "nameField");
  if (nameField !== undefined) {
    object.defined = true;
    object.nameField = readNameField(nameField);
  }
  for (const field of children(xml, "fields")) object.fields.push(readField(file, field));
  for (const rule of children(xml, "validationRules")) object.rules.push(readRule(file, object.name, rule));
}

function readNameField(xml: XmlElement): FieldSchema {
  const label = text(xml, "label") ?? "Name";
  if (text(xml, "type") !== "AutoNumber") return { name: "Name", label, type: "string", length: 80 };
  return {
    name: "Name",
    label,
    type: "autonumber",
    readOnly: true,
    length: 80,
    displayFormat: text(xml, "displayFormat") ?? "{0}",
    startingNumber: Number(text(xml, "startingNumber") ?? 1),
  };
}

function readRule(file: string, object: string, xml: XmlElement): ValidationRule {
  const name = text(xml, "fullName");
  const formula = text(xml, "errorConditionFormula");
  const message = text(xml, "errorMessage");
  if (name === undefined || formula === undefined || message === undefined) {
    throw unreadable(file, "a validation rule needs fullName, errorConditionFormula and errorMessage");
  }
  // Parsed here already, so that a rule the emulator cannot follow is found before the first record is saved.
  parseFormula(`${object}.${name}`, formula);
  const field = text(xml, "errorDisplayField");
  return { name, formula, message, active: yes(xml, "active"), ...(field === undefined ? {} : { field }) };
}

function toObject(object: Gathered): ObjectSchema {
  const { name, label, labelPlural, fields, rules } = object;
  if (!object.defined) return { name, label, labelPlural, fields, validationRules: rules };
  return {
    name,
    label,
    labelPlural,
    custom: true,
    access: "granted",
    fields: [
      ...systemFields,
      ...(object.nameField === undefined ? [] : [object.nameField]),
      ...(fields.some((field) => field.masterDetail === true) ? [] : [ownerOf]),
      ...fields,
    ],
    validationRules: rules,
  };
}

/** Records that hang on no master have an owner. */
const ownerOf: FieldSchema = {
  name: "OwnerId",
  label: "Owner ID",
  type: "reference",
  referenceTo: ["User"],
  relationshipName: "Owner",
};
