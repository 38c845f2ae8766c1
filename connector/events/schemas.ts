import type { ListSchema, Properties } from "../definition/openapi.ts";
import {
  address,
  advanced,
  flag,
  important,
  instant,
  list,
  plainText,
  readOnly,
  record,
  reference,
  text,
} from "../definition/schema.ts";

/** What makers fill in. Names are written as the certified connector writes them; the service reads them in any case. */
const written: Properties = {
  WebhookUrl: address("Webhook URL", "Address that events are sent to.", important),
  WebhookEvents: {
    ...list("Webhook Events", "Names of the events to send, such as referral-created.", plainText),
    ...important,
  },
  SignatureTokenToMsSignatureHeader: flag(
    "Signature In Its Own Header",
    "Puts the signature into x-ms-signature instead of Authorization, which a flow needs.",
    advanced,
  ),
};

/** Every definition of the Events connector, by name (webhook pages and reference of the Partner Center API). */
export const eventSchemas: Properties = {
  NewRegistration: record("New Registration", "Where events are to be sent, and which.", written, {
    required: ["WebhookUrl", "WebhookEvents"],
  }),
  Registration: record("Registration", "Where events are sent, and which.", {
    ...written,
    SubscriberId: text("Subscriber ID", "Id of the subscription.", readOnly),
    lastModifiedTimestamp: instant("Last Modified", "When the registration was last changed.", readOnly),
  }),
  EventNames: list("Events", "Names of the events that can be registered for.", plainText),
  ValidationStarted: record("Validation Event", "The validation event that was sent.", {
    correlationId: text("Event Correlation ID", "Id under which the result can be read.", readOnly),
  }),
  ValidationResult: record("Validation Result", "What became of a validation event.", {
    status: text("Status", "How far the delivery is, such as completed.", readOnly),
    callbackUrl: address("Callback URL", "Where the event was sent to.", readOnly),
    results: deliveries(),
    correlationId: text("Event Correlation ID", "Id of the validation event.", readOnly),
    partnerId: text("Partner ID", "Id of the partner.", readOnly),
  }),
  Delivery: record("Delivery", "One delivery of the event.", {
    responseCode: text("Response Code", "What the receiver answered, such as OK.", readOnly),
    responseMessage: text("Response Message", "The receiver's own words.", readOnly),
    systemError: flag("System Error", "Whether Partner Center itself had an error.", readOnly),
    dateTimeUtc: instant("Delivered", "When the event was delivered.", readOnly),
  }),
};

function deliveries(): ListSchema {
  return { ...list("Deliveries", "Each delivery of the event.", reference("Delivery")), ...readOnly };
}
