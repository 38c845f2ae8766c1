import type { OperationText } from "../definition/operation-text.ts";
import { reference } from "../definition/schema.ts";
import type { eventOperations } from "../operations.ts";

const registration = { description: "The registration.", schema: reference("Registration") };
const body = {
  label: "Registration",
  says: "Address, events and form of the signature.",
  schema: reference("NewRegistration"),
};

/** What makers read of the operations of the Events connector, and what these take and give. */
export const eventTexts: Readonly<Record<keyof typeof eventOperations, OperationText>> = {
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
    body,
    answer: registration,
    refusals: { "409": "There is a registration already; update it instead." },
  },
  UpdateRegistration: {
    summary: "Update the webhook registration",
    description: "Replaces the one registration that an organization has for all its events.",
    visibility: "important",
    body,
    answer: registration,
  },
  ListEvents: {
    summary: "List events",
    description: "Lists the names of the events that can be registered for.",
    answer: { description: "Names of events.", schema: reference("EventNames") },
  },
  SendValidationEvent: {
    summary: "Send a validation event",
    description: "Sends a test event to the registered address, where test-created is among its events.",
    answer: { description: "The event that was sent.", schema: reference("ValidationStarted") },
  },
  GetValidationEvent: {
    summary: "Get the result of a validation event",
    description: "Shows what became of a test event; results are kept for seven days.",
    answer: { description: "What became of the event.", schema: reference("ValidationResult") },
  },
};
