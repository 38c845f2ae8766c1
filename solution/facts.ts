// What Dataverse fixes about a solution, each with its source. "Measured" means: counted over 212 solution zips in
// Microsoft's public repositories.

/** The attributes on the root of solution.xml. Older servers refuse a newer build, so a modest one of 2024 is named. */
export const serverVersion = "9.2.24091.198";
export const packageVersion = "9.2";

/** English (United States): the one language of 207 of 214 measured solutions. */
export const baseLanguage = 1033;

/** Component types as `RootComponent` writes them (Dataverse reference, solutioncomponent; measured). */
export const componentType = { workflow: 29, connector: 372 } as const;

/** `Category` of a cloud flow in its node; desktop flows, business rules and classic workflows have others (measured). */
export const cloudFlowCategory = "5";

/** Pairs of `StateCode` and `StatusCode`: draft, activated, suspended (Dataverse table reference, workflow). */
export const flowStates = [
  { state: "0", status: "1" },
  { state: "1", status: "2" },
  { state: "2", status: "3" },
] as const;

/** `type` of an environment variable definition (measured: 170 text, 10 number, 4 yes/no, 4 JSON). */
export const variableType = {
  text: 100000000,
  number: 100000001,
  yesNo: 100000002,
  json: 100000003,
} as const;

/** Every type that a definition can have: those above, data sources and secrets (measured). */
export const variableTypes = [100000000, 100000001, 100000002, 100000003, 100000004, 100000005] as const;

/**
 * Limits of one flow: actions, blocks within blocks, cases of a Switch, variables, characters of a name and of a
 * description (Power Automate documentation, limits of flows).
 */
export const maximumFlow = {
  actions: 500,
  nesting: 8,
  cases: 25,
  variables: 250,
  name: 80,
  description: 256,
} as const;

/** Every connector a connection reference points to starts with this (measured). */
export const apiPrefix = "/providers/Microsoft.PowerApps/apis/";

/** `Managed` in solution.xml; 2 stands for both and appears in unpacked folders only (measured: 94 of 113). */
export const managedDigit = { unmanaged: 0, managed: 1, both: 2 } as const;

/** Column lengths in characters (Dataverse table reference: workflow, environmentvariabledefinition, connector …). */
export const maximumLength = {
  uniqueName: 65,
  solutionDisplayName: 256,
  solutionDescription: 2000,
  flowName: 100,
  variableSchemaName: 100,
  variableDisplayName: 100,
  variableDescription: 2000,
  variableDefault: 2000,
  referenceName: 200,
  referenceDisplayName: 200,
  connectorName: 500,
  connectorDisplayName: 200,
  connectorDescription: 1000,
  /** Each of definition, connection parameters and policies. */
  connectorFile: 500_000,
} as const;

/** The stem of a flow's file name: other characters are dropped, the rest is cut (measured on 337 of 337 files). */
export const fileStem = { dropped: /[^A-Za-z0-9_-]/g, length: 50 } as const;

/** Size limit of a solution file (Power Apps documentation, environment variables, December 2023). */
export const maximumZipBytes = 120 * 1024 * 1024;

/**
 * Bounds for reading somebody else's solution, far above what one needs: the zip's files and their bytes unpacked, the
 * bytes of one file that is parsed, how deeply XML and JSON are nested, and the actions of a flow that are held against one
 * another (forms of model-driven apps and schemas
 * inside flows stay below a hundred).
 */
export const maximumReading = {
  files: 20_000,
  bytes: 512 * 1024 * 1024,
  textBytes: 32 * 1024 * 1024,
  xmlDepth: 200,
  jsonDepth: 500,
  flowActions: 600,
} as const;

/** Names of Dataverse components; `_upgrade` is kept for holding solutions (Power Apps documentation, solutions). */
export const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
export const reservedSuffix = "_upgrade";

/** Rules of `pac solution init` for a publisher prefix. */
export const prefixPattern = /^(?!mscrm)[A-Za-z][A-Za-z0-9]{1,7}$/i;

/** Five digits, all of them seen between 10000 and 99999 (`pac solution init`; measured). */
export const optionValuePrefixPattern = /^[1-9]\d{4}$/;
