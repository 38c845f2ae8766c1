import { writePermissionRows } from "../control/permission-rows.ts";
import type { Org } from "../org.ts";
import { schemaFromMetadata } from "../schema/metadata.ts";
import { children, readXml, text } from "../schema/metadata-xml.ts";
import type { ObjectSchema, SchemaSource } from "../schema/model.ts";
import { filesByType, partsOfObjects, schemaComponents } from "./components.ts";
import { destroy, destructionProblems } from "./destroy.ts";
import { type Member, readManifest } from "./manifest.ts";

export interface ComponentResult {
  readonly type: string;
  readonly name: string;
  readonly problem?: string;
  /** A warning does not keep the rest from being deployed. */
  readonly problemType?: "Error" | "Warning";
  readonly change: "created" | "changed" | "deleted" | "none";
}

/** Deploys a package, all of it or nothing; `checkOnly` keeps nothing either way. */
export function deployPackage(
  org: Org,
  files: Readonly<Record<string, string>>,
  checkOnly: boolean,
): readonly ComponentResult[] {
  const manifest = readManifest("package.xml", files["package.xml"] ?? "");
  const destroyed = destructiveFiles.flatMap((file) =>
    files[file] === undefined ? [] : readManifest(file, files[file]),
  );
  const brought = schemaFromMetadata(files);
  const results = [
    ...manifest.map((member) => deployed(org, member, brought, files)),
    ...destructionProblems(org, destroyed),
  ];
  if (checkOnly || results.some(({ problemType }) => problemType === "Error")) return results;
  org.deploy(merged(org.deployed(), brought));
  for (const { type, name } of manifest) {
    org.componentTexts.set(`${type}:${name}`, textOf(type, name, brought, files));
    if (isOther(type))
      org.otherComponents.set(type, new Set([...(org.otherComponents.get(type) ?? []), name]));
  }
  destroy(org, destroyed);
  writePermissionRows(org);
  org.store.commit();
  return results;
}

/** Where what is to go is listed: alone, before or after what is brought [Metadata API, deleting components]. */
const destructiveFiles = [
  "destructiveChangesPre.xml",
  "destructiveChanges.xml",
  "destructiveChangesPost.xml",
] as const;

function deployed(
  org: Org,
  { type, name }: Member,
  brought: SchemaSource,
  files: Readonly<Record<string, string>>,
): ComponentResult {
  const failed = (problem: string): ComponentResult => ({
    type,
    name,
    problem,
    problemType: "Error",
    change: "none",
  });
  if (!isOther(type) && !known.has(type))
    return failed(`Unknown type name '${type}' specified in package.xml`);
  if (!isThere(type, name, brought, files)) {
    return failed(
      `An object '${name}' of type ${type} was named in package.xml, but was not found in zipped directory`,
    );
  }
  const problem = type === "CustomField" ? fieldProblem(org, name, brought) : undefined;
  if (problem !== undefined) return failed(problem);
  const before = [...schemaComponents(org.deployed())].includes(`${type}:${name}`);
  const isKnown = before || org.otherComponents.get(type)?.has(name) === true;
  if (!isKnown) return { type, name, change: "created" };
  const isSame = org.componentTexts.get(`${type}:${name}`) === textOf(type, name, brought, files);
  return { type, name, change: isSame ? "none" : "changed" };
}

/** A component as the package has it; of an object the part that is no component of its own. */
function textOf(
  type: string,
  name: string,
  { objects, permissionSets }: SchemaSource,
  files: Readonly<Record<string, string>>,
): string {
  const [owner = "", part = ""] = name.split(".");
  const object = objects.find((each) => each.name === owner);
  switch (type) {
    case "CustomField":
      return JSON.stringify(object?.fields.find((each) => each.name === part));
    case "ValidationRule":
      return JSON.stringify(object?.validationRules?.find((each) => each.name === part));
    case "PermissionSet":
      return JSON.stringify(permissionSets.find((each) => each.name === name));
    case "CustomObject":
      return JSON.stringify({ ...object, fields: [], validationRules: [] });
    default: {
      const [folder, ending] = filesByType[type] ?? [];
      const file = folder === undefined ? `objects/${owner}.object` : `${folder}/${name}.${ending}`;
      return files[file] ?? "";
    }
  }
}

const known = new Set(["CustomObject", "CustomField", "ValidationRule", "PermissionSet"]);
const isOther = (type: string): boolean => type in filesByType || type in partsOfObjects;

function isThere(
  type: string,
  name: string,
  brought: SchemaSource,
  files: Readonly<Record<string, string>>,
): boolean {
  if (known.has(type)) {
    // Naming a standard object in the manifest brings what its file holds.
    const isStandard = type === "CustomObject" && !name.endsWith("__c");
    return isStandard
      ? `objects/${name}.object` in files
      : schemaComponents(brought).includes(`${type}:${name}`);
  }
  const place = filesByType[type];
  if (place !== undefined) return `${place[0]}/${name}.${place[1]}` in files;
  const [object = "", part = ""] = name.split(".");
  const file = `objects/${object}.object`;
  const element = readXml(file, files[file] ?? "<CustomObject/>", "CustomObject");
  return children(element, partsOfObjects[type] ?? "").some((each) => text(each, "fullName") === part);
}

/** A field needs its object, and an existing one keeps its type. */
function fieldProblem(org: Org, name: string, brought: SchemaSource): string | undefined {
  const [object = "", field = ""] = name.split(".");
  const existing = org.catalog.object(object);
  const coming = brought.objects.find((each) => each.name === object);
  if (existing === undefined && coming?.custom !== true) return `Entity of type '${object}' cannot be found`;
  const before = existing?.field(field)?.type;
  const after = coming?.fields.find((each) => each.name === field)?.type;
  if (before === undefined || before === after) return undefined;
  return `Cannot change field type from ${before} to ${after ?? "nothing"} while the field holds data or is used`;
}

/** Everything from before, with what is new over it; a permission set is replaced as a whole. */
function merged(before: SchemaSource, brought: SchemaSource): SchemaSource {
  const objects = new Map(before.objects.map((object) => [object.name, object]));
  for (const object of brought.objects)
    objects.set(object.name, mergedObject(objects.get(object.name), object));
  const sets = new Map(before.permissionSets.map((set) => [set.name, set]));
  for (const set of brought.permissionSets) sets.set(set.name, set);
  return { objects: [...objects.values()], permissionSets: [...sets.values()] };
}

function mergedObject(before: ObjectSchema | undefined, object: ObjectSchema): ObjectSchema {
  if (before === undefined) return object;
  const fields = new Map([...before.fields, ...object.fields].map((field) => [field.name, field]));
  const rules = [...(before.validationRules ?? []), ...(object.validationRules ?? [])];
  return {
    ...before,
    ...object,
    fields: [...fields.values()],
    validationRules: [...new Map(rules.map((rule) => [rule.name, rule])).values()],
  };
}
