/** A behaviour of a platform that no source confirms, and what it may be. */
export interface Quirk<Id extends string = string, Setting = unknown> {
  readonly id: Id;
  /** What is known about it, and from where. */
  readonly source: string;
  readonly description: string;
  readonly settings: readonly Setting[];
  readonly default: Setting;
}

/** Every quirk of a service by its id. */
export type QuirkTable<Quirks> = {
  readonly [Id in keyof Quirks]: Quirk<Id & string, Quirks[Id]>;
};

/** Makes the entries of a table; the first setting is the default. */
export function quirkMaker<Quirks>() {
  return <Id extends keyof Quirks & string>(
    id: Id,
    source: string,
    description: string,
    settings: readonly [Quirks[Id], ...Quirks[Id][]],
  ): Quirk<Id, Quirks[Id]> => ({ id, source, description, settings, default: settings[0] });
}

/** The setting of every quirk: its default, unless another one is given. */
export function resolve<Quirks>(table: QuirkTable<Quirks>, settings: Partial<Quirks>): Quirks {
  const quirks: readonly Quirk[] = Object.values(table);
  const defaults = Object.fromEntries(quirks.map((each) => [each.id, each.default]));
  // The table holds every key of Quirks, which Object.fromEntries cannot express.
  return { ...(defaults as unknown as Quirks), ...settings };
}
