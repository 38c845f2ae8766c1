// The part of pac's reference that a release touches, as data: each verb with its flags and what may stand together.
// Source: learn.microsoft.com, Microsoft Power Platform CLI, command groups auth, org, env, solution, connector and
// connection. Flags that were taken out of the reference (--activate-flows, --environment-id) are not here on purpose.

export interface Flag {
  readonly name: string;
  readonly alias?: string;
  /** A switch may stand alone or be followed by true or false. */
  readonly kind: "value" | "switch";
  readonly required?: true;
  readonly values?: readonly string[];
  /** Whole numbers from this one on. */
  readonly least?: number;
  readonly longest?: number;
  /** Never written down. */
  readonly secret?: true;
}

export interface Verb {
  readonly flags: readonly Flag[];
  /** At most one of each group may stand. */
  readonly atMostOne?: readonly (readonly string[])[];
  /** One of each group must stand. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Where the first stands, the others must. */
  readonly together?: readonly (readonly [string, ...string[]])[];
}

const value = (name: string, alias?: string, more: Partial<Flag> = {}): Flag => ({
  name,
  ...(alias === undefined ? {} : { alias }),
  kind: "value",
  ...more,
});
const toggle = (name: string, alias?: string): Flag => value(name, alias, { kind: "switch" });
const needed = (name: string, alias?: string): Flag => value(name, alias, { required: true });

const environment = value("--environment", "-env");
const json = toggle("--json");
const waiting: readonly Flag[] = [
  toggle("--async", "-a"),
  value("--max-async-wait-time", "-wt", { least: 1 }),
];
const profileChoice: readonly Flag[] = [
  value("--index", "-i", { least: 1 }),
  value("--name", "-n", { longest: 30 }),
];

/** Where the Power Apps Checker service runs [pac solution check]. */
const geographies: readonly string[] = [
  ...["PreviewUnitedStates", "UnitedStates", "Europe", "Asia", "Australia", "Japan", "India", "Canada"],
  ...[
    "SouthAmerica",
    "UnitedKingdom",
    "France",
    "SouthAfrica",
    "Germany",
    "UnitedArabEmirates",
    "Switzerland",
  ],
  ...[
    "Norway",
    "Singapore",
    "Korea",
    "Sweden",
    "USGovernment",
    "USGovernmentL4",
    "USGovernmentL5DoD",
    "China",
  ],
];

/** What packing and unpacking have in common. */
const packaging: readonly Flag[] = [
  needed("--zipfile", "-z"),
  value("--folder", "-f"),
  value("--packagetype", "-p", { values: ["Unmanaged", "Managed", "Both"] }),
  value("--errorlevel", "-e", { values: ["Verbose", "Info", "Warning", "Error", "Off"] }),
  value("--log", "-l"),
  value("--map", "-m"),
  value("--singleComponent", "-sc", { values: ["WebResource", "Plugin", "Workflow", "None"] }),
  value("--sourceLoc", "-src"),
  ...[toggle("--localize", "-loc"), toggle("--useLcid", "-lcid"), toggle("--allowWrite", "-aw")],
  ...[toggle("--allowDelete", "-ad"), toggle("--clobber", "-c"), toggle("--disablePluginRemap", "-dpm")],
  toggle("--useUnmanagedFileForMissingManaged", "-same"),
];

/** Who a Dataverse connection signs in as. */
const connectionIdentity: readonly Flag[] = [
  needed("--application-id", "-a"),
  { ...needed("--client-secret", "-cs"), secret: true },
  needed("--tenant-id", "-t"),
  environment,
];
const connectorFiles: readonly Flag[] = [
  value("--api-definition-file", "-df"),
  value("--api-properties-file", "-pf"),
  value("--icon-file", "-if"),
  value("--script-file", "-sf"),
  value("--settings-file"),
  value("--solution-unique-name", "-sol"),
  environment,
];

/** Every verb takes it; the wrapper passes it on [powerplatform-cli-wrapper, InputValidator.pushCommon]. */
export const commonFlags: readonly Flag[] = [toggle("--log-to-console")];

export const reference: Readonly<Record<string, Verb>> = {
  "auth create": {
    flags: [
      value("--name", "-n", { longest: 30 }),
      environment,
      value("--tenant", "-t"),
      value("--applicationId", "-id"),
      value("--clientSecret", "-cs", { secret: true }),
      value("--certificateDiskPath", "-cdp"),
      value("--certificatePassword", "-cp", { secret: true }),
      toggle("--githubFederated", "-ghf"),
      toggle("--azureDevOpsFederated", "-adof"),
      toggle("--managedIdentity", "-mi"),
      toggle("--deviceCode", "-dc"),
      value("--username", "-un"),
      value("--password", "-p", { secret: true }),
      value("--cloud", "-ci", { values: ["Public", "UsGov", "UsGovHigh", "UsGovDod", "China"] }),
    ],
    atMostOne: [
      [
        "--clientSecret",
        "--certificateDiskPath",
        "--githubFederated",
        "--azureDevOpsFederated",
        "--managedIdentity",
      ],
      ["--applicationId", "--username"],
    ],
    together: [
      ["--clientSecret", "--applicationId", "--tenant"],
      ["--certificateDiskPath", "--applicationId", "--tenant"],
      ["--githubFederated", "--applicationId", "--tenant"],
      ["--azureDevOpsFederated", "--applicationId", "--tenant"],
      ["--password", "--username"],
    ],
  },
  "auth list": { flags: [] },
  "auth who": { flags: [] },
  "auth clear": { flags: [] },
  "auth select": { flags: profileChoice, oneOf: [["--index", "--name"]], atMostOne: [["--index", "--name"]] },
  "auth delete": { flags: profileChoice, oneOf: [["--index", "--name"]], atMostOne: [["--index", "--name"]] },
  "org who": { flags: [environment] },
  "env who": { flags: [environment] },
  "solution list": { flags: [environment, json, toggle("--includeSystemSolutions")] },
  "solution import": {
    flags: [
      value("--path", "-p"),
      environment,
      value("--settings-file"),
      toggle("--activate-plugins", "-ap"),
      toggle("--force-overwrite", "-f"),
      toggle("--publish-changes", "-pc"),
      ...waiting,
      toggle("--import-as-holding", "-h"),
      toggle("--stage-and-upgrade", "-up"),
      toggle("--convert-to-managed", "-cm"),
      toggle("--skip-dependency-check", "-s"),
      toggle("--skip-lower-version", "-slv"),
    ],
    atMostOne: [["--import-as-holding", "--stage-and-upgrade"]],
  },
  "solution upgrade": { flags: [needed("--solution-name", "-sn"), environment, ...waiting] },
  "solution delete": { flags: [needed("--solution-name", "-sn"), environment] },
  "solution publish": { flags: [environment, ...waiting] },
  "solution online-version": {
    flags: [needed("--solution-name", "-sn"), needed("--solution-version", "-sv"), environment],
  },
  "solution create-settings": {
    flags: [value("--solution-zip", "-z"), value("--solution-folder", "-f"), value("--settings-file", "-s")],
    oneOf: [["--solution-zip", "--solution-folder"]],
    atMostOne: [["--solution-zip", "--solution-folder"]],
  },
  "solution check": {
    flags: [
      value("--path", "-p"),
      value("--solutionUrl", "-u"),
      value("--outputDirectory", "-o"),
      value("--geo", "-g", { values: geographies }),
      value("--customEndpoint", "-ce"),
      value("--ruleSet", "-rs"),
      value("--ruleLevelOverride", "-rl"),
      value("--excludedFiles", "-ef"),
      toggle("--saveResults", "-sav"),
      toggle("--clearCache", "-cc"),
      environment,
    ],
    atMostOne: [
      ["--path", "--solutionUrl"],
      ["--geo", "--customEndpoint"],
    ],
  },
  "connector list": { flags: [environment, json] },
  "connection list": { flags: [environment] },
  // What follows is held against the reference and carried out by no stand-in.
  "solution export": {
    flags: [
      needed("--name", "-n"),
      value("--path", "-p"),
      toggle("--managed", "-m"),
      toggle("--overwrite", "-ow"),
      value("--include", "-i"),
      environment,
      ...waiting,
    ],
  },
  "solution pack": { flags: packaging },
  "solution unpack": { flags: packaging },
  "connector create": { flags: connectorFiles },
  "connector update": { flags: [value("--connector-id", "-id"), ...connectorFiles] },
  "connector download": {
    flags: [needed("--connector-id", "-id"), value("--outputDirectory", "-o"), environment],
  },
  "connection create": { flags: [needed("--name", "-n"), ...connectionIdentity] },
  "connection update": { flags: [needed("--connection-id", "-id"), ...connectionIdentity] },
  "connection delete": { flags: [needed("--connection-id", "-id"), environment] },
};
