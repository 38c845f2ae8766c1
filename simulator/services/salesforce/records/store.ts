import { assert } from "../../../../generator/diagnostics/failure.ts";
import type { Catalog, Field, ObjectType } from "../schema/catalog.ts";
import type { FieldValues, Value } from "../types.ts";

/** A stored record; never changed in place, so that an undo is a pointer. */
export interface StoredRecord {
  readonly id: string;
  readonly type: string;
  readonly values: FieldValues;
  readonly deleted: boolean;
}

interface Change {
  readonly table: Table;
  readonly id: string;
  readonly before: StoredRecord | undefined;
}

/** The records of an org, with indexes by id, by unique and external id, and by reference; and an undo log. */
export class Store {
  readonly #tables = new Map<string, Table>();
  #log: Change[] = [];

  /** Makes room for objects and fields that a changed schema brings; records stay. */
  adopt(catalog: Catalog): void {
    for (const type of catalog.objects) {
      const before = this.#tables.get(type.name);
      const table = new Table(type);
      for (const record of before?.all() ?? []) table.write(record.id, record);
      this.#tables.set(type.name, table);
    }
  }

  table(type: ObjectType): Table {
    const table = this.#tables.get(type.name);
    assert(table !== undefined, `no table for ${type.name}`);
    return table;
  }

  /** The live record, if there is one. */
  get(type: ObjectType, id: string): StoredRecord | undefined {
    const record = this.table(type).get(id);
    return record === undefined || record.deleted ? undefined : record;
  }

  put(type: ObjectType, record: StoredRecord): void {
    const table = this.table(type);
    this.#log.push({ table, id: record.id, before: table.get(record.id) });
    table.write(record.id, record);
  }

  savepoint(): number {
    return this.#log.length;
  }

  rollback(savepoint: number): void {
    while (this.#log.length > savepoint) {
      const change = this.#log.pop();
      if (change !== undefined) change.table.undo(change.id, change.before);
    }
  }

  /** Ends a transaction: nothing before this moment can be undone any more. */
  commit(): void {
    this.#log = [];
  }
}

/** The records of one object. */
export class Table {
  readonly #records = new Map<string, StoredRecord>();
  readonly #indexes = new Map<string, Map<string, Set<string>>>();
  readonly #indexed: readonly Field[];
  #recent: string[] = [];

  constructor(type: ObjectType) {
    this.#indexed = type.fields.filter(
      (field) => field.unique === true || field.externalId === true || field.type === "reference",
    );
    for (const field of this.#indexed) this.#indexes.set(field.name, new Map());
  }

  get(id: string): StoredRecord | undefined {
    return this.#records.get(id);
  }

  all(): IterableIterator<StoredRecord> {
    return this.#records.values();
  }

  /** Whether `lookup` answers for the field. */
  indexes(field: Field): boolean {
    return this.#indexes.has(field.name);
  }

  /** The ids of live records that hold the value, ignoring case unless the field minds it. */
  lookup(field: Field, value: Value): ReadonlySet<string> {
    const index = this.#indexes.get(field.name);
    assert(index !== undefined, `${field.key} is not indexed`);
    return index.get(indexKey(field, value)) ?? noIds;
  }

  /** Ids in the order of their latest write, newest first. A caller stops when it has gone back far enough. */
  *newestFirst(): IterableIterator<StoredRecord> {
    this.#compact();
    const seen = new Set<string>();
    for (let position = this.#recent.length - 1; position >= 0; position -= 1) {
      const id = this.#recent[position];
      if (id === undefined || seen.has(id)) continue;
      seen.add(id);
      const record = this.#records.get(id);
      if (record !== undefined) yield record;
    }
  }

  write(id: string, record: StoredRecord): void {
    this.#set(id, record);
    this.#recent.push(id);
  }

  /** Takes the latest write of a transaction back. */
  undo(id: string, before: StoredRecord | undefined): void {
    this.#set(id, before);
    this.#recent.pop();
  }

  #set(id: string, record: StoredRecord | undefined): void {
    const before = this.#records.get(id);
    for (const field of this.#indexed) this.#reindex(field, id, before, record);
    if (record === undefined) this.#records.delete(id);
    else this.#records.set(id, record);
  }

  #reindex(
    field: Field,
    id: string,
    before: StoredRecord | undefined,
    after: StoredRecord | undefined,
  ): void {
    const old = before === undefined || before.deleted ? null : (before.values[field.name] ?? null);
    const now = after === undefined || after.deleted ? null : (after.values[field.name] ?? null);
    if (old === now) return;
    const index = this.#indexes.get(field.name);
    assert(index !== undefined, `${field.key} is not indexed`);
    if (old !== null) {
      const key = indexKey(field, old);
      const ids = index.get(key);
      ids?.delete(id);
      if (ids?.size === 0) index.delete(key);
    }
    if (now !== null) {
      const key = indexKey(field, now);
      const ids = index.get(key);
      if (ids === undefined) index.set(key, new Set([id]));
      else ids.add(id);
    }
  }

  /** Keeps the list of writes from growing without bound: the last entry of every id is enough. */
  #compact(): void {
    if (this.#recent.length < 1000 || this.#recent.length < 4 * this.#records.size) return;
    const last = new Set<string>();
    for (const id of this.#recent.toReversed()) last.add(id);
    this.#recent = [...last].reverse();
  }
}

const noIds: ReadonlySet<string> = new Set();

function indexKey(field: Field, value: Value): string {
  const text = String(value);
  return field.caseSensitive === true || field.type === "reference" ? text : text.toLowerCase();
}
