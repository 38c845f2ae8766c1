import { header, type OperationTable, path, query } from "./operation.ts";

const select = query("$select");
const where = [query("$filter"), query("$orderby")] as const;
const page = [query("$top", "integer"), query("$skip", "integer")] as const;
const item = { name: "item", required: true, type: "object" } as const;

/**
 * Operations of Microsoft's Salesforce connector that a flow may call (connector reference, release 1.0.1795).
 * Superseded revisions are left out. Paths are those below the connection.
 */
export const salesforceOperations = {
  GetOnNewItems: {
    operationId: "GetOnNewItems",
    method: "GET",
    path: "/datasets/default/tables/{table}/onnewitems",
    parameters: [path("table"), ...where, select],
    trigger: "batch",
  },
  GetOnUpdatedItems: {
    operationId: "GetOnUpdatedItems",
    method: "GET",
    path: "/datasets/default/tables/{table}/onupdateditems",
    parameters: [path("table"), ...where, select],
    trigger: "batch",
  },
  GetItems: {
    operationId: "GetItems",
    method: "GET",
    path: "/datasets/default/tables/{table}/items",
    parameters: [path("table"), ...where, ...page, select],
  },
  GetItem_V2: {
    operationId: "GetItem_V2",
    method: "GET",
    path: "/v2/datasets/default/tables/{table}/items/{id}",
    parameters: [path("table"), path("id"), select],
  },
  GetItemByExternalId: {
    operationId: "GetItemByExternalId",
    method: "GET",
    path: "/datasets/default/tables/{table}/externalIdFields/{externalIdField}/{externalId}",
    parameters: [path("table"), path("externalIdField"), path("externalId")],
  },
  PostItem_V2: {
    operationId: "PostItem_V2",
    method: "POST",
    path: "/v2/datasets/default/tables/{table}/items",
    parameters: [path("table")],
    body: item,
  },
  PatchItem_V3: {
    operationId: "PatchItem_V3",
    method: "PATCH",
    path: "/v3/datasets/default/tables/{table}/items/{id}",
    parameters: [path("table"), path("id"), select],
    body: item,
  },
  PatchItemByExternalIdV2: {
    operationId: "PatchItemByExternalIdV2",
    method: "PATCH",
    path: "/v2/datasets/default/tables/{table}/externalIdFields/{externalIdField}/{externalId}",
    parameters: [path("table"), path("externalIdField"), path("externalId")],
    body: item,
  },
  DeleteItem: {
    operationId: "DeleteItem",
    method: "DELETE",
    path: "/datasets/default/tables/{table}/items/{id}",
    parameters: [path("table"), path("id")],
  },
  ExecuteSoqlQuery: {
    operationId: "ExecuteSoqlQuery",
    method: "POST",
    path: "/soql/executesoqlquery",
    parameters: [],
    body: { name: "queryParameters", required: true, type: "object" },
  },
  HttpRequest: {
    operationId: "HttpRequest",
    method: "POST",
    path: "/codeless/httprequest",
    parameters: [
      header("Uri", { required: true }),
      header("Method", { required: true }),
      header("ContentType"),
      header("CustomHeader1"),
      header("CustomHeader2"),
      header("CustomHeader3"),
      header("CustomHeader4"),
      header("CustomHeader5"),
    ],
    body: { name: "Body", required: false, type: "binary" },
  },
} as const satisfies OperationTable;

const accept = header("accept", { internal: true, required: true });
const prefer = header("prefer", { internal: true, required: true });

/** Operations of Microsoft's Dataverse connector that a flow may call. Paths are those below the connection. */
export const dataverseOperations = {
  ListRecords: {
    operationId: "ListRecords",
    method: "GET",
    path: "/api/data/v9.1/{entityName}",
    parameters: [
      header("prefer", { internal: true }),
      header("accept", { internal: true }),
      path("entityName"),
      select,
      ...where,
      query("$expand"),
      query("fetchXml"),
      query("$top", "integer"),
      query("$skiptoken"),
      query("partitionId"),
    ],
  },
  GetItem: {
    operationId: "GetItem",
    method: "GET",
    path: "/api/data/v9.1/{entityName}({recordId})",
    parameters: [
      prefer,
      accept,
      path("entityName"),
      path("recordId"),
      select,
      query("$expand"),
      query("partitionId"),
    ],
  },
  CreateRecord: {
    operationId: "CreateRecord",
    method: "POST",
    path: "/api/data/v9.1/{entityName}",
    parameters: [prefer, accept, path("entityName")],
    body: item,
  },
  UpdateRecord: {
    operationId: "UpdateRecord",
    method: "PATCH",
    path: "/api/data/v9.1/{entityName}({recordId})",
    parameters: [prefer, accept, path("entityName"), path("recordId")],
    body: item,
  },
  PerformUnboundAction: {
    operationId: "PerformUnboundAction",
    method: "POST",
    path: "/flow/api/data/v9.1/{actionName}",
    parameters: [path("actionName")],
    body: { name: "item", required: false, type: "object" },
  },
} as const satisfies OperationTable;
