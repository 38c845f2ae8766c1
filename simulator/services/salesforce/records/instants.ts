/** The text of an instant in Salesforce's JSON: one-second resolution, no colon in the offset. */
export function toSalesforceText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.000+0000`;
}

/** The millisecond of a stored date-time. */
export function fromSalesforceText(text: string): number {
  return Date.parse(text.replace(/\+0000$/, "Z"));
}

const dateTimeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Reads the date-time forms of the API; undefined when it is none. A missing zone means UTC. */
export function parseDateTime(text: string): number | undefined {
  if (!dateTimeForm.test(text)) return undefined;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2") : `${text}Z`;
  const milliseconds = Date.parse(zoned);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Whether the text is a date that the calendar has. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

export function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The start of the second. */
export function wholeSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}

/** Reads an HTTP date (RFC 7231); undefined when it is none. */
export function parseHttpDate(text: string): number | undefined {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text))
    return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

export function toHttpDate(milliseconds: number): string {
  return new Date(wholeSecond(milliseconds)).toUTCString();
}
