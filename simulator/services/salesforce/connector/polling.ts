import { fault } from "../fault.ts";
import type { Org, User } from "../org.ts";
import { compile } from "../query/condition.ts";
import { fromSalesforceText, wholeSecond } from "../records/instants.ts";
import type { StoredRecord } from "../records/store.ts";
import type { ObjectType } from "../schema/catalog.ts";
import { filterOf, type Item, selectedFields, toItem } from "./items.ts";

/** The parameter of the Location URL that carries how far a trigger has seen. */
export const stateParameter = "triggerstate";

/** How far a trigger has seen: everything before `since`, and of that second the ids in `seen`. */
interface Watermark {
  readonly since: number;
  readonly seen: ReadonlySet<string>;
}

export interface Poll {
  readonly items: readonly Item[];
  /** The state to put into the next Location. */
  readonly state: string;
}

/**
 * One poll of a trigger. The first one only takes its bearings. Several edits between two polls come as one item
 * with the newest values; the connection's own writes come back like anybody's.
 */
export function poll(
  org: Org,
  user: User,
  type: ObjectType,
  kind: "new" | "updated",
  query: Readonly<Record<string, string>>,
  redelivered: ReadonlySet<string>,
): Poll {
  const fields = selectedFields(type, user, query["$select"]);
  const now = org.clock.now();
  const second = wholeSecond(now);
  const before = readState(query[stateParameter]);
  if (before === undefined) return { items: [], state: writeState({ since: second, seen: new Set() }) };
  const closed = org.quirks["poll-window"] === "closed-second";
  const changed = changedSince(org, type, kind, before.since).filter(
    ({ record, stamp }) =>
      (!closed || stamp < second) && (stamp > before.since || !before.seen.has(record.id)),
  );
  const due = org.quirks["poll-page"] === "all" ? changed : changed.slice(0, pageSize);
  const again = [...redelivered].flatMap((id) => org.store.get(type, id) ?? []);
  const records = new Set([...again, ...due.map(({ record }) => record)]);
  const where = filterOf(query);
  const context = { org, user, type, text: query["$filter"] ?? "", now, values: () => new Set<never>() };
  const matches = where === undefined ? () => true : compile(where, context);
  const items = [...records].filter(matches).map((record) => toItem(org, type, record, fields));
  const isLast = due.length === changed.length;
  const after =
    closed && isLast
      ? { since: Math.max(second, before.since), seen: new Set<string>() }
      : advance(before, due);
  return { items, state: writeState(after) };
}

/** Where one poll does not hand out everything: as many as splitOn takes in a trigger with concurrency. */
const pageSize = 100;

interface Changed {
  readonly record: StoredRecord;
  readonly stamp: number;
}

/** Live records with a stamp at or after `since`, oldest first. */
function changedSince(
  org: Org,
  type: ObjectType,
  kind: "new" | "updated",
  since: number,
): readonly Changed[] {
  const column = kind === "new" ? "CreatedDate" : org.quirks["polling-timestamp"];
  const found: Changed[] = [];
  for (const record of org.store.table(type).newestFirst()) {
    if (stampOf(record, "SystemModstamp") < since) break;
    const stamp = stampOf(record, column);
    if (record.deleted || stamp < since) continue;
    if (kind === "updated" && isOnlyCreated(org, record)) continue;
    found.push({ record, stamp });
  }
  return found.sort((left, right) => left.stamp - right.stamp || (left.record.id < right.record.id ? -1 : 1));
}

function isOnlyCreated(org: Org, record: StoredRecord): boolean {
  return (
    org.quirks["updated-includes-created"] === "no" &&
    record.values["CreatedDate"] === record.values["LastModifiedDate"]
  );
}

function stampOf(record: StoredRecord, column: string): number {
  return fromSalesforceText(String(record.values[column]));
}

function advance(before: Watermark, due: readonly Changed[]): Watermark {
  const since = Math.max(before.since, ...due.map(({ stamp }) => stamp));
  const seen = due.filter(({ stamp }) => stamp === since).map(({ record }) => record.id);
  return { since, seen: new Set(since === before.since ? [...before.seen, ...seen] : seen) };
}

function writeState({ since, seen }: Watermark): string {
  return [String(since / 1000), ...seen].join(".");
}

function readState(text: string | undefined): Watermark | undefined {
  if (text === undefined) return undefined;
  const [since = "", ...seen] = text.split(".");
  if (!/^\d+$/.test(since))
    throw fault(400, "INVALID_TRIGGER_STATE", `The trigger state cannot be read: ${text}`);
  return { since: Number(since) * 1000, seen: new Set(seen) };
}
