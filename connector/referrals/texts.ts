import type { Schema } from "../definition/openapi.ts";
import type { OperationText } from "../definition/operation-text.ts";
import { reference } from "../definition/schema.ts";
import type { referralOperations } from "../operations.ts";

const referral = { description: "The referral.", schema: reference("Referral") };
const changed = {
  description: "The referral after the change, where Prefer has asked for it.",
  schema: reference("Referral"),
};
const unasked = { "204": "Changed; the answer is empty." };
const stale = { "412": "The referral has another version than If-Match names." };

/** A body of changes; the label of the list is that of the parameter. */
const changes = (says: string, definition: string) => ({
  label: "Changes",
  says,
  schema: { type: "array", items: reference(definition) } satisfies Schema,
});

/** What makers read of the operations of the Referrals connector, and what these take and give. */
export const referralTexts: Readonly<Record<keyof typeof referralOperations, OperationText>> = {
  GetAllReferrals: {
    summary: "Get all referrals",
    description: "Lists referrals, filtered and sorted as asked for, a page at a time.",
    visibility: "important",
    answer: { description: "A page of referrals.", schema: reference("ReferralPage") },
  },
  CreateReferral: {
    summary: "Create a referral",
    description: "Creates a referral of your own, or another party's in the same engagement.",
    visibility: "important",
    body: { label: "Referral", says: "The referral to create.", schema: reference("NewReferral") },
    answer: { description: "The referral as it was stored.", schema: reference("Referral") },
    also: { "201": "Created; the answer is the referral as it was stored." },
    refusals: { "409": "The referral contradicts one that is already there." },
  },
  GetReferralById: {
    summary: "Get a referral by ID",
    description: "Reads one referral with its current version.",
    visibility: "important",
    answer: referral,
  },
  UpdateReferralById: {
    summary: "Update a referral by ID (deprecated)",
    description: "Replaces a whole referral; change single fields instead (deprecated).",
    visibility: "advanced",
    deprecated: true,
    body: {
      label: "Referral",
      says: "The whole referral, without its links.",
      schema: reference("Referral"),
    },
    answer: referral,
    refusals: stale,
  },
  PatchReferralById: {
    summary: "Update specific fields in a referral by ID",
    description:
      "Changes single fields of a referral, if wanted only while it has the version you have read.",
    visibility: "important",
    body: changes("The changes, in their order; all are made or none.", "ReferralChange"),
    answer: changed,
    also: unasked,
    refusals: stale,
  },
  CreateDealRegistrationByReferralId: {
    summary: "Create a referral deal registration",
    description: "Registers a won deal for Microsoft's incentives.",
    visibility: "advanced",
    body: changes("The registration to add.", "NewRegistration"),
    answer: changed,
    also: unasked,
    refusals: stale,
  },
  PatchDealRegistrationByReferralId: {
    summary: "Update deal registration in a referral by ID",
    description: "Changes single fields of a deal registration.",
    visibility: "advanced",
    body: changes("The changes, in their order; all are made or none.", "RegistrationChange"),
    answer: changed,
    also: unasked,
    refusals: stale,
  },
};
