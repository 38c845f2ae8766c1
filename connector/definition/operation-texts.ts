import type { JsonObject } from "../../generator/model/emitted.ts";
import { reference } from "./schema.ts";

/** What makers read of an operation, and what it takes and gives. */
export interface OperationText {
  /** Sentence case, at most 80 characters, no slash. */
  readonly summary: string;
  readonly description: string;
  readonly visibility: "important" | "none" | "advanced";
  readonly deprecated?: true;
  /** Description and schema of the body, where the operation takes one. */
  readonly body?: { readonly summary: string; readonly description: string; readonly schema: JsonObject };
  /** Schema of the answer with status 200. */
  readonly answer: { readonly description: string; readonly schema: JsonObject };
  /** What the operation answers besides: without a body. */
  readonly also?: Readonly<Record<string, string>>;
}

const referral = { description: "The referral.", schema: reference("Referral") };
const noContent = { "204": "Done; the answer is empty unless the referral was asked for with Prefer." };

const changes = (definition: string): JsonObject => ({ type: "array", items: reference(definition) });

export const referralTexts: Readonly<Record<string, OperationText>> = {
  GetAllReferrals: {
    summary: "Get all referrals",
    description: "Lists referrals, filtered and sorted as asked for, a page at a time.",
    visibility: "important",
    answer: { description: "A page of referrals.", schema: reference("ReferralPage") },
  },
  CreateReferral: {
    summary: "Create a referral",
    description: "Creates a referral of your own, or the referral of another party in the same engagement.",
    visibility: "important",
    body: { summary: "Referral", description: "The referral to create.", schema: reference("Referral") },
    answer: { description: "The referral as it was stored.", schema: reference("Referral") },
    also: { "201": "Created; the answer is the referral as it was stored." },
  },
  GetReferralById: {
    summary: "Get a referral by ID",
    description: "Reads one referral with its current version.",
    visibility: "important",
    answer: referral,
  },
  UpdateReferralById: {
    summary: "Update a referral by ID (deprecated)",
    description: "Replaces a whole referral; change single properties instead (deprecated).",
    visibility: "advanced",
    deprecated: true,
    body: { summary: "Referral", description: "The whole referral.", schema: reference("Referral") },
    answer: referral,
  },
  PatchReferralById: {
    summary: "Update specific fields in a referral by ID",
    description: "Changes single properties of a referral, only if it still has the version that is named.",
    visibility: "important",
    body: { summary: "Changes", description: "The changes, in order.", schema: changes("ReferralChange") },
    answer: {
      description: "The referral after the change, where it was asked for.",
      schema: reference("Referral"),
    },
    also: noContent,
  },
  CreateDealRegistrationByReferralId: {
    summary: "Create a referral deal registration",
    description: "Registers a won deal for Microsoft's incentives.",
    visibility: "advanced",
    body: {
      summary: "Registration",
      description: "The registration to add.",
      schema: changes("NewRegistration"),
    },
    answer: {
      description: "The referral after the change, where it was asked for.",
      schema: reference("Referral"),
    },
    also: noContent,
  },
  PatchDealRegistrationByReferralId: {
    summary: "Update deal registration in a referral by ID",
    description: "Changes single properties of a deal registration.",
    visibility: "advanced",
    body: {
      summary: "Changes",
      description: "The changes, in order.",
      schema: changes("RegistrationChange"),
    },
    answer: {
      description: "The referral after the change, where it was asked for.",
      schema: reference("Referral"),
    },
    also: noContent,
  },
};

const registrationBody = {
  summary: "Registration",
  description: "Address, events and form of the signature.",
  schema: reference("Registration"),
};
const registration = { description: "The registration.", schema: reference("Registration") };

export const eventTexts: Readonly<Record<string, OperationText>> = {
  ViewRegistration: {
    summary: "View the webhook registration",
    description: "Shows where events of your organization are sent, and which.",
    visibility: "important",
    answer: registration,
  },
  EventRegistration: {
    summary: "Register a webhook",
    description: "Registers the address that events are sent to, where none is registered yet.",
    visibility: "important",
    body: registrationBody,
    answer: registration,
  },
  UpdateRegistration: {
    summary: "Update the webhook registration",
    description: "Replaces the registration; an organization has one for all events.",
    visibility: "important",
    body: registrationBody,
    answer: registration,
  },
  ListEvents: {
    summary: "List events",
    description: "Lists the names of the events that can be registered for.",
    visibility: "none",
    answer: { description: "Names of events.", schema: reference("EventNames") },
  },
  SendValidationEvent: {
    summary: "Send a validation event",
    description: "Sends a test event to the registered address, which must be registered for test-created.",
    visibility: "none",
    answer: { description: "The event that was sent.", schema: reference("ValidationStarted") },
  },
  GetValidationEvent: {
    summary: "Get a validation event",
    description: "Shows what became of a test event; results are kept for seven days.",
    visibility: "none",
    answer: { description: "What became of the event.", schema: reference("ValidationResult") },
  },
};
