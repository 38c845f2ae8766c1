import type { ConnectorsModel } from "../generator/model/model.ts";
import { header, type OperationTable, type OperationTables, path, query } from "./operation.ts";
import { dataverseOperations, salesforceOperations } from "./platform-operations.ts";

export * from "./operation.ts";
export { dataverseOperations, salesforceOperations };

const correlation = header("MS-CorrelationId");
const caller = header("X-Caller-Id", { internal: true, required: true });
const tracking = [correlation, caller] as const;

const listOptions = [
  query("$expand"),
  query("$filter"),
  query("$select"),
  query("$orderby"),
  query("$top", "integer"),
  query("$skip", "integer"),
  query("$count", "boolean"),
] as const;

/**
 * Our Referrals connector. Ids and body names are those of Microsoft's certified connector, so that flows can be
 * pointed at either. Three of the operations are PATCHes of one URL; ours have paths of their own, and a policy of
 * the connector sends the last two back to it.
 */
export const referralOperations = {
  GetAllReferrals: {
    operationId: "GetAllReferrals",
    method: "GET",
    path: "/referrals",
    parameters: [...listOptions, ...tracking],
  },
  CreateReferral: {
    operationId: "CreateReferral",
    method: "POST",
    path: "/referrals",
    parameters: [...tracking],
    body: { name: "Referral", required: true, type: "object" },
  },
  GetReferralById: {
    operationId: "GetReferralById",
    method: "GET",
    path: "/referrals/{id}",
    parameters: [path("id"), ...tracking],
  },
  UpdateReferralById: {
    operationId: "UpdateReferralById",
    method: "PUT",
    path: "/referrals/{id}",
    parameters: [path("id"), header("if-match", { required: true }), ...tracking],
    body: { name: "odataReferral", required: true, type: "object" },
  },
  PatchReferralById: {
    operationId: "PatchReferralById",
    method: "PATCH",
    path: "/referrals/{id}",
    parameters: [path("id"), header("If-Match"), header("Prefer"), ...tracking],
    body: { name: "Referral", required: true, type: "array" },
  },
  CreateDealRegistrationByReferralId: {
    operationId: "CreateDealRegistrationByReferralId",
    method: "PATCH",
    path: "/referrals/{id}/registrations",
    parameters: [path("id"), header("If-Match"), header("Prefer"), ...tracking],
    body: { name: "Referral", required: true, type: "array" },
  },
  PatchDealRegistrationByReferralId: {
    operationId: "PatchDealRegistrationByReferralId",
    method: "PATCH",
    path: "/referrals/{id}/registrations/update",
    parameters: [path("id"), header("If-Match"), header("Prefer"), ...tracking],
    body: { name: "Referral", required: true, type: "array" },
  },
} as const satisfies OperationTable;

/** Our Events connector: the three operations of Microsoft's, and the three that its API has besides. */
export const eventOperations = {
  ViewRegistration: {
    operationId: "ViewRegistration",
    method: "GET",
    path: "/registration",
    parameters: [correlation],
  },
  EventRegistration: {
    operationId: "EventRegistration",
    method: "POST",
    path: "/registration",
    parameters: [correlation],
    body: { name: "body", required: true, type: "object" },
  },
  UpdateRegistration: {
    operationId: "UpdateRegistration",
    method: "PUT",
    path: "/registration",
    parameters: [correlation],
    body: { name: "body", required: true, type: "object" },
  },
  ListEvents: {
    operationId: "ListEvents",
    method: "GET",
    path: "/registration/events",
    parameters: [correlation],
  },
  SendValidationEvent: {
    operationId: "SendValidationEvent",
    method: "POST",
    path: "/registration/validationEvents",
    parameters: [correlation],
  },
  GetValidationEvent: {
    operationId: "GetValidationEvent",
    method: "GET",
    path: "/registration/validationEvents/{correlationId}",
    parameters: [path("correlationId"), correlation],
  },
} as const satisfies OperationTable;

const contentType = header("content-type", { internal: true, required: true });
const certifiedTracking = [correlation, header("X-Caller-Id", { internal: true })] as const;

/** Microsoft's certified Referrals connector (public definition of October 2023): no If-Match and no Prefer on PATCH. */
export const certifiedReferralOperations = {
  GetAllReferrals: {
    operationId: "GetAllReferrals",
    method: "GET",
    path: "/referrals",
    parameters: [...listOptions, contentType, ...certifiedTracking],
  },
  CreateReferral: {
    operationId: "CreateReferral",
    method: "POST",
    path: "/referrals",
    parameters: [...certifiedTracking],
    body: { name: "Referral", required: true, type: "object" },
  },
  GetReferralById: {
    operationId: "GetReferralById",
    method: "GET",
    path: "/referrals/{id}",
    parameters: [path("id"), contentType, ...certifiedTracking],
  },
  UpdateReferralById: {
    operationId: "UpdateReferralById",
    method: "PUT",
    path: "/referrals/{id}",
    parameters: [path("id"), header("if-match", { required: true }), contentType, ...certifiedTracking],
    body: { name: "odataReferral", required: true, type: "object" },
  },
  PatchReferralById: {
    operationId: "PatchReferralById",
    method: "PATCH",
    path: "/referrals/{id}",
    parameters: [path("id"), contentType, ...certifiedTracking],
    body: { name: "Referral", required: true, type: "array" },
  },
  CreateDealRegistrationByReferralId: {
    operationId: "CreateDealRegistrationByReferralId",
    method: "PATCH",
    path: "/referrals/{id}/",
    parameters: [path("id"), contentType, ...certifiedTracking],
    body: { name: "Referral", required: true, type: "array" },
  },
  PatchDealRegistrationByReferralId: {
    operationId: "PatchDealRegistrationByReferralId",
    method: "PATCH",
    path: "/referrals/{id}//",
    parameters: [path("id"), contentType, ...certifiedTracking],
    body: { name: "Referral", required: true, type: "array" },
  },
} as const satisfies OperationTable;

/**
 * Microsoft's certified Events connector. Its definition is not public; this follows the client that Microsoft
 * generates from it. There the flag SignatureTokenToMsSignatureHeader is a text, in ours a yes or no.
 */
export const certifiedEventOperations = {
  ViewRegistration: {
    operationId: "ViewRegistration",
    method: "GET",
    path: "/webhooks/v1/registration",
    parameters: [header("Content-Type", { internal: true })],
  },
  EventRegistration: {
    operationId: "EventRegistration",
    method: "POST",
    path: "/webhooks/v1/registration",
    // The colon is part of the name in Microsoft's definition.
    parameters: [header("Content-Type:", { internal: true })],
    body: { name: "body", required: false, type: "object" },
  },
  UpdateRegistration: {
    operationId: "UpdateRegistration",
    method: "PUT",
    path: "/webhooks/v1/registration",
    parameters: [header("Content-Type:", { internal: true })],
    body: { name: "body", required: false, type: "object" },
  },
} as const satisfies OperationTable;

/** The operations that flows may call through each connection, by the mode of the mapping. */
export function operationTables(mode: ConnectorsModel["mode"]): OperationTables {
  const certified = mode === "certified";
  return {
    referrals: certified ? certifiedReferralOperations : referralOperations,
    events: certified ? certifiedEventOperations : eventOperations,
    salesforce: salesforceOperations,
    dataverse: dataverseOperations,
  };
}
