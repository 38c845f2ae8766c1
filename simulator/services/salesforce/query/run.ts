import { maximumOffset } from "../facts.ts";
import { fault } from "../fault.ts";
import { mayUse, type Org, type User } from "../org.ts";
import type { StoredRecord } from "../records/store.ts";
import type { ObjectType } from "../schema/catalog.ts";
import type { Value } from "../types.ts";
import { type ConditionContext, candidates, compile } from "./condition.ts";
import type { Column, Order, SelectQuery } from "./model.ts";
import { parentOf, pointAt, type ResolvedPath, readPath, resolvePath } from "./path.ts";

/** A record as an answer shows it: attributes, columns, parents and children nested. */
export type ResultRecord = {
  readonly attributes: { readonly type: string; readonly url: string };
} & Readonly<Record<string, unknown>>;

export interface QueryResult {
  readonly records: readonly ResultRecord[];
  /** All matching rows, records or not; what COUNT() answers. */
  readonly total: number;
}

export interface QueryOptions {
  readonly apiVersion: string;
  /** queryAll: deleted records are found too. */
  readonly includeDeleted?: boolean;
}

export function runQuery(org: Org, user: User, query: SelectQuery, options: QueryOptions): QueryResult {
  const type = queriedType(org, user, query.object, query.text);
  const shape = shaper(org, user, type, query, options);
  const rows = matchingRows(org, user, type, query, options);
  return { total: rows.length, records: query.count ? [] : rows.map(shape) };
}

/** The object of a FROM clause, if it exists for the user. */
export function queriedType(org: Org, user: User, name: string, text: string): ObjectType {
  const type = org.catalog.object(name);
  if (type === undefined || !mayUse(user, type, "read")) {
    throw fault(
      400,
      "INVALID_TYPE",
      pointAt(
        text,
        name,
        `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
      ),
    );
  }
  return type;
}

/** Rows that join people with an opportunity. */
const peopleRows: readonly string[] = ["OpportunityContactRole", "OpportunityTeamMember"];

function matchingRows(
  org: Org,
  user: User,
  type: ObjectType,
  query: SelectQuery,
  options: QueryOptions,
  within?: Iterable<StoredRecord>,
): readonly StoredRecord[] {
  const context: ConditionContext = {
    org,
    user,
    type,
    text: query.text,
    now: org.clock.now(),
    values: (inner) => columnValues(org, user, inner, options),
  };
  const matches = query.where === undefined ? () => true : compile(query.where, context);
  const compare = ordering(org, user, type, query.orderBy, query.text);
  const indexed = options.includeDeleted === true ? undefined : candidates(query.where, context);
  const findsDeleted =
    options.includeDeleted === true &&
    (org.quirks["deleted-people-rows"] === "found" || !peopleRows.includes(type.name));
  const rows: StoredRecord[] = [];
  for (const record of within ?? indexed ?? org.store.table(type).all()) {
    if ((!record.deleted || findsDeleted) && matches(record)) rows.push(record);
  }
  rows.sort(compare);
  if (query.offset > maximumOffset) {
    throw fault(400, "NUMBER_OUTSIDE_VALID_RANGE", `Maximum SOQL offset allowed is ${maximumOffset}`);
  }
  const end = query.limit === undefined ? undefined : query.offset + query.limit;
  return query.offset === 0 && end === undefined ? rows : rows.slice(query.offset, end);
}

function columnValues(org: Org, user: User, query: SelectQuery, options: QueryOptions): ReadonlySet<Value> {
  const type = queriedType(org, user, query.object, query.text);
  const [column] = query.columns;
  if (query.columns.length !== 1 || column?.kind !== "path") {
    throw fault(
      400,
      "MALFORMED_QUERY",
      pointAt(query.text, query.object, "a semi join sub-select selects one column"),
    );
  }
  const path = resolvePath(org, user, type, column.path, query.text);
  const rows = matchingRows(org, user, type, query, options);
  return new Set(rows.map((record) => readPath(org, record, path)).filter((value) => value !== null));
}

/** Nulls come first unless the query says otherwise; equal rows stand in the order of their ids. */
function ordering(
  org: Org,
  user: User,
  type: ObjectType,
  orderBy: readonly Order[],
  text: string,
): (left: StoredRecord, right: StoredRecord) => number {
  const keys = orderBy.map((order) => ({
    ...order,
    resolved: resolvePath(org, user, type, order.path, text),
  }));
  for (const { resolved } of keys) {
    if (resolved.field.type === "textarea" || resolved.field.type === "multipicklist") {
      throw fault(
        400,
        "MALFORMED_QUERY",
        pointAt(
          text,
          resolved.field.name,
          `field '${resolved.field.name}' can not be sorted in a query call`,
        ),
      );
    }
  }
  return (left, right) => {
    for (const { resolved, descending, nullsLast } of keys) {
      const a = readPath(org, left, resolved);
      const b = readPath(org, right, resolved);
      if (a === b) continue;
      if (a === null || b === null) return (a === null) === nullsLast ? 1 : -1;
      const order = compareValues(a, b);
      if (order !== 0) return descending ? -order : order;
    }
    return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
  };
}

function compareValues(left: NonNullable<Value>, right: NonNullable<Value>): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  const a = String(left).toLowerCase();
  const b = String(right).toLowerCase();
  return a < b ? -1 : a > b ? 1 : 0;
}

type Shape = (record: StoredRecord) => ResultRecord;

/** Resolves every column once, then makes the answer's records. */
function shaper(org: Org, user: User, type: ObjectType, query: SelectQuery, options: QueryOptions): Shape {
  const fill: ((record: StoredRecord, into: Record<string, unknown>) => void)[] = [];
  for (const column of query.columns) {
    if (column.kind === "children") {
      fill.push(children(org, user, type, column, query.text, options));
      continue;
    }
    const path = resolvePath(org, user, type, column.path, query.text);
    if (path.steps.length === 0) {
      const { name } = path.field;
      fill.push((record, into) => {
        into[name] = record.values[name] ?? null;
      });
    } else {
      fill.push((record, into) => fillParent(org, record, path, into, options));
    }
  }
  return (record) => {
    const result = { attributes: attributes(type.name, record.id, options.apiVersion) };
    for (const column of fill) column(record, result);
    return result;
  };
}

export function attributes(
  object: string,
  id: string,
  apiVersion: string,
): { readonly type: string; readonly url: string } {
  return { type: object, url: `/services/data/v${apiVersion}/sobjects/${object}/${id}` };
}

/** Nests a parent's column; several columns of one parent share its object. */
function fillParent(
  org: Org,
  record: StoredRecord,
  path: ResolvedPath,
  into: Record<string, unknown>,
  options: QueryOptions,
): void {
  let current = record;
  let target: Record<string, unknown> = into;
  for (const { field, target: type } of path.steps) {
    const name = field.relationshipName ?? field.name;
    const parent = parentOf(org, current, field, type);
    if (parent === undefined) {
      target[name] = null;
      return;
    }
    const known = target[name];
    const nested: Record<string, unknown> = isObject(known)
      ? known
      : { attributes: attributes(type.name, parent.id, options.apiVersion) };
    target[name] = nested;
    target = nested;
    current = parent;
  }
  target[path.field.name] = current.values[path.field.name] ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A subquery answers null where there is no child. */
function children(
  org: Org,
  user: User,
  type: ObjectType,
  column: Extract<Column, { kind: "children" }>,
  text: string,
  options: QueryOptions,
): (record: StoredRecord, into: Record<string, unknown>) => void {
  const name = column.relationship;
  const relationship = type.children.find((child) => child.name?.toLowerCase() === name.toLowerCase());
  if (relationship === undefined) {
    throw fault(
      400,
      "INVALID_TYPE",
      pointAt(
        text,
        name,
        `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
      ),
    );
  }
  const { child, field } = relationship;
  queriedType(org, user, child.name, text);
  const shape = shaper(org, user, child, column.query, options);
  const table = org.store.table(child);
  return (record, into) => {
    const own = [...table.lookup(field, record.id)].flatMap((id) => table.get(id) ?? []);
    const rows = matchingRows(org, user, child, column.query, options, own);
    into[relationship.name ?? name] =
      rows.length === 0 ? null : { totalSize: rows.length, done: true, records: rows.map(shape) };
  };
}
