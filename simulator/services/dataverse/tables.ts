import { common, customizable, flag, id, number, state, type Table, text } from "./columns.ts";
import { releaseTables } from "./release-tables.ts";

export type { Children, Column, Table } from "./columns.ts";

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
  ...releaseTables,
];

export function findTable(set: string): Table | undefined {
  const lower = set.toLowerCase();
  return tables.find((table) => table.set === lower);
}
