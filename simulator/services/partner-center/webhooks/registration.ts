import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import { knownEvents } from "../facts.ts";
import { asObject } from "../normalise.ts";
import { accepted, invalid, type Result } from "../result.ts";

/** The one registration of a tenant, for all events of Partner Center. */
export interface WebhookRegistration {
  readonly subscriberId: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly inMsSignatureHeader: boolean;
  /** An instant, as answered. */
  readonly lastModified: string;
}

export type RegistrationInput = Pick<WebhookRegistration, "url" | "events" | "inMsSignatureHeader">;

/** Names a body may hold, in any case; the ones that only the service sets are read over. */
const ignoredNames = ["subscriberid", "lastmodifiedtimestamp", "properties"];

/** Reads a body of POST or PUT; property names in any case, as the documented sample mixes them. */
export function readRegistration(body: unknown): Result<RegistrationInput> {
  const given = asObject(body);
  if (given === undefined) return invalid("body", "registration", "The body must be an object.");
  let url: unknown;
  let events: unknown;
  let header: unknown;
  for (const [name, value] of Object.entries(given)) {
    const lower = name.toLowerCase();
    if (lower === "webhookurl") url = value;
    else if (lower === "webhookevents") events = value;
    else if (lower === "signaturetokentomssignatureheader") header = value;
    else if (!ignoredNames.includes(lower)) {
      throw new Failure(
        emulatorCodes.finding("PROPERTY_UNKNOWN", { where: "The webhook registration", name }),
      );
    }
  }
  if (typeof url !== "string" || !isHttps(url)) {
    return invalid("webhookUrl", "WebhookUrl", "WebhookUrl must be an https address.");
  }
  const names = readEvents(events);
  if (names === undefined) {
    return invalid(
      "webhookEvents",
      "WebhookEvents",
      `WebhookEvents must be one or more of ${knownEvents.join(", ")}.`,
    );
  }
  // The certified connector declares the flag as text, the reference as boolean.
  const isTrue = header === true || (typeof header === "string" && header.toLowerCase() === "true");
  const isFalse = header === undefined || header === null || header === false || isFalseText(header);
  if (!isTrue && !isFalse) {
    return invalid("signatureFlag", "SignatureTokenToMsSignatureHeader", "The flag must be true or false.");
  }
  return accepted({ url, events: names, inMsSignatureHeader: isTrue });
}

/** The answer of GET. */
export function describeRegistration(registration: WebhookRegistration): unknown {
  return {
    WebhookUrl: registration.url,
    WebhookEvents: registration.events,
    SignatureTokenToMsSignatureHeader: registration.inMsSignatureHeader,
    LastModifiedTimestamp: registration.lastModified,
  };
}

/** The answer of POST and PUT. */
export function describeWritten(registration: WebhookRegistration): unknown {
  const { subscriberId, url, events } = registration;
  return { SubscriberId: subscriberId, WebhookUrl: url, WebhookEvents: events };
}

function readEvents(events: unknown): readonly string[] | undefined {
  if (!Array.isArray(events) || events.length === 0) return undefined;
  const names = events.map((event: unknown) => knownEvents.find((known) => known === event));
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? [...new Set(known)] : undefined;
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}

function isFalseText(value: unknown): boolean {
  return typeof value === "string" && (value === "" || value.toLowerCase() === "false");
}
