import type { Diagnostic } from "../../generator/diagnostics/diagnostic.ts";

/** Says what a check finds in a text, and does not look again at a text in which it has found nothing. */
export type FindingsOnce = (text: string, check: () => readonly Diagnostic[]) => readonly Diagnostic[];

/**
 * Managed and unmanaged zips, both layouts and the unpacked folders hold the same flows and connectors: looked at
 * together, each is looked at once. One for every kind of file, since a check is not told apart from another.
 */
export interface CleanTexts {
  readonly flows: FindingsOnce;
  readonly connectors: FindingsOnce;
}

export function cleanTexts(): CleanTexts {
  return { flows: once(), connectors: once() };
}

function once(): FindingsOnce {
  const clean = new Set<string>();
  return (text, check) => {
    if (clean.has(text)) return [];
    const found = check();
    if (found.length === 0) clean.add(text);
    return found;
  };
}
