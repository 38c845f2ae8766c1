import { saveFault } from "../fault.ts";
import type { ObjectType } from "../schema/catalog.ts";
import type { SaveContext } from "./context.ts";
import { existing } from "./save.ts";

/**
 * Merges a record into another, as the Merge button does: what hung on the loser hangs on the master, and the loser
 * goes to the recycle bin [help.salesforce.com, merging duplicate accounts].
 */
export function merge(context: SaveContext, type: ObjectType, masterId: string, loserId: string): void {
  const { org } = context;
  const master = existing(context, type, masterId);
  const loser = existing(context, type, loserId);
  if (master.id === loser.id) throw saveFault("INVALID_ID_FIELD", "A record cannot be merged with itself.");
  const now = org.now();
  for (const { child, field } of type.children) {
    for (const id of [...org.store.table(child).lookup(field, loser.id)]) {
      const record = org.store.get(child, id);
      if (record === undefined) continue;
      const values = { ...record.values, [field.name]: master.id, SystemModstamp: now };
      org.store.put(child, { ...record, values });
      org.countWrite(child);
    }
  }
  const gone = { ...loser.values, IsDeleted: true, SystemModstamp: now };
  org.store.put(type, { ...loser, values: gone, deleted: true });
  org.store.put(type, { ...master, values: { ...master.values, SystemModstamp: now } });
  org.countWrite(type);
}
