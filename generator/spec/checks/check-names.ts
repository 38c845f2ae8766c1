import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { resolveConnectorSolution, usualIntroduction } from "../../model/resolve.ts";
import type { Mapping } from "../schema/mapping-schema.ts";
import type { Path, YamlDocument } from "../yaml-document.ts";
import { mapCodes } from "./codes.ts";
import * as rules from "./name-rules.ts";

/** A name of the mapping, and what it must keep to. */
interface Named {
  readonly what: string;
  readonly value: string | undefined;
  readonly path: Path;
  readonly rule?: rules.NameRule;
  readonly longest?: number;
  /** The part of the name that has a longest length, where that is not all of it. */
  readonly measured?: string | undefined;
  /** Must start with the publisher's prefix. */
  readonly prefixed?: true;
  /** Becomes the name of a folder or a file. */
  readonly onDisk?: true;
}

/** Every name: its characters, its length and its prefix. */
export function checkNames(mapping: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const named = [
    ...solutionNames(mapping),
    ...connectorNames(mapping),
    ...variableNames(mapping),
    ...crmNames(mapping),
    ...otherNames(mapping),
  ];
  return [...named.flatMap((each) => checkName(mapping, document, each)), ...versions(mapping, document)];
}

function checkName(mapping: Mapping, document: YamlDocument, named: Named): readonly Diagnostic[] {
  const { what, value, path, rule, longest, prefixed, onDisk, measured = value } = named;
  if (value === undefined) return [];
  const at = { where: document.place(path) };
  const { length } = measured ?? "";
  if (longest !== undefined && length > longest) {
    return [mapCodes.finding("NAME_TOO_LONG", { what, length, maximum: longest }, at)];
  }
  if (rule !== undefined && !rule.pattern.test(value)) {
    return [mapCodes.finding("NAME_INVALID", { what, value, rule: rule.words }, at)];
  }
  if (onDisk === true && rules.isDeviceName(value)) {
    return [mapCodes.finding("NAME_RESERVED", { what, value }, at)];
  }
  const { prefix } = mapping.solution.publisher;
  // Where the prefix itself is no prefix, nothing can begin with it.
  const isPrefix = rules.prefix.pattern.test(prefix);
  if (prefixed === true && isPrefix && !value.toLowerCase().startsWith(`${prefix.toLowerCase()}_`)) {
    return [mapCodes.finding("PREFIX_MISSING", { name: value, prefix }, at)];
  }
  return [];
}

function solutionNames({ solution }: Mapping): readonly Named[] {
  const { publisher } = solution;
  const connectorSolution = resolveConnectorSolution(solution);
  const of = (identity: Partial<Mapping["solution"]>, path: Path): readonly Named[] => [
    {
      what: "The unique name",
      value: identity.uniqueName,
      path: [...path, "uniqueName"],
      onDisk: true,
      rule: rules.uniqueName,
      longest: rules.longest.uniqueName,
    },
    {
      what: "The display name",
      value: identity.displayName,
      path: [...path, "displayName"],
      longest: rules.longest.displayName,
    },
    {
      what: "The description",
      value: identity.description,
      path: [...path, "description"],
      longest: rules.longest.description,
    },
  ];
  const at: Path = ["solution", "publisher"];
  return [
    ...of(solution, ["solution"]),
    ...of(connectorSolution, ["solution", "connectorSolution"]),
    {
      what: "The publisher's unique name",
      value: publisher.uniqueName,
      path: [...at, "uniqueName"],
      rule: rules.uniqueName,
      longest: rules.longest.uniqueName,
    },
    {
      what: "The publisher's name",
      value: publisher.displayName,
      path: [...at, "displayName"],
      longest: rules.longest.displayName,
    },
    { what: "The prefix", value: publisher.prefix, path: [...at, "prefix"], rule: rules.prefix },
    {
      what: "The option value prefix",
      value: String(publisher.optionValuePrefix),
      path: [...at, "optionValuePrefix"],
      rule: rules.optionValuePrefix,
    },
    { what: "The publisher's e-mail", value: publisher.email, path: [...at, "email"], longest: 100 },
    { what: "The publisher's website", value: publisher.website, path: [...at, "website"], longest: 200 },
  ];
}

function connectorNames({ connectors, connectionReferences }: Mapping): readonly Named[] {
  const own = (["referrals", "events"] as const).flatMap((role): readonly Named[] => {
    const at: Path = ["connectors", role];
    const connector = connectors[role];
    return [
      {
        what: "The name of the connector",
        value: connector?.name,
        path: [...at, "name"],
        onDisk: true,
        rule: rules.connectorName,
        longest: rules.longest.connectorName,
      },
      {
        what: "The title of the connector",
        value: connector?.title,
        path: [...at, "title"],
        rule: rules.connectorTitle,
        longest: rules.longest.connectorTitle,
      },
      { what: "The client id", value: connector?.clientId, path: [...at, "clientId"], rule: rules.guid },
    ];
  });
  const references = Object.entries(connectionReferences).flatMap(([role, reference]): readonly Named[] => {
    const at: Path = ["connectionReferences", role];
    return [
      {
        what: "The connection reference",
        value: reference.name,
        path: [...at, "name"],
        rule: rules.schemaName,
        longest: rules.longest.referenceName,
        prefixed: true,
      },
      {
        what: "The display name",
        value: reference.displayName,
        path: [...at, "displayName"],
        longest: rules.longest.referenceName,
      },
    ];
  });
  return [
    { what: "The tenant", value: connectors.tenant, path: ["connectors", "tenant"], rule: rules.tenant },
    ...own,
    ...references,
  ];
}

function variableNames({ environmentVariables }: Mapping): readonly Named[] {
  return Object.entries(environmentVariables).flatMap(([key, variable]): readonly Named[] => {
    const at: Path = ["environmentVariables", key];
    return [
      {
        what: "The schema name",
        value: variable.schemaName,
        path: [...at, "schemaName"],
        rule: rules.schemaName,
        longest: rules.longest.variableSchemaName,
        prefixed: true,
      },
      {
        what: "The display name",
        value: variable.displayName,
        path: [...at, "displayName"],
        longest: rules.longest.variableDisplayName,
      },
      {
        what: "The description",
        value: variable.description,
        path: [...at, "description"],
        longest: rules.longest.variableDescription,
      },
    ];
  });
}

function crmNames({ crm, fields }: Mapping): readonly Named[] {
  const groups = ["objects", "opportunity", "solution", "account", "contact", "lead"] as const;
  const own = groups.flatMap((group) =>
    Object.entries(crm[group] ?? {}).map(
      ([key, value]): Named => ({
        what: `The API name of ${group}.${key}`,
        value,
        measured: rules.ownPart(value),
        path: ["crm", group, key],
        rule: rules.apiName,
        longest: rules.longest.apiName,
      }),
    ),
  );
  const mapped = fields.flatMap((row, index): readonly Named[] => {
    const field = /^\w+\.(\w+)$/.exec(row.crm)?.[1];
    return [
      {
        what: "The field",
        value: field,
        measured: field === undefined ? undefined : rules.ownPart(field),
        path: ["fields", index, "crm"],
        rule: rules.apiName,
        longest: rules.longest.apiName,
      },
      { what: "The label", value: row.label, path: ["fields", index, "label"], longest: rules.longest.label },
    ];
  });
  const plain = plainGroups.flatMap(({ group, longest }) =>
    Object.entries(crm[group] ?? {}).map(
      ([key, value]): Named => ({
        what: `The API name of ${group}.${key}`,
        value,
        path: ["crm", group, key],
        rule: rules.plainApiName,
        longest,
      }),
    ),
  );
  const single = crm.currency?.mode === "single" ? crm.currency.code : undefined;
  return [
    { what: "The namespace", value: crm.namespace, path: ["crm", "namespace"], rule: rules.namespace },
    { what: "The API version", value: crm.apiVersion, path: ["crm", "apiVersion"], rule: rules.apiVersion },
    { what: "The currency", value: single, path: ["crm", "currency", "code"], rule: rules.currencyCode },
    ...own,
    ...plain,
    {
      what: "The API name of the custom permission",
      value: crm.customPermission,
      path: ["crm", "customPermission"],
      rule: rules.plainApiName,
      longest: rules.longest.permission,
    },
    ...Object.entries(crm.pages ?? {}).map(
      ([key, value]): Named => ({
        what: `The text of pages.${key}`,
        value,
        path: ["crm", "pages", key],
        longest: key === "section" || key === "solutionLayout" ? rules.longest.heading : rules.longest.shown,
      }),
    ),
    ...mapped,
  ];
}

/** What of Salesforce has a name without suffix and namespace. */
const plainGroups = [
  { group: "permissionSets", longest: rules.longest.permission },
  { group: "validationRules", longest: rules.longest.viewOrRule },
  { group: "listViews", longest: rules.longest.viewOrRule },
] as const;

function otherNames({ environments = [], flows }: Mapping): readonly Named[] {
  const retry = flows?.retry;
  return [
    ...environments.flatMap(environmentNames),
    ...(["interval", "minimumInterval", "maximumInterval"] as const).map(
      (key): Named => ({
        what: "The waiting time",
        value: retry?.[key],
        path: ["flows", "retry", key],
        rule: rules.duration,
      }),
    ),
  ];
}

function environmentNames(
  { name, url, salesforceOrg, secretStore, connections = {} }: NonNullable<Mapping["environments"]>[number],
  index: number,
): readonly Named[] {
  const at: Path = ["environments", index];
  return [
    {
      what: "The environment",
      value: name,
      path: [...at, "name"],
      rule: rules.environmentName,
      onDisk: true,
    },
    { what: "The address", value: url, path: [...at, "url"], rule: rules.environmentUrl },
    {
      what: "The Salesforce org",
      value: salesforceOrg,
      path: [...at, "salesforceOrg"],
      rule: rules.salesforceOrg,
    },
    {
      what: "The secret store",
      value: secretStore,
      path: [...at, "secretStore"],
      rule: rules.secretStore,
    },
    ...Object.entries(connections).map(
      ([role, value]): Named => ({
        what: "The connection id",
        value,
        path: [...at, "connections", role],
        rule: rules.connectionId,
      }),
    ),
  ];
}

function versions({ solution }: Mapping, document: YamlDocument): readonly Diagnostic[] {
  const all: readonly (readonly [string | undefined, Path])[] = [
    [solution.version, ["solution", "version"]],
    [solution.introducedVersion, ["solution", "introducedVersion"]],
    [solution.connectorSolution?.version, ["solution", "connectorSolution", "version"]],
  ];
  const invalid = all.flatMap(([version, path]) =>
    version === undefined || isVersion(version)
      ? []
      : [mapCodes.finding("VERSION_INVALID", { version }, { where: document.place(path) })],
  );
  return invalid.length > 0 ? invalid : introducedLater(solution, document);
}

const isVersion = (text: string): boolean => /^(?:\d{1,9}\.){3}\d{1,9}$/.test(text);

/** What a version holds has shipped in it or before. */
function introducedLater(
  { version, introducedVersion, connectorSolution }: Mapping["solution"],
  document: YamlDocument,
): readonly Diagnostic[] {
  const introduced = introducedVersion ?? usualIntroduction;
  const earlier = [version, connectorSolution?.version ?? version].find((each) =>
    isEarlier(each, introduced),
  );
  if (earlier === undefined) return [];
  const key = introducedVersion === undefined ? "version" : "introducedVersion";
  const where = document.place(["solution", key]);
  return [mapCodes.finding("INTRODUCED_LATER", { introduced, version: earlier }, { where })];
}

function isEarlier(left: string, right: string): boolean {
  const numbers = right.split(".").map(Number);
  const differences = left.split(".").map((part, index) => Number(part) - (numbers[index] ?? 0));
  return (differences.find((difference) => difference !== 0) ?? 0) < 0;
}
