import { componentTypeNames } from "./facts.ts";

/** A column as the Web API names it. */
export interface Column {
  readonly name: string;
  readonly kind: "id" | "text" | "number" | "boolean" | "datetime" | "lookup" | "managed-property";
  /** The longest text, in UTF-16 units. */
  readonly length?: number;
  readonly required?: boolean;
  /** Set by the platform only. */
  readonly readOnly?: boolean;
  /** Lookups: the name to bind by, and the table it points to. */
  readonly navigation?: string;
  readonly target?: string;
  /** Texts of numeric choices. */
  readonly choices?: Readonly<Record<number, string>>;
}

/** A relationship seen from the one side: `$expand` of the children. */
export interface Children {
  readonly navigation: string;
  readonly table: string;
  readonly column: string;
}

export interface Table {
  /** The entity set, as it stands in URLs. */
  readonly set: string;
  readonly logicalName: string;
  readonly id: string;
  /** The alternate key of a row, beside its id. */
  readonly key?: string;
  readonly columns: readonly Column[];
  readonly children?: readonly Children[];
  /** Rows come from imports and actions only. */
  readonly readOnly?: boolean;
}

const text = (name: string, length: number, more: Partial<Column> = {}): Column => ({
  name,
  kind: "text",
  length,
  ...more,
});
const number = (name: string, choices?: Readonly<Record<number, string>>): Column =>
  choices === undefined ? { name, kind: "number" } : { name, kind: "number", choices };
const flag = (name: string): Column => ({ name, kind: "boolean", readOnly: true });
const customizable: Column = { name: "iscustomizable", kind: "managed-property", readOnly: true };
const state: readonly Column[] = [
  number("statecode", { 0: "Active", 1: "Inactive" }),
  number("statuscode", { 1: "Active", 2: "Inactive" }),
];
const common: readonly Column[] = [
  { name: "createdon", kind: "datetime", readOnly: true },
  { name: "modifiedon", kind: "datetime", readOnly: true },
  { name: "versionnumber", kind: "number", readOnly: true },
];
const id = (name: string): Column => ({ name, kind: "id" });

/** The tables a solution import and the flows touch [entity reference of Dataverse; lengths from the same pages]. */
export const tables: readonly Table[] = [
  {
    set: "environmentvariabledefinitions",
    logicalName: "environmentvariabledefinition",
    id: "environmentvariabledefinitionid",
    key: "schemaname",
    columns: [
      id("environmentvariabledefinitionid"),
      text("schemaname", 100, { required: true }),
      text("displayname", 100),
      text("description", 2000),
      text("defaultvalue", 2000),
      number("type", {
        100000000: "String",
        100000001: "Number",
        100000002: "Boolean",
        100000003: "JSON",
        100000004: "Data Source",
        100000005: "Secret",
      }),
      { name: "isrequired", kind: "boolean" },
      number("secretstore"),
      flag("ismanaged"),
      customizable,
      ...state,
      ...common,
    ],
    children: [
      {
        navigation: "environmentvariabledefinition_environmentvariablevalue",
        table: "environmentvariablevalues",
        column: "_environmentvariabledefinitionid_value",
      },
    ],
  },
  {
    set: "environmentvariablevalues",
    logicalName: "environmentvariablevalue",
    id: "environmentvariablevalueid",
    columns: [
      id("environmentvariablevalueid"),
      text("schemaname", 100),
      text("value", 2000),
      {
        name: "_environmentvariabledefinitionid_value",
        kind: "lookup",
        navigation: "EnvironmentVariableDefinitionId",
        target: "environmentvariabledefinitions",
        required: true,
      },
      flag("ismanaged"),
      customizable,
      ...state,
      ...common,
    ],
  },
  {
    set: "connectionreferences",
    logicalName: "connectionreference",
    id: "connectionreferenceid",
    key: "connectionreferencelogicalname",
    columns: [
      id("connectionreferenceid"),
      text("connectionreferencelogicalname", 200, { required: true }),
      text("connectionreferencedisplayname", 200),
      text("connectorid", 1000),
      text("connectionid", 1000),
      text("description", 1000),
      {
        name: "_customconnectorid_value",
        kind: "lookup",
        navigation: "CustomConnectorId",
        target: "connectors",
      },
      number("promptingbehavior"),
      flag("ismanaged"),
      customizable,
      ...state,
      ...common,
    ],
  },
  {
    set: "workflows",
    logicalName: "workflow",
    id: "workflowid",
    columns: [
      id("workflowid"),
      text("name", 100),
      text("description", 100_000),
      number("category"),
      number("type"),
      number("mode"),
      number("scope"),
      number("subprocess"),
      text("primaryentity", 128),
      text("clientdata", 1_073_741_823),
      number("statecode", { 0: "Draft", 1: "Activated", 2: "Suspended" }),
      number("statuscode", { 1: "Draft", 2: "Activated", 3: "CompanyDLPViolation" }),
      flag("ismanaged"),
      customizable,
      ...common,
    ],
  },
  {
    set: "connectors",
    logicalName: "connector",
    id: "connectorid",
    key: "name",
    readOnly: true,
    columns: [
      id("connectorid"),
      text("name", 500),
      text("displayname", 200),
      text("description", 1000),
      text("connectorinternalid", 400),
      number("connectortype", { 0: "NotSpecified", 1: "CustomConnector" }),
      text("iconbrandcolor", 100),
      text("openapidefinition", 500_000),
      text("connectionparameters", 500_000),
      text("policytemplateinstances", 500_000),
      flag("ismanaged"),
      customizable,
      ...state,
      ...common,
    ],
  },
  {
    // An elastic table: run history is written there by the flow service, and nobody else writes it.
    set: "flowruns",
    logicalName: "flowrun",
    id: "flowrunid",
    readOnly: true,
    columns: [
      id("flowrunid"),
      text("name", 100),
      text("status", 100),
      { name: "starttime", kind: "datetime" },
      { name: "endtime", kind: "datetime" },
      number("duration"),
      text("triggertype", 100),
      text("errorcode", 4000),
      text("errormessage", 4000),
      text("workflowid", 100),
      { name: "_workflow_value", kind: "lookup", navigation: "Workflow", target: "workflows" },
      ...common,
    ],
  },
  {
    set: "solutions",
    logicalName: "solution",
    id: "solutionid",
    key: "uniquename",
    readOnly: true,
    columns: [
      id("solutionid"),
      text("uniquename", 65),
      text("friendlyname", 256),
      text("version", 256),
      flag("ismanaged"),
      { name: "isvisible", kind: "boolean" },
      { name: "installedon", kind: "datetime" },
      { name: "_publisherid_value", kind: "lookup", navigation: "publisherid", target: "publishers" },
      ...common,
    ],
    children: [
      {
        navigation: "solution_solutioncomponent",
        table: "solutioncomponents",
        column: "_solutionid_value",
      },
    ],
  },
  {
    set: "publishers",
    logicalName: "publisher",
    id: "publisherid",
    key: "uniquename",
    readOnly: true,
    columns: [
      id("publisherid"),
      text("uniquename", 256),
      text("customizationprefix", 8),
      { name: "isreadonly", kind: "boolean" },
      ...common,
    ],
  },
  {
    set: "solutioncomponents",
    logicalName: "solutioncomponent",
    id: "solutioncomponentid",
    readOnly: true,
    columns: [
      id("solutioncomponentid"),
      number("componenttype", componentTypeNames),
      { name: "objectid", kind: "id" },
      { name: "_solutionid_value", kind: "lookup", navigation: "solutionid", target: "solutions" },
      number("rootcomponentbehavior", { 0: "Include Subcomponents" }),
      ...common,
    ],
  },
  {
    set: "importjobs",
    logicalName: "importjob",
    id: "importjobid",
    readOnly: true,
    columns: [
      id("importjobid"),
      text("solutionname", 1_073_741_823),
      text("name", 1_073_741_823),
      text("data", 1_073_741_823),
      number("progress"),
      { name: "startedon", kind: "datetime" },
      { name: "completedon", kind: "datetime" },
      ...common,
    ],
  },
  {
    set: "asyncoperations",
    logicalName: "asyncoperation",
    id: "asyncoperationid",
    readOnly: true,
    columns: [
      id("asyncoperationid"),
      text("name", 256),
      text("message", 1_073_741_823),
      text("friendlymessage", 1_073_741_823),
      number("errorcode"),
      { name: "completedon", kind: "datetime" },
      number("statecode", { 0: "Ready", 1: "Suspended", 2: "Locked", 3: "Completed" }),
      number("statuscode", { 30: "Succeeded", 31: "Failed" }),
      ...common,
    ],
  },
];

export function findTable(set: string): Table | undefined {
  const lower = set.toLowerCase();
  return tables.find((table) => table.set === lower);
}
