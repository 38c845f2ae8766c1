import { define, header, hiddenHeader, plainPath, query, type Row } from "./table.ts";

// The caller id that Microsoft's definition fills in is Microsoft's own; requests here carry none.
const tracking = [header("MS-CorrelationId"), hiddenHeader("X-Caller-Id", undefined)];
const contentType = hiddenHeader("content-type", "application/json", true);
const id = plainPath("id");
const one = [id, contentType, ...tracking];
const referral = ["Referral", "object", true] as const;
const changes = ["Referral", "array", true] as const;

const referralRows: readonly Row[] = [
  {
    id: "GetAllReferrals",
    method: "GET",
    path: "/referrals",
    parameters: [
      query("$expand"),
      query("$filter"),
      query("$select"),
      query("$orderby"),
      query("$top", "integer"),
      query("$skip", "integer"),
      query("$count", "boolean"),
      contentType,
      ...tracking,
    ],
  },
  { id: "CreateReferral", method: "POST", path: "/referrals", parameters: tracking, body: referral },
  { id: "GetReferralById", method: "GET", path: "/referrals/{id}", parameters: one },
  {
    id: "UpdateReferralById",
    method: "PUT",
    path: "/referrals/{id}",
    parameters: [header("if-match", { required: true }), ...one],
    body: ["odataReferral", "object", true],
  },
  { id: "PatchReferralById", method: "PATCH", path: "/referrals/{id}", parameters: one, body: changes },
  {
    id: "CreateDealRegistrationByReferralId",
    method: "PATCH",
    path: "/referrals/{id}/",
    parameters: one,
    body: changes,
  },
  {
    id: "PatchDealRegistrationByReferralId",
    method: "PATCH",
    path: "/referrals/{id}//",
    parameters: one,
    body: changes,
  },
];

/** Microsoft's certified Referrals connector [public definition of October 2023]. */
export const certifiedReferrals = define(
  "shared_partnercenterref",
  "api.partner.microsoft.com",
  "/v1.0/engagements",
  referralRows,
);

const registration = "/webhooks/v1/registration";
const eventRows: readonly Row[] = [
  {
    id: "ViewRegistration",
    method: "GET",
    path: registration,
    parameters: [hiddenHeader("Content-Type", "application/json")],
  },
  // The colon is part of the name in the client that Microsoft generates from the definition.
  {
    id: "EventRegistration",
    method: "POST",
    path: registration,
    parameters: [hiddenHeader("Content-Type:", "application/json")],
    body: ["body", "object", false],
  },
  {
    id: "UpdateRegistration",
    method: "PUT",
    path: registration,
    parameters: [hiddenHeader("Content-Type:", "application/json")],
    body: ["body", "object", false],
  },
];

/** Microsoft's certified Events connector; its definition is not public. */
export const certifiedEvents = define(
  "shared_partnercenterevents",
  "api.partnercenter.microsoft.com",
  "",
  eventRows,
);
