import { SalesforceFault } from "../fault.ts";
import { canEdit, canRead, type Org } from "../org.ts";
import type { SaveContext } from "../save/context.ts";
import { merge } from "../save/merge.ts";
import { existing, insert, remove, update } from "../save/save.ts";
import type { ObjectType } from "../schema/catalog.ts";
import type { Actor, FieldValues, SaveOutcome } from "../types.ts";

/** A user at the screen. */
export function actor(org: Org, username: string): Actor {
  const user = org.user(username);
  const context: SaveContext = { org, user, source: "screen", allowDuplicates: false };
  let depth = 0;
  const save = (work: () => string): SaveOutcome => {
    try {
      const id = org.atomically(work);
      if (depth === 0) org.store.commit();
      return { ok: true, id };
    } catch (error) {
      if (!(error instanceof SalesforceFault)) throw error;
      return { ok: false, errors: error.errors };
    }
  };
  const self: Actor = {
    create: (object, fields) => save(() => insert(context, org.type(object), fields)),
    edit: (object, id, fields) =>
      save(() => {
        update(context, org.type(object), id, fields);
        return id;
      }),
    delete: (object, id) =>
      save(() => {
        remove(context, org.type(object), id);
        return id;
      }),
    clone: (object, id, changes = {}) =>
      save(() => {
        const type = org.type(object);
        const source = existing(context, type, id);
        const copy = { ...copyable(context, type, source.values), ...changes };
        return insert({ ...context, isClone: true }, type, copy);
      }),
    merge: (object, masterId, loserId) =>
      save(() => {
        merge(context, org.type(object), masterId, loserId);
        return masterId;
      }),
    addProduct: (opportunityId, product) =>
      save(() => {
        const productId = insert(context, org.type("Product2"), { Name: product.name });
        return insert(context, org.type("OpportunityLineItem"), {
          OpportunityId: opportunityId,
          Product2Id: productId,
          Quantity: product.quantity,
          UnitPrice: product.unitPrice,
        });
      }),
    together: (work) => {
      const savepoint = org.store.savepoint();
      depth += 1;
      const outcomes = work(self);
      depth -= 1;
      if (outcomes.some(({ ok }) => !ok)) org.store.rollback(savepoint);
      else if (depth === 0) org.store.commit();
      return outcomes;
    },
  };
  return self;
}

/** A clone carries the values of the columns its user may write; read-only ones stay behind. */
function copyable(context: SaveContext, type: ObjectType, values: FieldValues): FieldValues {
  const copy: Record<string, FieldValues[string]> = {};
  for (const field of type.fields) {
    const value = values[field.name] ?? null;
    if (value !== null && canRead(context.user, field) && canEdit(context.user, field))
      copy[field.name] = value;
  }
  return copy;
}
