import { define, header, path, query, type Row, record } from "./table.ts";

const table = path("table");
const id = path("id");
const externalId = [table, path("externalIdField"), path("externalId")];
const select = query("$select");
const filtered = [query("$filter"), query("$orderby")];
const tables = "/datasets/default/tables";
const byExternalId = `${tables}/{table}/externalIdFields/{externalIdField}/{externalId}`;
const item = ["item", "object", true] as const;

const rows: readonly Row[] = [
  { id: "GetTables", method: "GET", path: tables },
  {
    id: "GetOnNewItems",
    method: "GET",
    path: `${tables}/{table}/onnewitems`,
    parameters: [table, ...filtered, select],
    trigger: "batch",
  },
  {
    id: "GetOnUpdatedItems",
    method: "GET",
    path: `${tables}/{table}/onupdateditems`,
    parameters: [table, ...filtered, select],
    trigger: "batch",
  },
  {
    id: "GetItems",
    method: "GET",
    path: `${tables}/{table}/items`,
    parameters: [table, ...filtered, query("$top", "integer"), query("$skip", "integer"), select],
  },
  {
    id: "GetItem_V2",
    method: "GET",
    path: `/v2${tables}/{table}/items/{id}`,
    parameters: [table, id, select],
  },
  { id: "GetItemByExternalId", method: "GET", path: byExternalId, parameters: externalId },
  { id: "PostItem_V2", method: "POST", path: `/v2${tables}/{table}/items`, parameters: [table], body: item },
  {
    id: "PatchItem_V3",
    method: "PATCH",
    path: `/v3${tables}/{table}/items/{id}`,
    parameters: [table, id, select],
    body: item,
  },
  {
    id: "PatchItemByExternalIdV2",
    method: "PATCH",
    path: `/v2${byExternalId}`,
    parameters: externalId,
    body: item,
  },
  { id: "DeleteItem", method: "DELETE", path: `${tables}/{table}/items/{id}`, parameters: [table, id] },
  {
    id: "ExecuteSoqlQuery",
    method: "POST",
    path: "/soql/executesoqlquery",
    body: ["queryParameters", record({ query: "string", parameters: undefined }), true],
  },
  {
    id: "HttpRequest",
    method: "POST",
    path: "/codeless/httprequest",
    parameters: [
      header("Uri", { required: true }),
      header("Method", { required: true, default: "GET" }),
      header("ContentType", { default: "application/json" }),
      ...[1, 2, 3, 4, 5].map((number) => header(`CustomHeader${number}`)),
    ],
    body: ["Body", "binary", false],
  },
];

/** The Salesforce connector, as far as the emulated org answers it [connector reference, release 1.0.1795]. */
export const salesforceConnector = define(
  "shared_salesforce",
  "salesforce.connector",
  "/apim/salesforce",
  rows,
);
