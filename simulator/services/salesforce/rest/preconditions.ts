import { fault, SalesforceFault } from "../fault.ts";
import type { Org } from "../org.ts";
import { fromSalesforceText, parseHttpDate, toHttpDate, wholeSecond } from "../records/instants.ts";
import type { StoredRecord } from "../records/store.ts";

/**
 * If-Unmodified-Since on an sObject row, in whole seconds: two writes in one second cannot be told apart
 * [developer.salesforce.com, REST, conditional requests].
 */
export function checkUnmodified(
  org: Org,
  record: StoredRecord,
  headers: Readonly<Record<string, string>>,
): void {
  const since = headerDate(headers, "if-unmodified-since");
  if (since === undefined || lastModified(org, record) <= since) return;
  if (org.quirks["precondition-body"] === "empty") throw new SalesforceFault(412, []);
  throw fault(
    412,
    "PRECONDITION_FAILED",
    `The record was modified after ${toHttpDate(since)}: ${record.type} ${record.id}`,
  );
}

/** Whether a GET with If-Modified-Since is answered by 304. */
export function isUnmodified(
  org: Org,
  record: StoredRecord,
  headers: Readonly<Record<string, string>>,
): boolean {
  const since = headerDate(headers, "if-modified-since");
  return since !== undefined && lastModified(org, record) <= since;
}

export function lastModified(org: Org, record: StoredRecord): number {
  const stamp = record.values[org.quirks["precondition-clock"]];
  return wholeSecond(fromSalesforceText(String(stamp)));
}

function headerDate(headers: Readonly<Record<string, string>>, name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const date = parseHttpDate(text);
  if (date === undefined)
    throw fault(400, "INVALID_ARGUMENT_TYPE", `Invalid value for the header ${name}: ${text}`);
  return date;
}
