import { children, text, unreadable, wholeNumber, type XmlElement, yes } from "./metadata-xml.ts";
import type { FieldSchema, FieldType, OnParentDelete, PicklistValue, SummarySchema } from "./model.ts";

/** Metadata types and what they are in the API; a length is one that the type fixes. */
const types: Readonly<Record<string, readonly [FieldType, number?]>> = {
  Text: ["string"],
  TextArea: ["textarea", 255],
  LongTextArea: ["textarea"],
  Html: ["textarea"],
  Url: ["url", 255],
  Email: ["email", 80],
  Phone: ["phone", 40],
  Checkbox: ["boolean"],
  Currency: ["currency"],
  Number: ["double"],
  Percent: ["percent"],
  Date: ["date"],
  DateTime: ["datetime"],
  Picklist: ["picklist", 255],
  MultiselectPicklist: ["multipicklist", 4099],
  Lookup: ["reference"],
  MasterDetail: ["reference"],
  AutoNumber: ["autonumber", 30],
  Summary: ["summary"],
};

/** Reads a CustomField. Its column exists for a user only through a permission set. */
export function readField(file: string, xml: XmlElement): FieldSchema {
  const name = text(xml, "fullName");
  const metadataType = text(xml, "type");
  if (name === undefined) throw unreadable(file, "a field has no fullName");
  if (text(xml, "formula") !== undefined) throw unreadable(file, `the formula field ${name} is not emulated`);
  const [type, fixedLength] = types[metadataType ?? ""] ?? [];
  if (type === undefined)
    throw unreadable(file, `the type ${metadataType ?? "(none)"} of ${name} is not emulated`);
  const length = fixedLength ?? wholeNumber(file, xml, "length");
  const precision = wholeNumber(file, xml, "precision");
  const scale = wholeNumber(file, xml, "scale");
  if (metadataType === "Text" && length === undefined)
    throw unreadable(file, `the text field ${name} has no length`);
  return {
    name,
    label: text(xml, "label") ?? name,
    type,
    access: "granted",
    ...(length === undefined ? {} : { length }),
    ...(precision === undefined ? {} : { precision }),
    ...(scale === undefined ? {} : { scale }),
    ...(yes(xml, "required") ? { required: true } : {}),
    ...(yes(xml, "unique") ? { unique: true } : {}),
    ...(yes(xml, "externalId") ? { externalId: true } : {}),
    ...(yes(xml, "caseSensitive") ? { caseSensitive: true } : {}),
    ...readDefault(type, xml),
    ...readPicklist(file, name, xml),
    ...readReference(file, name, metadataType ?? "", xml),
    ...readGenerated(file, name, type, xml),
  };
}

function readDefault(type: FieldType, xml: XmlElement): Partial<FieldSchema> {
  if (type === "boolean") return { default: text(xml, "defaultValue") === "true" };
  return {};
}

function readPicklist(file: string, name: string, xml: XmlElement): Partial<FieldSchema> {
  const [set] = children(xml, "valueSet");
  if (set === undefined) return {};
  const [definition] = children(set, "valueSetDefinition");
  if (definition === undefined) throw unreadable(file, `the global value set of ${name} is not emulated`);
  const picklist: readonly PicklistValue[] = children(definition, "value").map((entry) => ({
    value: text(entry, "fullName") ?? "",
    label: text(entry, "label") ?? text(entry, "fullName") ?? "",
    default: yes(entry, "default"),
    active: text(entry, "isActive") !== "false",
  }));
  return { picklist, restricted: yes(set, "restricted") };
}

const constraints: Readonly<Record<string, OnParentDelete>> = {
  SetNull: "clear",
  Restrict: "restrict",
  Cascade: "cascade",
};

function readReference(file: string, name: string, type: string, xml: XmlElement): Partial<FieldSchema> {
  if (type !== "Lookup" && type !== "MasterDetail") return {};
  const target = text(xml, "referenceTo");
  if (target === undefined) throw unreadable(file, `${name} has no referenceTo`);
  const children = text(xml, "relationshipName");
  return {
    referenceTo: [target],
    relationshipName: name.replace(/__c$/, "__r"),
    // The relationship of a field with a namespace has that namespace too, though its metadata does not say so.
    ...(children === undefined ? {} : { childRelationshipName: `${namespaceOf(name)}${children}__r` }),
    ...(type === "MasterDetail"
      ? {
          masterDetail: true,
          required: true,
          onParentDelete: "cascade",
          reparentable: yes(xml, "reparentableMasterDetail"),
        }
      : { onParentDelete: constraints[text(xml, "deleteConstraint") ?? "SetNull"] ?? "clear" }),
  };
}

/** `acme__Deal__c` → `acme__`. */
function namespaceOf(name: string): string {
  return /^(.+?__).+__c$/.exec(name)?.[1] ?? "";
}

function readGenerated(file: string, name: string, type: FieldType, xml: XmlElement): Partial<FieldSchema> {
  if (type === "autonumber") {
    return {
      readOnly: true,
      displayFormat: text(xml, "displayFormat") ?? "{0}",
      startingNumber: wholeNumber(file, xml, "startingNumber") ?? 1,
    };
  }
  if (type !== "summary") return {};
  if (children(xml, "summaryFilterItems").length > 0) {
    throw unreadable(file, `the filter of the summary field ${name} is not emulated`);
  }
  const [childObject, childReference] = (text(xml, "summaryForeignKey") ?? "").split(".");
  const operation = text(xml, "summaryOperation");
  if (childObject === undefined || childReference === undefined || !isOperation(operation)) {
    throw unreadable(file, `the summary field ${name} needs summaryForeignKey and summaryOperation`);
  }
  const childField = text(xml, "summarizedField")?.split(".")[1];
  const summary: SummarySchema = {
    operation,
    childObject,
    childReference,
    ...(childField === undefined ? {} : { childField }),
  };
  // A count has no digits of its own to give in metadata; describe shows these.
  return { readOnly: true, ...(operation === "count" ? { precision: 18, scale: 0 } : {}), summary };
}

function isOperation(text: string | undefined): text is SummarySchema["operation"] {
  return text === "count" || text === "sum" || text === "min" || text === "max";
}
