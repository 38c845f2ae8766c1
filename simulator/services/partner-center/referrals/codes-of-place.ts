const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
const currencies = new Set(Intl.supportedValuesOf("currency"));

/** Whether a text is a country as ISO 3166 spells it. `UK` is an old alias of GB and no code of its own. */
export function isCountry(text: string | null): boolean {
  if (text === null || !/^[A-Z]{2}$/.test(text) || text === "ZZ") return false;
  return new Intl.Locale(`und-${text}`).region === text && regions.of(text) !== undefined;
}

export function isCurrency(text: string | null): boolean {
  return text !== null && currencies.has(text);
}
