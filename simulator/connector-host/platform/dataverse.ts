import { define, hiddenHeader, path, query, type Row } from "./table.ts";

const entity = path("entityName");
const record = path("recordId");
const annotations = "odata.include-annotations=*";
const accept = "application/json;odata.metadata=full";
const reading = [hiddenHeader("prefer", annotations, true), hiddenHeader("accept", accept, true)];
const writing = [
  hiddenHeader("prefer", `return=representation,${annotations}`, true),
  hiddenHeader("accept", accept, true),
];
const rowPath = "/api/data/v9.1/{entityName}({recordId})";
const item = ["item", "object", true] as const;

const rows: readonly Row[] = [
  {
    id: "ListRecords",
    method: "GET",
    path: "/api/data/v9.1/{entityName}",
    parameters: [
      hiddenHeader("prefer", annotations),
      hiddenHeader("accept", accept),
      entity,
      query("$select"),
      query("$filter"),
      query("$orderby"),
      query("$expand"),
      query("fetchXml"),
      query("$top", "integer"),
      query("$skiptoken"),
      query("partitionId"),
    ],
  },
  {
    id: "GetItem",
    method: "GET",
    path: rowPath,
    parameters: [...reading, entity, record, query("$select"), query("$expand"), query("partitionId")],
  },
  {
    id: "CreateRecord",
    method: "POST",
    path: "/api/data/v9.1/{entityName}",
    parameters: [...writing, entity],
    body: item,
  },
  {
    id: "UpdateRecord",
    method: "PATCH",
    path: rowPath,
    parameters: [...writing, entity, record],
    body: item,
  },
  { id: "DeleteRecord", method: "DELETE", path: rowPath, parameters: [entity, record, query("partitionId")] },
  {
    id: "PerformUnboundAction",
    method: "POST",
    path: "/flow/api/data/v9.1/{actionName}",
    parameters: [path("actionName")],
    body: ["item", "object", false],
  },
];

/** The Dataverse connector, as far as the emulated environment answers it [connector definition of Dataverse]. */
export const dataverseConnector = define(
  "shared_commondataserviceforapps",
  "dataverse.connector",
  "/apim/commondataserviceforapps",
  rows,
);
