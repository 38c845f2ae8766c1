import type { SalesforceFault } from "../fault.ts";
import { saveFault } from "../fault.ts";
import { assigns, type Draft } from "./context.ts";

/** Countries with states in the standard configuration; elsewhere a state is refused [salesforce.md §4.2]. */
const countriesWithStates = new Set(["AU", "BR", "CA", "CN", "IE", "IN", "IT", "MX", "US"]);

/** Codes that the region names of the runtime know, but that are no countries. */
const notCountries = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]);

const namesByCode: ReadonlyMap<string, string> = countryNames();
const codesByName: ReadonlyMap<string, string> = new Map(
  [...namesByCode].map(([code, name]) => [name.toLowerCase(), code]),
);

/**
 * State and country picklists: the name column takes a country's name only, the code column its ISO code; setting
 * one sets the other, and a pair that does not fit is refused with FIELD_INTEGRITY_EXCEPTION.
 */
export function settleCountries(draft: Draft): void {
  for (const field of draft.type.fields) {
    if (!field.name.endsWith("CountryCode")) continue;
    const prefix = field.name.slice(0, -"CountryCode".length);
    const names = {
      country: `${prefix}Country`,
      code: field.name,
      state: `${prefix}State`,
      stateCode: `${prefix}StateCode`,
    };
    settleCountry(draft, names.country, names.code);
    settleState(draft, names);
  }
}

function settleCountry(draft: Draft, country: string, code: string): void {
  const { values } = draft;
  if (assigns(draft, code)) {
    const given = values[code];
    const name = typeof given === "string" ? namesByCode.get(given.toUpperCase()) : null;
    if (name === undefined) throw wrong("country", code);
    if (assigns(draft, country) && values[country] !== null && values[country] !== name) {
      throw wrong("country", country);
    }
    values[country] = name;
    values[code] = typeof given === "string" ? given.toUpperCase() : null;
  } else if (assigns(draft, country)) {
    const given = values[country];
    const found = typeof given === "string" ? codesByName.get(given.toLowerCase()) : null;
    if (found === undefined) throw wrong("country", country);
    values[code] = found;
    if (found !== null) values[country] = namesByCode.get(found) ?? null;
  }
}

function settleState(
  draft: Draft,
  names: {
    readonly country: string;
    readonly code: string;
    readonly state: string;
    readonly stateCode: string;
  },
): void {
  const { values } = draft;
  if (values[names.state] === null || values[names.state] === undefined) return;
  const country = values[names.code];
  if (typeof country !== "string" || !countriesWithStates.has(country)) throw wrong("state", names.state);
}

function wrong(what: "country" | "state", field: string): SalesforceFault {
  return saveFault(
    "FIELD_INTEGRITY_EXCEPTION",
    `There's a problem with this ${what}, even though it may appear correct. Please select a ${what === "country" ? "country/territory" : "state/province"} from the list of valid ${what === "country" ? "countries/territories" : "states/provinces"}.: ${field}`,
    [field],
  );
}

function countryNames(): ReadonlyMap<string, string> {
  const display = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const names = new Map<string, string>();
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = notCountries.has(code) ? undefined : display.of(code);
      // Withdrawn codes (DD, SU, UK …) carry the name of the country that took their place.
      const current = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
      if (name !== undefined && current) names.set(code, name);
    }
  }
  return names;
}
