/** The culture the platform uses where none is named. */
export const defaultCulture = "en-US";

/** Whether the platform would know the culture; anything of the form of a language tag passes there too. */
export function isCulture(name: string): boolean {
  try {
    return name === "" || Intl.getCanonicalLocales(name).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The locale data for a culture: with Latin digits and the calendar of the West, and of the default culture where Node
 * knows none, so that nothing depends on the settings of the machine.
 */
export function localeOf(culture: string): string {
  const [known = defaultCulture] = Intl.DateTimeFormat.supportedLocalesOf(
    culture === "" ? defaultCulture : culture,
  );
  return new Intl.Locale(known, { numberingSystem: "latn", calendar: "gregory" }).toString();
}

/** .NET writes U+00A0 where newer locale data has a narrow space. */
export function plainSpace(text: string): string {
  return text.replaceAll("\u202f", "\u00a0");
}

/** What was made for a culture before, or made now. */
export function remember<Value>(known: Map<string, Value>, name: string, make: () => Value): Value {
  const key = name.toLowerCase();
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
