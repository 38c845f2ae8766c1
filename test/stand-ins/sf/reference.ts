// The part of the Salesforce CLI's reference that a release touches, as data.
// Source: developer.salesforce.com, Salesforce CLI command reference (sf), commands project deploy, org, data, sobject.

export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** `list` may be given more than once. */
  readonly kind: "value" | "list" | "switch";
  readonly required?: true;
}

export interface Command {
  readonly flags: readonly Flag[];
  /** Exactly one of each group. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Where the first stands, the second must. */
  readonly dependsOn?: readonly (readonly [string, string])[];
  readonly excludes?: readonly (readonly [string, string])[];
}

const value = (name: string, short?: string): Flag => ({
  name,
  kind: "value",
  ...(short === undefined ? {} : { short }),
});
const needed = (name: string, short?: string): Flag => ({ ...value(name, short), required: true });
const list = (name: string, short?: string): Flag => ({ ...value(name, short), kind: "list" });
const toggle = (name: string, short?: string): Flag => ({ ...value(name, short), kind: "switch" });

const org: readonly Flag[] = [value("target-org", "o"), value("api-version")];

/** Every command takes them. */
export const globalFlags: readonly Flag[] = [toggle("json"), value("flags-dir")];

const deploySources: readonly (readonly string[])[] = [
  ["manifest", "metadata", "metadata-dir", "source-dir"],
];
const deployFlags: readonly Flag[] = [
  value("target-org", "o"),
  value("api-version", "a"),
  toggle("async"),
  toggle("concise"),
  toggle("ignore-warnings", "g"),
  value("manifest", "x"),
  list("metadata", "m"),
  value("metadata-dir"),
  toggle("single-package"),
  list("source-dir", "d"),
  value("test-level", "l"),
  list("tests", "t"),
  toggle("verbose"),
  value("wait", "w"),
  toggle("purge-on-delete"),
  value("pre-destructive-changes"),
  value("post-destructive-changes"),
];
const deployRules = {
  exactlyOne: deploySources,
  dependsOn: [["single-package", "metadata-dir"]],
  excludes: [["async", "wait"]],
} as const;

export const reference: Readonly<Record<string, Command>> = {
  "project deploy start": {
    flags: [...deployFlags, toggle("dry-run"), toggle("ignore-conflicts", "c"), toggle("ignore-errors", "r")],
    ...deployRules,
  },
  "project deploy validate": { flags: deployFlags, ...deployRules },
  "org assign permset": {
    flags: [...org, { ...list("name", "n"), required: true }, list("on-behalf-of", "b")],
  },
  "org display": { flags: [...org, toggle("verbose")] },
  "data query": {
    flags: [
      ...org,
      value("query", "q"),
      value("file", "f"),
      toggle("use-tooling-api", "t"),
      value("result-format", "r"),
      toggle("all-rows"),
    ],
    exactlyOne: [["query", "file"]],
  },
  "data create record": {
    flags: [...org, needed("sobject", "s"), needed("values", "v"), toggle("use-tooling-api", "t")],
  },
  "data delete record": {
    flags: [
      ...org,
      needed("sobject", "s"),
      value("record-id", "i"),
      value("where", "w"),
      toggle("use-tooling-api", "t"),
    ],
    exactlyOne: [["record-id", "where"]],
  },
  "sobject describe": { flags: [...org, needed("sobject", "s"), toggle("use-tooling-api", "t")] },
};
