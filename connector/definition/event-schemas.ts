import { flag, instant, list, record, reference, type Schema, text } from "./schema.ts";

/** Every definition of the Events connector, by name (webhook pages of the Partner Center documentation). */
export function eventSchemas(): Readonly<Record<string, Schema>> {
  return {
    Registration: registration,
    EventNames: { type: "array", description: "Names of events.", items: { type: "string" } },
    ValidationStarted: record("Validation Event", "The validation event that was sent.", {
      correlationId: text("Correlation ID", "Id under which the result can be read."),
    }),
    ValidationResult: validationResult,
    ValidationAttempt: validationAttempt,
  };
}

const registration = record("Registration", "Where events are sent.", {
  WebhookUrl: text("Webhook URL", "Address that events are sent to.", { format: "uri" }),
  WebhookEvents: list("Webhook Events", "Names of the events that are sent.", { type: "string" }),
  SignatureTokenToMsSignatureHeader: flag(
    "Signature In Its Own Header",
    "Puts the signature into x-ms-signature instead of Authorization, which a flow needs.",
  ),
  SubscriberId: text("Subscriber ID", "Id of the subscription.", { readOnly: true }),
  lastModifiedTimestamp: instant("Last Modified", "When the registration was last changed.", {
    readOnly: true,
  }),
});

const validationAttempt = record("Delivery", "One delivery of the event.", {
  responseCode: text("Response Code", "What the receiver answered."),
  responseMessage: text("Response Message", "Words of the receiver."),
  systemError: flag("System Error", "Whether Partner Center itself had an error."),
  dateTimeUtc: instant("Delivered", "When the event was delivered."),
});

const validationResult = record("Validation Result", "What became of a validation event.", {
  correlationId: text("Correlation ID", "Id of the validation event."),
  partnerId: text("Partner ID", "Id of the partner."),
  status: text("Status", "How far the delivery is."),
  callbackUrl: text("Callback URL", "Where the event was sent to."),
  results: list("Deliveries", "Each delivery of the event.", reference("ValidationAttempt")),
});
