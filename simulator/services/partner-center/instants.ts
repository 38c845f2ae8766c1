/** Date-times as the service reads and writes them: ISO 8601, in UTC where no offset is given. */
const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** Milliseconds since 1970, or undefined when the text is no date-time. Finer digits than milliseconds are cut. */
export function readInstant(text: string): number | undefined {
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const [, day = "", time = "00:00:00", offset = "Z"] = parts;
  const value = Date.parse(`${day}T${time.replace(/(\.\d{3})\d+$/, "$1")}${offset}`);
  return Number.isNaN(value) ? undefined : value;
}

/** The service leaves out a fraction of zero and trailing zeros, as .NET does. */
export function writeInstant(value: number): string {
  return new Date(value).toISOString().replace(/\.?0+Z$/, "Z");
}

/** The form of `ResourceChangeUtcDate` in notifications: seven digits and an offset. */
export function writeEventInstant(value: number): string {
  return new Date(value).toISOString().replace(/Z$/, "0000+00:00");
}
