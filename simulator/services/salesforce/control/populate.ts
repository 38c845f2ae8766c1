import type { Org, User } from "../org.ts";
import { toSalesforceText } from "../records/instants.ts";
import type { FieldValues, UserSeed, Value } from "../types.ts";
import { accessOf } from "../user-access.ts";

/** Adds a user of the org. */
export function addUser(org: Org, seed: UserSeed): User {
  const type = org.type("User");
  const id = org.ids.next(type.keyPrefix);
  const permissionSets = new Set(seed.permissionSets ?? []);
  const user: User = {
    id,
    username: seed.username,
    profile: seed.profile ?? "standard",
    permissionSets,
    active: true,
    access: accessOf(org.catalog, permissionSets, org.withheld),
  };
  org.usersByName.set(seed.username.toLowerCase(), user);
  org.usersById.set(id, user);
  put(org, "User", id, id, {
    Username: seed.username,
    FirstName: seed.firstName ?? null,
    LastName: seed.lastName,
    Name: [seed.firstName, seed.lastName].filter((part) => part !== undefined).join(" "),
    Email: seed.email ?? seed.username,
    IsActive: true,
    UserType: "Standard",
    LanguageLocaleKey: "en_US",
    TimeZoneSidKey: "Europe/Rome",
  });
  return user;
}

/** Writes the rows that Setup keeps: organization, stages, currencies. Called again when a switch changes them. */
export function writeSetupRows(org: Org): void {
  const author = [...org.usersById.keys()][0] ?? "";
  const { options } = org;
  put(org, "Organization", org.organizationId(), author, {
    Name: options.name,
    InstanceName: "CTS1",
    IsSandbox: options.sandbox,
    OrganizationType: "Enterprise Edition",
    LanguageLocaleKey: "en_US",
    TimeZoneSidKey: "Europe/Rome",
    DefaultLocaleSidKey: "en_US",
    NamespacePrefix: null,
  });
  clear(org, "OpportunityStage");
  for (const [index, stage] of options.stages.entries()) {
    put(org, "OpportunityStage", org.ids.next("01J"), author, {
      MasterLabel: stage.name,
      ApiName: stage.name,
      IsActive: stage.active ?? true,
      SortOrder: index + 1,
      IsClosed: stage.closed,
      IsWon: stage.won,
      ForecastCategory: stage.forecastCategory,
      ForecastCategoryName: stage.forecastCategory,
      DefaultProbability: stage.probability,
      Description: null,
    });
  }
  if (options.currency.kind === "single") return;
  clear(org, "CurrencyType");
  for (const code of options.currency.active) {
    put(org, "CurrencyType", org.ids.next("01L"), author, {
      IsoCode: code,
      ConversionRate: 1,
      DecimalPlaces: 2,
      IsActive: true,
      IsCorporate: code === options.currency.corporate,
    });
  }
}

/** Writes a row as Setup does. */
export function put(org: Org, object: string, id: string, author: string, given: FieldValues): void {
  const type = org.type(object);
  const now = toSalesforceText(org.clock.now());
  const values: Record<string, Value> = {};
  for (const field of type.fields) values[field.name] = null;
  Object.assign(values, given, {
    Id: id,
    IsDeleted: false,
    CreatedDate: now,
    CreatedById: author,
    LastModifiedDate: now,
    LastModifiedById: author,
    SystemModstamp: now,
  });
  org.store.put(type, { id, type: type.name, values, deleted: false });
}

function clear(org: Org, object: string): void {
  const type = org.type(object);
  for (const record of [...org.store.table(type).all()]) {
    if (!record.deleted) org.store.put(type, { ...record, deleted: true });
  }
}
