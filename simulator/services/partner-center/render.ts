import type { Quirks } from "./quirks.ts";

/** Writes a stored value as the service answers it: what is not set is null or left out, as the quirk says. */
export function render(value: unknown, unset: Quirks["unsetProperties"]): unknown {
  if (unset === "null" || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => render(item, unset));
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(present.map(([name, inner]: [string, unknown]) => [name, render(inner, unset)]));
}
