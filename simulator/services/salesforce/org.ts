import { Failure } from "../../../generator/diagnostics/failure.ts";
import type { Clock } from "../../world/clock.ts";
import { CallCounter } from "./call-counter.ts";
import { emulatorCodes } from "./codes.ts";
import { IdSource, organizationId } from "./ids.ts";
import type { Quirks } from "./quirks.ts";
import { toSalesforceText } from "./records/instants.ts";
import { Store } from "./records/store.ts";
import { buildCatalog, type Catalog, type Field, type ObjectType } from "./schema/catalog.ts";
import type { SchemaSource } from "./schema/model.ts";
import type { OrgOptions, SalesforceOptions, UserProfile } from "./types.ts";
import { accessOf, type ObjectRight, type UserAccess } from "./user-access.ts";

/** A user who acts, with what the permission sets give. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly profile: UserProfile;
  readonly permissionSets: ReadonlySet<string>;
  active: boolean;
  access: UserAccess;
}

/** Everything an emulated org is made of; rules are functions over it. */
export class Org {
  readonly clock: Clock;
  readonly quirks: Quirks;
  readonly store = new Store();
  readonly ids: IdSource;
  /** Record ids and how many more writes of them fail with UNABLE_TO_LOCK_ROW. */
  readonly lockedRows = new Map<string, number>();
  /** Record ids and how many more writes of them through the API a validation rule refuses. */
  readonly refusedRows = new Map<string, number>();
  readonly usersByName = new Map<string, User>();
  readonly usersById = new Map<string, User>();
  /** Fields taken from permission sets: `set:object.field` in lower case. */
  readonly withheld = new Set<string>();
  readonly writes = new Map<string, number>();
  readonly numbering = new Map<string, number>();
  readonly seed: number;
  readonly calls: CallCounter;
  /** Told of every fault that takes effect. */
  struck: NonNullable<SalesforceOptions["struck"]> = () => {};
  options: OrgOptions;
  catalog: Catalog;
  /** How many times the org was copied; part of its id. */
  copies = 0;
  /** Names of deployed components by type that change nothing of what the API accepts: layouts, list views. */
  readonly otherComponents = new Map<string, Set<string>>();
  /** What each component was deployed as, by `type:name`: the same again is no change. */
  readonly componentTexts = new Map<string, string>();
  readonly #sources: readonly SchemaSource[];
  #deployed: SchemaSource = { objects: [], permissionSets: [] };

  constructor(
    clock: Clock,
    seed: number,
    sources: readonly SchemaSource[],
    options: OrgOptions,
    quirks: Quirks,
  ) {
    this.clock = clock;
    this.seed = seed;
    this.quirks = quirks;
    this.ids = new IdSource(seed);
    this.options = options;
    this.calls = new CallCounter(clock, () => this.options.dailyApiLimit);
    this.#sources = sources;
    this.catalog = buildCatalog(sources, options);
    this.store.adopt(this.catalog);
  }

  /** Applies other switches; what exists under them changes with it. */
  configure(options: Partial<OrgOptions>): void {
    this.options = { ...this.options, ...options };
    this.catalog = this.#catalogWith(this.#deployed);
    this.store.adopt(this.catalog);
    for (const user of this.usersByName.values())
      user.access = accessOf(this.catalog, user.permissionSets, this.withheld);
  }

  /** What packages have brought into the org so far. */
  deployed(): SchemaSource {
    return this.#deployed;
  }

  /** Puts other metadata in the place of what packages have brought; the caller has seen that it fits. */
  deploy(deployed: SchemaSource): void {
    this.#deployed = deployed;
    this.configure({});
  }

  /** The schema that the org would have. Stops with EMU_SF.METADATA_UNREADABLE where it could have none. */
  #catalogWith(deployed: SchemaSource): Catalog {
    return buildCatalog([...this.#sources, deployed], this.options);
  }

  /** Takes a field from a permission set, for everybody who has it. */
  withhold(permissionSet: string, field: string): void {
    this.withheld.add(`${permissionSet}:${field}`.toLowerCase());
    this.configure({});
  }

  organizationId(): string {
    return organizationId(this.seed, this.copies);
  }

  now(): string {
    return toSalesforceText(this.clock.now());
  }

  /** An object that must exist, because the emulator itself is asking. */
  type(name: string): ObjectType {
    const type = this.catalog.object(name);
    if (type === undefined)
      throw new Failure(emulatorCodes.finding("ACTOR_REFUSED", { what: "object", name }));
    return type;
  }

  user(name: string): User {
    const user = this.usersByName.get(name.toLowerCase()) ?? this.usersById.get(name);
    if (user === undefined) throw new Failure(emulatorCodes.finding("ACTOR_REFUSED", { what: "user", name }));
    return user;
  }

  /** From now on a user has these permission sets and no others. */
  grant(user: User, permissionSets: ReadonlySet<string>): void {
    const changed = {
      ...user,
      permissionSets,
      access: accessOf(this.catalog, permissionSets, this.withheld),
    };
    this.usersByName.set(user.username.toLowerCase(), changed);
    this.usersById.set(user.id, changed);
  }

  /** Runs work that leaves no trace if it throws. */
  atomically<Result>(work: () => Result): Result {
    const savepoint = this.store.savepoint();
    try {
      return work();
    } catch (error) {
      this.store.rollback(savepoint);
      throw error;
    }
  }

  countWrite(type: ObjectType): void {
    this.writes.set(type.name, (this.writes.get(type.name) ?? 0) + 1);
  }
}

/** Objects that a profile may leave closed. Their details follow them, and what Setup keeps is open to be read. */
const closedByMinimumAccess: ReadonlySet<string> = new Set(["Account", "Contact", "Lead", "Opportunity"]);

/** Whether profile and permission sets let a user do something with the records of an object. */
export function mayUse(user: User, type: ObjectType, right: ObjectRight): boolean {
  const isClosed =
    type.access === "granted" || (user.profile === "minimumAccess" && closedByMinimumAccess.has(type.name));
  return !isClosed || user.access.objects.has(`${type.name.toLowerCase()}:${right}`);
}

/** Whether a user may call the API at all. */
export function mayCallApi(user: User): boolean {
  return user.profile !== "minimumAccess" || user.access.userPermissions.has("apienabled");
}

export function canRead(user: User, field: Field): boolean {
  return field.access !== "granted" || field.required === true || user.access.readable.has(field.key);
}

export function canEdit(user: User, field: Field): boolean {
  if (field.readOnly === true) return false;
  return field.access !== "granted" || field.required === true || user.access.editable.has(field.key);
}
