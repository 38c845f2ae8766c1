import { Failure } from "../../../../generator/diagnostics/failure.ts";
import { emulatorCodes } from "../codes.ts";
import type { Facade } from "../connector/facade.ts";
import { normaliseId } from "../ids.ts";
import { componentsOf } from "../metadata/components.ts";
import type { Org } from "../org.ts";
import type { FieldValues, SalesforceControl } from "../types.ts";
import { actor } from "./actor.ts";
import { writePermissionRows } from "./permission-rows.ts";
import { writeSetupRows } from "./populate.ts";

/** What the control keeps about calls. */
export interface Counters {
  restCalls: number;
  connectorCalls: number;
}

export function createControl(org: Org, facade: Facade, counters: Counters): SalesforceControl {
  const live = (object: string): readonly FieldValues[] =>
    [...org.store.table(org.type(object)).all()]
      .filter(({ deleted }) => !deleted)
      .map(({ values }) => values);
  const grant = (username: string, change: (sets: Set<string>) => void): void => {
    const user = org.user(username);
    const sets = new Set(user.permissionSets);
    change(sets);
    org.grant(user, sets);
    writePermissionRows(org);
    org.store.commit();
  };
  /** The name of a permission set as the org spells it. */
  const known = (permissionSet: string): string => {
    const set = org.catalog.permissionSet(permissionSet);
    if (set !== undefined) return set.name;
    throw new Failure(
      emulatorCodes.finding("ACTOR_REFUSED", { what: "permission set", name: permissionSet }),
    );
  };
  return {
    as: (username) => actor(org, username),
    organizationId: () => org.organizationId(),
    userId: (username) => org.user(username).id,
    record: (object, id) => org.store.get(org.type(object), normaliseId(id) ?? id)?.values,
    records: (object, where = {}) =>
      live(object).filter((values) =>
        Object.entries(where).every(([name, value]) => (values[name] ?? null) === value),
      ),
    deletedRecords: (object) =>
      [...org.store.table(org.type(object)).all()]
        .filter(({ deleted }) => deleted)
        .map(({ values }) => values),
    automate: (object, id, fields) => {
      const type = org.type(object);
      const record = org.store.get(type, id);
      if (record === undefined) {
        throw new Failure(emulatorCodes.finding("ACTOR_REFUSED", { what: object, name: id }));
      }
      org.store.put(type, { ...record, values: { ...record.values, ...fields, SystemModstamp: org.now() } });
      org.store.commit();
    },
    copyToSandbox: (name) => {
      org.copies += 1;
      org.configure({ sandbox: true, name: name ?? org.options.name });
      writeSetupRows(org);
      org.store.commit();
      return org.organizationId();
    },
    deactivateUser: (username) => {
      const user = org.user(username);
      user.active = false;
      const type = org.type("User");
      const record = org.store.get(type, user.id);
      if (record !== undefined) {
        org.store.put(type, {
          ...record,
          values: { ...record.values, IsActive: false, SystemModstamp: org.now() },
        });
      }
      org.store.commit();
    },
    assignPermissionSet: (username, permissionSet) =>
      grant(username, (sets) => sets.add(known(permissionSet))),
    removePermissionSet: (username, permissionSet) =>
      grant(username, (sets) => sets.delete(known(permissionSet))),
    withholdField: (permissionSet, field) => org.withhold(known(permissionSet), field),
    restoreFields: () => {
      org.withheld.clear();
      org.configure({});
    },
    lockRow: (id, times = 1) => {
      org.lockedRows.set(id, times);
    },
    refuseWrites: (id, times = 1) => {
      org.refusedRows.set(id, times);
    },
    redeliver: (object, id) => {
      const { name } = org.type(object);
      const ids = facade.redeliveries.get(name) ?? new Set();
      facade.redeliveries.set(name, ids.add(id));
    },
    setOrg: (options) => {
      org.configure(options);
      writeSetupRows(org);
      org.store.commit();
    },
    components: () => componentsOf(org),
    usage: () => ({
      restCalls: counters.restCalls,
      connectorCalls: counters.connectorCalls,
      byOperation: Object.fromEntries(facade.byOperation),
      writes: Object.fromEntries(org.writes),
    }),
    resetUsage: () => {
      counters.restCalls = 0;
      counters.connectorCalls = 0;
      facade.byOperation.clear();
      org.writes.clear();
    },
    snapshot: () =>
      Object.fromEntries(
        org.catalog.objects.map(({ name }) => [
          name,
          [...live(name)].sort((left, right) => (String(left["Id"]) < String(right["Id"]) ? -1 : 1)),
        ]),
      ),
  };
}
